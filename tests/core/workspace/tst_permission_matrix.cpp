// SPDX-License-Identifier: GPL-3.0-or-later
// Every act of the desks as every role, in a region of theirs and in a foreign one, against resources/permissions.csv.
#include "core/storage/transaction.h"
#include "core/workspace/account_desk.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/approval_policies.h"
#include "core/workspace/attachments.h"
#include "core/workspace/backup_plan.h"
#include "core/workspace/bank_import.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/billing_details.h"
#include "core/workspace/budget_desk.h"
#include "core/workspace/cheques.h"
#include "core/workspace/company_desk.h"
#include "core/workspace/credit_desk.h"
#include "core/workspace/customer_records.h"
#include "core/workspace/delivery_desk.h"
#include "core/workspace/dunning_desk.h"
#include "core/workspace/einvoice_desk.h"
#include "core/workspace/export_schedules.h"
#include "core/workspace/journal_names.h"
#include "core/workspace/late_charges_desk.h"
#include "core/workspace/ledger_desk.h"
#include "core/workspace/contract_activation.h"
#include "core/workspace/master_data.h"
#include "core/workspace/meters.h"
#include "core/workspace/milestones.h"
#include "core/workspace/nexus_desk.h"
#include "core/workspace/number_series_desk.h"
#include "core/workspace/opening_receivables.h"
#include "core/workspace/payment_agreements.h"
#include "core/workspace/payment_files_desk.h"
#include "core/workspace/payments_desk.h"
#include "core/workspace/people_desk.h"
#include "core/workspace/permit.h"
#include "core/workspace/purchase_order_desk.h"
#include "core/workspace/receivables_desk.h"
#include "core/workspace/refunds.h"
#include "core/workspace/restoring.h"
#include "core/workspace/write_offs.h"
#include "tests/support/company.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::workspace;

