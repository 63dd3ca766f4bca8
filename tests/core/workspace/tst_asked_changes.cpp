// SPDX-License-Identifier: GPL-3.0-or-later
// Approvals that take effect: what was agreed is done in the same transaction, exactly that, and in no other way.
#include "tests/support/company.h"

#include "core/contracts/amendment.h"
#include "core/contracts/contract_json.h"
#include "core/storage/credit_limits_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/account_desk.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/approval_policies.h"
#include "core/workspace/contract_desk.h"
#include "core/workspace/master_data.h"
#include "core/workspace/verification.h"

#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::approvals;
using namespace accord::workspace;

class TestAskedChanges : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::Company> m_company;

    static Policy asksAboutEverything()
    {
        return test::policyOf({{SubjectKind::Invoice, 500'000},
                               {SubjectKind::CreditTerms, 0},
                               {SubjectKind::Discount, 0},
                               {SubjectKind::InstalmentPlan, 0},
                               {SubjectKind::PriceChange, 0}});
    }
    static ChangeWish wish(ChangedField field, const QString &record, const QString &after, const QString &part = {})
    {
        return {field, record, part, after, QDate(2026, 7, 1), u"Agreed with the customer"_s};
    }
    Result<ChangeOutcome> ask(const ChangeWish &wish, const QString &who = u"operator"_s)
    {
        return ChangeDesk(*m_company->as(who)).request(wish);
    }
    Result<Approval> decide(const ApprovalId &id, Verdict verdict = Verdict::Approve)
    {
        return ApprovalDesk(*m_company->as(u"approver"_s)).decide(id, verdict, u"As agreed"_s);
    }
    accounts::Account account(const QString &number)
    {
        return m_company->as(u"operator"_s)->accounts().findByReference(number).value();
    }
    contracts::Contract contract(const QString &number)
    {
        return m_company->as(u"operator"_s)->contracts().findByNumber(number).value();
    }
    std::optional<Money> limitOf(const QString &number)
    {
        auto services = m_company->as(u"operator"_s);
        return storage::CreditLimitsSql(services->session()).of(m_company->account(number)).value();
    }
    int auditRecords()
    {
        auto services = m_company->as(u"operator"_s);
        auto select = services->session().statement("SELECT count(*) FROM audit_record");
        return select.bind().first([](storage::Statement &row) { return row.read<int>(); })->value();
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<test::Company>();
        m_company->use(asksAboutEverything());
    }
    void cleanup()
    {
        // Whatever happened, the books and the chain hold.
        auto services = m_company->as(u"operator"_s);
        jobs::Progress progress;
        const auto checks = verify(*services, progress).value();
        for (const auto &check : checks)
            QVERIFY2(check.violations.empty(), qPrintable(check.invariant));
        services.reset();
        m_company.reset();
    }

    void paymentTermsChangeWithTheLastDecisionAndNotBefore()
    {
        const auto asked = ask(wish(ChangedField::PaymentTerms, u"A-0001"_s, u"60"_s));
        QVERIFY2(asked, asked ? "" : qPrintable(asked.error().id + asked.error().detail));
        QVERIFY(asked->approval);
        QVERIFY(asked->approval->kind == SubjectKind::CreditTerms);
        QCOMPARE(account(u"A-0001"_s).paymentTermsDays, 30);
        const auto item = ApprovalDesk(*m_company->as(u"approver"_s)).item(asked->approval->id);
        QVERIFY(item && item->recordChange);
        QCOMPARE(item->recordChange->words.before, u"30 days"_s);
        QCOMPARE(item->recordChange->words.after, u"60 days"_s);
        const int before = auditRecords();
        const auto decided = decide(asked->approval->id);
        QVERIFY2(decided, decided ? "" : qPrintable(decided.error().id + decided.error().detail));
        QCOMPARE(account(u"A-0001"_s).paymentTermsDays, 60);
        QCOMPARE(auditRecords(), before + 2); // the decision, and the account's own record
        auto reader = m_company->as(u"controller"_s); // who reads what others did
        const auto history = AccountDesk(*reader).history(m_company->account(u"A-0001"_s), 5);
        QVERIFY(history);
        QVERIFY(
            std::ranges::any_of(*history, [](const auto &record) { return record.entry.kind == u"account.terms"_s; }));
        auto services = m_company->as(u"operator"_s);
        const auto state = ChangeDesk(*services).stateOf(*decided);
        QVERIFY(state && *state && (*state)->done);
        QCOMPARE((*state)->done->revision, account(u"A-0001"_s).version);
    }
    void aRejectionLeavesEverything()
    {
        const auto asked = ask(wish(ChangedField::CreditLimit, u"A-0001"_s, u"50000.00"_s));
        QVERIFY(asked && asked->approval);
        const int version = account(u"A-0001"_s).version;
        QVERIFY(decide(asked->approval->id, Verdict::Reject));
        QVERIFY(!limitOf(u"A-0001"_s));
        QCOMPARE(account(u"A-0001"_s).version, version);
        // And can be asked for again, by who asked.
        const auto other = ChangeDesk(*m_company->as(u"ito"_s)).again(asked->approval->id);
        QCOMPARE(other.error().id, u"approvals.again_by_other"_s);
        const auto again = ChangeDesk(*m_company->as(u"operator"_s)).again(asked->approval->id);
        QVERIFY2(again, again ? "" : qPrintable(again.error().id));
        QVERIFY(decide(again->approval->id));
        QCOMPARE(limitOf(u"A-0001"_s)->toString(), u"50000.00"_s);
        const auto lifted = ask(wish(ChangedField::CreditLimit, u"A-0001"_s, u"none"_s));
        QVERIFY2(lifted && lifted->approval, lifted ? "" : qPrintable(lifted.error().id));
        const auto done = decide(lifted->approval->id);
        QVERIFY2(done, done ? "" : qPrintable(done.error().id + done.error().detail));
        QVERIFY(!limitOf(u"A-0001"_s));
    }
    void aPriceBecomesTheNextVersionOfItsContract()
    {
        const auto asked = ask(wish(ChangedField::ItemPrice, u"NW-2025"_s, u"700.00"_s, u"base"_s));
        QVERIFY2(asked, asked ? "" : qPrintable(asked.error().id + asked.error().detail));
        QCOMPARE(asked->approval->amount.toString(), u"1200.00"_s); // 100.00 a month over a year
        QCOMPARE(contract(u"NW-2025"_s).version, 1);
        QVERIFY(decide(asked->approval->id));
        const auto now = contract(u"NW-2025"_s);
        QCOMPARE(now.version, 2);
        QCOMPARE(now.effectiveFrom, QDate(2026, 7, 1));
        QCOMPARE(now.changeReason, u"Agreed with the customer"_s);
        QCOMPARE(now.item(u"base"_s)->ramp.size(), size_t(1));
    }
    void aDiscountAndAnInstalmentPlanBecomeTermsOfTheContract()
    {
        const auto discount = ask(wish(ChangedField::ItemDiscount, u"NW-2025"_s, u"12.5"_s, u"site"_s));
        QVERIFY2(discount, discount ? "" : qPrintable(discount.error().id));
        QCOMPARE(discount->preview.words.after, u"12.5 %"_s);
        QVERIFY(decide(discount->approval->id));
        QCOMPARE(contract(u"NW-2025"_s).item(u"site"_s)->ramp.back().discountPercent->toShortString(), u"12.5"_s);
        const auto plan = ask(wish(ChangedField::Instalments, u"NW-2025"_s, u"3 x 30"_s));
        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().id));
        QCOMPARE(plan->preview.words.after, u"3 parts: at once, after 30 days, after 60 days"_s);
        const auto decided = decide(plan->approval->id);
        QVERIFY2(decided, decided ? "" : qPrintable(decided.error().id + decided.error().detail));
        QCOMPARE(contract(u"NW-2025"_s).instalments->parts.size(), size_t(3));
        QCOMPARE(contract(u"NW-2025"_s).version, 3);
    }
    void aListPriceBecomesTheNextPriceBook()
    {
        QFile file(u":/accord/sample/price-book.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray first = file.readAll();
        QVERIFY(MasterData(*m_company->as(u"controller"_s)).importPriceBook(first));
        const auto asked = ask(wish(ChangedField::ListPrice, {}, u"59.00"_s, u"developer"_s));
        QVERIFY2(asked, asked ? "" : qPrintable(asked.error().id));
        QCOMPARE(asked->approval->amount.toString(), u"108.00"_s);
        // Published past the request it would be free of any decision.
        QJsonObject edited = QJsonDocument::fromJson(first).object();
        QJsonArray plans = edited.value(u"plans"_s).toArray();
        QJsonObject plan = plans.first().toObject();
        plan.insert(u"monthly_price"_s, u"59.00"_s);
        plans.replace(0, plan);
        edited.insert(u"plans"_s, plans);
        edited.insert(u"version"_s, 2);
        const auto past = MasterData(*m_company->as(u"controller"_s)).importPriceBook(QJsonDocument(edited).toJson());
        QVERIFY(!past);
        QCOMPARE(past.error().id, u"approvals.change_by_request"_s);
        QVERIFY(decide(asked->approval->id));
        const auto book = MasterData(*m_company->as(u"operator"_s)).currentPriceBook();
        QCOMPARE((**book).value(u"version"_s).toInt(), 2);
        QCOMPARE((**book).value(u"plans"_s).toArray().first()[u"monthly_price"_s].toString(), u"59.00"_s);
    }
    void aRecordThatChangedMeanwhileSendsTheRequestBack()
    {
        const auto asked = ask(wish(ChangedField::PaymentTerms, u"A-0001"_s, u"60"_s));
        QVERIFY(asked && asked->approval);
        QVERIFY(AccountDesk(*m_company->as(u"operator"_s)).assignManager(m_company->account(u"A-0001"_s), u"okafor"_s));
        const auto item = ApprovalDesk(*m_company->as(u"approver"_s)).item(asked->approval->id);
        QVERIFY(item->recordChange->isOutdated());
        const auto decided = decide(asked->approval->id);
        QVERIFY(!decided);
        QVERIFY(decided.error().kind == ErrorKind::Conflict);
        QCOMPARE(decided.error().id, u"approvals.change_returned"_s);
        QCOMPARE(account(u"A-0001"_s).paymentTermsDays, 30);
        auto services = m_company->as(u"operator"_s);
        QVERIFY(services->approvals().find(asked->approval->id)->state() == ApprovalState::Superseded);
        // It is seen where decided requests are, and asked again about the account as it is.
        const auto decidedRows = ApprovalDesk(*services).queue(ApprovalQueue::Decided);
        QVERIFY(std::ranges::any_of(*decidedRows,
                                    [&](const ApprovalRow &row) { return row.approval.id == asked->approval->id; }));
        const auto again = ChangeDesk(*services).again(asked->approval->id);
        QVERIFY2(again, again ? "" : qPrintable(again.error().id));
        QCOMPARE(again->preview.prepared.change.revision, account(u"A-0001"_s).version);
        QVERIFY(decide(again->approval->id));
        QCOMPARE(account(u"A-0001"_s).paymentTermsDays, 60);
    }
    void anAccountOfAnUnknownCompanyIsNotImported()
    {
        auto services = m_company->as(u"operator"_s);
        MasterData masterData(*services);
        QJsonObject document = *masterData.exportAccounts();
        QJsonArray accounts = document.value(u"accounts"_s).toArray();
        QJsonObject second = accounts.at(1).toObject();
        const QString number = second.value(u"number"_s).toString();
        second.insert(u"issuing_entity"_s, u"NOBODY"_s);
        accounts.replace(1, second);
        document.insert(u"accounts"_s, accounts);
        const auto before = services->accounts().findByReference(number)->issuingEntity;
        const auto imported = masterData.importAccounts(QJsonDocument(document).toJson());
        QCOMPARE(imported.error().id, u"accounts.issuing_entity_unknown"_s);
        QVERIFY(imported.error().args.value(u"path"_s).toString().contains(u'1'));
        QCOMPARE(imported.error().args.value(u"code"_s).toString(), u"NOBODY"_s);
        const auto known = services->seller().entities();
        QVERIFY(imported.error().args.value(u"known"_s).toString().contains(known->front().code));
        QCOMPARE(services->accounts().findByReference(number)->issuingEntity, before);
    }
    void nothingElseChangesWhatIsAskedFor()
    {
        auto services = m_company->as(u"operator"_s);
        MasterData masterData(*services);
        // Import of accounts.
        QJsonObject document = *masterData.exportAccounts();
        QJsonArray accounts = document.value(u"accounts"_s).toArray();
        QJsonObject first = accounts.first().toObject();
        first.insert(u"payment_terms_days"_s, 90);
        accounts.replace(0, first);
        document.insert(u"accounts"_s, accounts);
        const auto imported = masterData.importAccounts(QJsonDocument(document).toJson());
        QVERIFY(!imported);
        QCOMPARE(imported.error().id, u"approvals.change_by_request"_s);
        QVERIFY(imported.error().args.value(u"how"_s).toString().startsWith(u"approval change payment-terms"_s));
        // The database by itself.
        const auto edited
            = services->session().run("UPDATE account SET payment_terms_days = 90 WHERE number = 'A-0001'");
        QVERIFY(!edited);
        QCOMPARE(edited.error().id, u"approvals.terms_by_request"_s);
        const auto usd = Currency::fromCode(u"USD"_s).value();
        const auto limited
            = storage::CreditLimitsSql(services->session())
                  .set(m_company->account(u"A-0001"_s), Money(1, usd), u"operator"_s, services->clock().now());
        QVERIFY(!limited);
        QCOMPARE(limited.error().id, u"approvals.terms_by_request"_s);
        // Nor while the request for it waits.
        const auto asked = ask(wish(ChangedField::PaymentTerms, u"A-0001"_s, u"90"_s));
        QVERIFY(asked && asked->approval);
        QVERIFY(!services->session().run("UPDATE account SET payment_terms_days = 90 WHERE number = 'A-0001'"));
        QCOMPARE(ask(wish(ChangedField::PaymentTerms, u"A-0001"_s, u"45"_s)).error().id, u"approvals.change_waits"_s);
        // An amendment of the contract: its price, not its quantity.
        const auto saved = contract(u"NW-2025"_s);
        const auto dearer = contracts::amended(
            saved, {QDate(2026, 7, 1),
                    u"Dearer"_s,
                    {contracts::NewPrice{u"base"_s, pricing::PerUnit{*Decimal::parse(u"900"_s)}}}});
        const auto refused = ContractDesk(*services).save(saved.id.toString(), *dearer, saved);
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, u"approvals.change_by_request"_s);
        QCOMPARE(refused.error().args.value(u"how"_s).toString(), u"approval change price NW-2025 base"_s);
        const auto more = contracts::amended(
            saved, {QDate(2026, 7, 1), u"More"_s, {contracts::NewQuantity{u"base"_s, *Decimal::parse(u"2"_s)}}});
        const auto allowed = ContractDesk(*services).save(saved.id.toString(), *more, saved);
        QVERIFY2(allowed, allowed ? "" : qPrintable(allowed.error().id));
    }
    void whereNobodyIsAskedItIsDoneAtOnceAndOnRecord()
    {
        Policy policy = test::policyOf({{SubjectKind::CreditTerms, 0}});
        policy.rules.front().when.above.reset();
        policy.rules.front().when.netDaysAbove = 45;
        m_company->use(policy);
        const auto small = ask(wish(ChangedField::PaymentTerms, u"A-0001"_s, u"45"_s));
        QVERIFY2(small, small ? "" : qPrintable(small.error().id + small.error().detail));
        QVERIFY(!small->approval);
        QCOMPARE(account(u"A-0001"_s).paymentTermsDays, 45);
        const auto large = ask(wish(ChangedField::PaymentTerms, u"A-0001"_s, u"46"_s));
        QVERIFY(large && large->approval);
        QCOMPARE(account(u"A-0001"_s).paymentTermsDays, 45);
        QVERIFY(ask(wish(ChangedField::CreditLimit, u"A-0001"_s, u"10"_s), u"nobody"_s).error().kind
                == ErrorKind::NotFound);
    }
    void aPolicyThatAsksNobodyAnyMoreLetsItTakeEffect()
    {
        const auto asked = ask(wish(ChangedField::PaymentTerms, u"A-0001"_s, u"60"_s));
        const auto other = ask(wish(ChangedField::PaymentTerms, u"A-0004"_s, u"60"_s));
        QVERIFY(asked->approval && other->approval);
        QVERIFY(AccountDesk(*m_company->as(u"operator"_s)).assignManager(m_company->account(u"A-0004"_s), u"ito"_s));
        m_company->use(test::policyOf({{SubjectKind::Invoice, 500'000}}));
        QCOMPARE(account(u"A-0001"_s).paymentTermsDays, 60);
        // One whose account changed meanwhile is not done: it went back.
        QCOMPARE(account(u"A-0004"_s).paymentTermsDays, 30);
    }
    void saysWhatIsWrongWithAWish()
    {
        QCOMPARE(ask(wish(ChangedField::PaymentTerms, u"A-0001"_s, u"soon"_s)).error().id, u"approvals.change_days"_s);
        QCOMPARE(ask(wish(ChangedField::PaymentTerms, u"A-0001"_s, u"30"_s)).error().id, u"approvals.change_nothing"_s);
        QCOMPARE(ask(wish(ChangedField::CreditLimit, u"A-0001"_s, u"-5"_s)).error().id, u"approvals.change_limit"_s);
        const auto part = ask(wish(ChangedField::ItemPrice, u"NW-2025"_s, u"5"_s, u"nothing"_s));
        QCOMPARE(part.error().id, u"approvals.change_part"_s);
        QVERIFY(part.error().args.value(u"known"_s).toString().contains(u"base"_s));
        ChangeWish silent = wish(ChangedField::PaymentTerms, u"A-0001"_s, u"60"_s);
        silent.reason = u"  "_s;
        QCOMPARE(ask(silent).error().id, u"approvals.matter_reason"_s);
        ChangeWish late = wish(ChangedField::ItemPrice, u"NW-2025"_s, u"5"_s, u"base"_s);
        late.from = QDate(2031, 1, 1);
        QCOMPARE(ask(late).error().id, u"contracts.amend_day"_s);
    }
};

QTEST_GUILESS_MAIN(TestAskedChanges)
#include "tst_asked_changes.moc"