namespace {

/// A customer and what there is of it.
struct Place
{
    QString region;
    QString account;
    QString contract;
    accounts::AccountId id;
    storage::InvoiceRow invoice;
};

/// Tries an act in a way that a rule refuses at the latest after the permission was asked; nothing is stored for long.
using Attempt = std::function<Result<>(Services &, const Place &)>;

template<typename T> Result<> plain(const Result<T> &result)
{
    return result ? Result<>() : Result<>(tl::unexpected(result.error()));
}

const std::map<Act, Attempt> &attempts()
{
    static const std::map<Act, Attempt> all{
        {Act::ImportAccounts, [](Services &s, const Place &) { return plain(MasterData(s).importAccounts("{")); }},
        {Act::AssignManager,
         [](Services &s, const Place &p) { return AccountDesk(s).assignManager(p.id, u"nobody"_s); }},
        {Act::WriteNote,
         [](Services &s, const Place &p) { return plain(CustomerRecords(s).addNote(p.account, u" "_s)); }},
        {Act::SaveContact,
         [](Services &s, const Place &p) {
             accounts::Contact nameless;
             nameless.account = p.id;
             return plain(CustomerRecords(s).saveContact(nameless));
         }},
        {Act::EditAccount,
         [](Services &s, const Place &p) {
             const storage::Transaction undone(s.session());
             return plain(CustomerRecords(s).editAccount(p.account, {}, u"other"_s));
         }},
        {Act::KeepAttachment,
         [](Services &s, const Place &p) { return plain(Attachments(s).add({p.id}, u"empty.txt"_s, {})); }},
        {Act::RegisterForTax,
         [](Services &s, const Place &) {
             return plain(NexusDesk(s).registerIn(u"NONE"_s, u"CA"_s, s.clock().today()));
         }},
        {Act::ReadStateSales, [](Services &s, const Place &) { return plain(NexusDesk(s).rows(s.clock().today())); }},
        {Act::SaveContract,
         [](Services &s, const Place &p) {
             const storage::Transaction undone(s.session());
             auto contract = s.contracts().findByNumber(p.contract).value();
             return plain(activateContract(s, contract)); // a version that is there
         }},
        {Act::ActivateContract,
         [](Services &s, const Place &) { return permit(s, Act::ActivateContract); }}, // asked by activateContract()
        {Act::PublishPriceBook, [](Services &s, const Place &) { return plain(MasterData(s).importPriceBook("{")); }},
        {Act::ImportUsage,
         [](Services &s, const Place &) { return permit(s, Act::ImportUsage); }}, // asked by its callers
        {Act::ImportBankFile, [](Services &s, const Place &) { return plain(importBankFile(s, "x", u"x"_s)); }},
        {Act::PrepareBills,
         [](Services &s, const Place &) {
             jobs::Progress progress;
             return plain(BillingDesk(s).resume(Period::monthOf(QDate(2020, 1, 1)), progress));
         }},
        {Act::IssueInvoices,
         [](Services &s, const Place &) {
             jobs::Progress progress;
             return plain(BillingDesk(s).issue({billing::InvoiceId(QUuid::createUuid())}, progress));
         }},
        {Act::RequestCredit,
         [](Services &s, const Place &p) { return plain(CreditDesk(s).request(p.invoice.id, {}, {})); }},
        {Act::IssueCredit,
         [](Services &s, const Place &) {
             return plain(CreditDesk(s).issue(billing::CreditNoteId(QUuid::createUuid())));
         }},
        {Act::RequestWriteOff,
         [](Services &s, const Place &p) {
             return plain(writeOff(s, p.invoice.number, Money(-1, p.invoice.total.currency()), u"x"_s));
         }},
        {Act::MatchPayments, [](Services &s, const Place &) { return PaymentsDesk(s).leave(999, u"x"_s); }},
        {Act::ReversePayment, [](Services &s, const Place &) { return PaymentsDesk(s).unapply(999, u"x"_s); }},
        {Act::ChangeWriteOffLimit,
         [](Services &s, const Place &) {
             return plain(PaymentsDesk(s).setWriteOffLimit(Money(-1, s.companyCurrency().value())));
         }},
        {Act::SaveMeter, [](Services &s, const Place &) { return plain(saveMeter(s, {})); }},
        {Act::ChangeCollectionRules, [](Services &s, const Place &) { return plain(DunningDesk(s).setPolicy("{")); }},
        {Act::RunDunning, [](Services &s, const Place &) { return plain(DunningDesk(s).run(Effect::Shown)); }},
        {Act::ChargeLatePayment,
         [](Services &s, const Place &) { return plain(LateChargesDesk(s).charge(u"none"_s)); }},
        {Act::RecordDispute,
         [](Services &s, const Place &p) {
             return plain(ReceivablesDesk(s).dispute(p.invoice.number, 99'999, u"x"_s));
         }},
        {Act::SaveEinvoiceCustomer, [](Services &s, const Place &p) { return EinvoiceDesk(s).stop(p.account); }},
        {Act::SaveEinvoiceSeller, [](Services &s, const Place &) { return EinvoiceDesk(s).saveSeller(u"none"_s, {}); }},
        {Act::ClosePeriod,
         [](Services &s, const Place &) { return plain(LedgerDesk(s).close(Period::monthOf(QDate(2031, 1, 1)))); }},
        {Act::ReopenPeriod,
         [](Services &s, const Place &) { return LedgerDesk(s).reopen(Period::monthOf(QDate(2031, 1, 1)), u"x"_s); }},
        {Act::ExportJournal,
         [](Services &s, const Place &) {
             return plain(LedgerDesk(s).exportJournal({}, Period::monthOf(QDate(2020, 1, 1)), {}));
         }},
        {Act::NameJournalAccounts,
         [](Services &s, const Place &) { return JournalNames(s).name(u"none"_s, {}, u"x"_s); }},
        {Act::SavePurchaseOrder,
         [](Services &s, const Place &p) {
             purchasing::PurchaseOrder order;
             order.account = p.id;
             return plain(PurchaseOrderDesk(s).save(order));
         }},
        {Act::SaveBudget, [](Services &s, const Place &) { return plain(BudgetDesk(s).save({})); }},
        {Act::LoosenBudget,
         [](Services &s, const Place &p) {
             storage::Transaction undone(s.session());
             const Currency company = s.companyCurrency().value();
             const storage::StoredBudget blocks{s.ids().next<storage::BudgetId>(),
                                                {{p.id, {}, u"loosened"_s},
                                                 {QDate(2026, 1, 1), QDate(2027, 1, 1)},
                                                 Money(100, company),
                                                 purchasing::BudgetCap::Block},
                                                {},
                                                0};
             if (const auto saved = storage::BudgetsSql(s.session()).save(blocks, s.actor()); !saved)
                 return saved;
             return BudgetDesk(s).remove(blocks.id);
         }},
        {Act::RecordService,
         [](Services &s, const Place &p) { return reachMilestone(s, p.contract, u"none"_s, QDate(2026, 1, 1)); }},
        {Act::RequestMatter,
         [](Services &s, const Place &p) {
             MatterWish wish;
             wish.title = wish.reason = u"x"_s;
             wish.account = p.id;
             wish.amount = Money(100, s.companyCurrency().value());
             return plain(ApprovalDesk(s).request(wish));
         }},
        {Act::ChangeCompany, [](Services &s, const Place &) { return CompanyDesk(s).mayChange(); }},
        {Act::ChangeNumberSeries,
         [](Services &s, const Place &) {
             return NumberSeriesDesk(s).begin(u"none"_s, u"invoice"_s, 2031, 5, u"x"_s);
         }},
        {Act::ProposePolicy, [](Services &s, const Place &) { return plain(ApprovalPolicies(s).propose({})); }},
        {Act::PublishPolicy, [](Services &s, const Place &) { return plain(ApprovalPolicies(s).publish(999)); }},
        {Act::ChangePeople, [](Services &s, const Place &) { return plain(PeopleDesk(s).add({})); }},
        {Act::ApproveRole, [](Services &s, const Place &) { return PeopleDesk(s).decide(u"none"_s, u"rep"_s, true); }},
        {Act::SaveBillingDetails,
         [](Services &s, const Place &p) {
             BillingDetails details;
             details.invoiceEmail = u"no address"_s;
             return saveBillingDetails(s, p.id, details, 0);
         }},
        {Act::MarkDelivery,
         [](Services &s, const Place &) { return plain(DeliveryDesk(s).mark(u"none"_s, u"sent"_s, {})); }},
        {Act::AgreeOnPayment, [](Services &s, const Place &) { return plain(agreeOnPayment(s, u"none"_s, {})); }},
        {Act::RequestRefund, [](Services &s, const Place &) { return plain(requestRefund(s, {})); }},
        {Act::HandleCheques, [](Services &s, const Place &) { return clearDeposit(s, 999, 999); }},
        {Act::SaveBankData, [](Services &s, const Place &) { return plain(recordBankDetail(s, u"none"_s, {})); }},
        {Act::MakePaymentFile,
         [](Services &s, const Place &) { return plain(makePaymentFile(s, {u"none"_s}, Effect::Shown)); }},
        {Act::ScheduleExports, [](Services &s, const Place &) { return endExportSchedule(s, u"none"_s); }},
        {Act::ConfirmNumbering,
         [](Services &s, const Place &) {
             return plain(confirmNumbering(s, IssueJournal(QDir::tempPath(), u"none.accord"_s), {}, {}));
         }},
        {Act::MaintainWorkspace, [](Services &s, const Place &) { return setBackupPlan(s, BackupPlan{}); }},
        {Act::TakeOverReceivables,
         [](Services &s, const Place &) { return plain(takeOverReceivables(s, "", {}, QDate(2026, 1, 1))); }},
    };
    return all;
}

/// Acts that look at the account they are about.
bool looksAtTheAccount(Act act)
{
    using enum Act;
    return QList<Act>{WriteNote,     SaveContact,     EditAccount,        AssignManager,        SaveContract,
                      RequestCredit, RequestWriteOff, RecordDispute,      SaveEinvoiceCustomer, SavePurchaseOrder,
                      RecordService, RequestMatter,   SaveBillingDetails, KeepAttachment}
        .contains(act);
}

} // namespace

class TestPermissionMatrix : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_company = std::make_unique<test::Company>();
        for (const QString &role : security::knownRoles())
            m_company->addPerson(u"the-"_s + role, {role}, role == u"manager" ? u"AMER"_s : u"AMER, LATAM"_s);
        m_home = placeOf(u"A-0001"_s, u"NW-2025"_s);
        m_foreign = placeOf(u"A-0004"_s, u"GX-2024"_s);
        QCOMPARE(m_home.region, u"AMER"_s);
        QCOMPARE(m_foreign.region, u"EMEA"_s);
    }

    void everyActIsInTheTableOnceAndHasAnAttempt()
    {
        QCOMPARE(acts().size(), attempts().size());
        const auto matrix = permissions();
        QVERIFY(matrix);
        for (const ActRow &row : acts()) {
            QVERIFY2(attempts().contains(row.act), qPrintable(row.name));
            for (const QString &operation : row.operations)
                QVERIFY2((*matrix)->find(operation), qPrintable(operation));
        }
    }

    void everyCellIsAsInTheFile_data()
    {
        QTest::addColumn<int>("act");
        QTest::addColumn<QString>("role");
        for (const ActRow &row : acts()) {
            for (const QString &role : security::knownRoles())
                QTest::addRow("%s, %s", qPrintable(row.name), qPrintable(role)) << int(row.act) << role;
        }
    }
    void everyCellIsAsInTheFile()
    {
        QFETCH(int, act);
        QFETCH(QString, role);
        const auto row = std::ranges::find(acts(), Act(act), &ActRow::act);
        const security::Permissions &matrix = *permissions().value();
        const auto services = m_company->as(u"the-"_s + role);
        for (const Place *place : {&m_home, &m_foreign}) {
            QString expected = u"permission.role_missing"_s;
            for (const QString &operation : row->operations) {
                const security::Reach reach = matrix.reach(operation, {role});
                const bool isAbroad = place == &m_foreign && looksAtTheAccount(row->act);
                if (reach == security::Reach::All || (reach == security::Reach::Region && !isAbroad)
                    || (reach == security::Reach::Own && !looksAtTheAccount(row->act)))
                    expected.clear();
                else if (reach == security::Reach::Region && !expected.isEmpty())
                    expected = u"permission.other_region"_s;
                else if (reach == security::Reach::Own && expected == u"permission.role_missing"_s)
                    expected = u"permission.not_responsible"_s; // a region is told of before a responsibility
            }
            const auto tried = attempts().at(row->act)(*services, *place);
            const QString found
                = tried || !tried.error().id.startsWith(u"permission."_s) ? QString() : tried.error().id;
            QVERIFY2(found == expected, qPrintable(u"%1: expected '%2', found '%3'"_s.arg(
                                            place->region, expected, tried ? u"done"_s : tried.error().id)));
            if (!expected.isEmpty()) {
                QCOMPARE(tried.error().kind, ErrorKind::Forbidden);
                QVERIFY(tried.error().args.value(u"operation"_s).toString().size() > 4);
            }
        }
    }

    void whoIsResponsibleMayDoTheirOwn()
    {
        const auto operatorDesk = m_company->as(u"operator"_s);
        QVERIFY(AccountDesk(*operatorDesk).assignManager(m_foreign.id, u"the-rep"_s));
        QCOMPARE(AccountDesk(*m_company->as(u"the-rep"_s)).assignManager(m_foreign.id, u"nobody"_s).error().id,
                 u"identity.user_not_found"_s);
    }

    void aRoleTakesTwoPeople()
    {
        auto admin = m_company->as(u"the-admin"_s);
        auto controller = m_company->as(u"controller"_s);
        QVERIFY(PeopleDesk(*admin).add({u"ida"_s, u"Ida"_s, {}, {}}));
        QCOMPARE(PeopleDesk(*admin).propose(u"ida"_s, u"rep"_s, u"joins sales"_s).value(), RoleWish::Proposed);
        QCOMPARE(rolesOf(u"ida"_s), QStringList());
        QCOMPARE(PeopleDesk(*admin).propose(u"ida"_s, u"rep"_s).error().id, u"identity.proposed_already"_s);
        QCOMPARE(PeopleDesk(*admin).decide(u"ida"_s, u"rep"_s, true).error().id, u"permission.role_missing"_s);
        QVERIFY(PeopleDesk(*controller).decide(u"ida"_s, u"rep"_s, true));
        QCOMPARE(rolesOf(u"ida"_s), QStringList{u"rep"_s});
        // Taken away, it takes a new proposal.
        QVERIFY(PeopleDesk(*admin).revoke(u"ida"_s, u"rep"_s));
        QCOMPARE(storage::PeopleSql(admin->session()).give(u"ida"_s, u"rep"_s).error().id,
                 u"identity.role_not_approved"_s);
        // Rejected, it is not given.
        QCOMPARE(PeopleDesk(*admin).propose(u"ida"_s, u"csm"_s).value(), RoleWish::Proposed);
        QVERIFY(PeopleDesk(*controller).decide(u"ida"_s, u"csm"_s, false));
        QCOMPARE(rolesOf(u"ida"_s), QStringList());
        QCOMPARE(PeopleDesk(*admin).propose(u"the-billing"_s, u"admin"_s).error().id, u"permission.roles_conflict"_s);
        QCOMPARE(PeopleDesk(*admin).propose(u"ida"_s, u"boss"_s).error().id, u"permission.role_unknown"_s);
        QCOMPARE(PeopleDesk(*admin).propose(u"the-controller"_s, u"rep"_s).value(), RoleWish::Proposed);
        QCOMPARE(PeopleDesk(*m_company->as(u"the-controller"_s)).decide(u"the-controller"_s, u"rep"_s, true).error().id,
                 u"permission.own_work"_s);
    }

    void theDatabaseHoldsTheSame()
    {
        auto services = m_company->as(u"operator"_s);
        storage::PeopleSql people(services->session());
        const auto id = services->ids().next<storage::RoleProposal::Id>();
        const storage::RoleProposal proposal{id, u"ida"_s, u"legal"_s, {}, u"the-admin"_s, services->clock().now()};
        QVERIFY(people.propose(proposal));
        QCOMPARE(people.decide(id, true, u"operator"_s, services->clock().now()).error().id,
                 u"identity.approve_role"_s);
        QCOMPARE(services->session().run("UPDATE role_proposal SET user_name = 'operator' WHERE id = ?", id).error().id,
                 u"identity.proposal_kept"_s);
        QCOMPARE(services->session().run("DELETE FROM role_proposal WHERE id = ?", id).error().id,
                 u"identity.proposal_kept"_s);
        QCOMPARE(people
                     .propose({services->ids().next<storage::RoleProposal::Id>(),
                               u"ida"_s,
                               u"rep"_s,
                               {},
                               u"operator"_s,
                               services->clock().now()})
                     .error()
                     .id,
                 u"identity.propose_role"_s);
        QCOMPARE(people.give(u"ida"_s, u"billing"_s).error().id, u"identity.role_not_approved"_s);
    }

    void aCellToALimitEndsAtTheLimitOfThePolicy()
    {
        using namespace approvals;
        QVERIFY(permissions().value()->grant(u"document.approve", u"approver"_s).toLimit);
        Policy policy = test::policyOf({{SubjectKind::Discount, 100'00}});
        const Money limit(1000'00, policy.currency);
        policy.rules.front().steps
            = {{StepMode::Any, {{u"approver"_s}, {}}, limit}, {StepMode::Any, {{u"controller"_s}, {}}, {}}};
        m_company->use(policy);
        const auto billing = m_company->as(u"the-billing"_s);
        const auto approver = m_company->as(u"the-approver"_s);
        const auto controller = m_company->as(u"the-controller"_s);
        const auto decided = [&](qint64 minor) {
            MatterWish wish;
            wish.title = wish.reason = u"x"_s;
            wish.account = m_home.id;
            wish.amount = Money(minor, policy.currency);
            const auto asked = ApprovalDesk(*billing).request(wish).value().value();
            return ApprovalDesk(*approver).decide(asked.id, Verdict::Approve, {}).value();
        };
        QVERIFY(decided(1000'00).state() == ApprovalState::Approved);
        const Approval beyond = decided(1000'01);
        QVERIFY(beyond.state() == ApprovalState::Pending); // alone they decide no more
        const auto forced = approver->session().run("UPDATE approval SET state = 'approved' WHERE id = ?", beyond.id);
        QVERIFY2(!forced && forced.error().id.startsWith(u"approvals."_s),
                 qPrintable(forced ? u"stored"_s : forced.error().id)); // nor by SQL
        const auto agreed = ApprovalDesk(*controller).decide(beyond.id, Verdict::Approve, {});
        QVERIFY(agreed && agreed->state() == ApprovalState::Approved);
    }

private:
    QStringList rolesOf(const QString &user) { return m_company->as(u"operator"_s)->seller().user(user).value().roles; }
    Place placeOf(const QString &number, const QString &contract)
    {
        auto services = m_company->as(u"operator"_s);
        const auto account = services->accounts().findByReference(number).value();
        Place place{account.region, number, contract, account.id, {}};
        const auto sheet = AccountDesk(*services).sheet(account.id).value();
        for (const auto &row : sheet.latestInvoices) {
            if (!row.number.isEmpty())
                place.invoice = row;
        }
        return place;
    }

    std::unique_ptr<test::Company> m_company;
    Place m_home;
    Place m_foreign;
};

QTEST_GUILESS_MAIN(TestPermissionMatrix)
#include "tst_permission_matrix.moc"
