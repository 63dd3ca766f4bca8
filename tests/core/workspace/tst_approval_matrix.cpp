// SPDX-License-Identifier: GPL-3.0-or-later
// Who decides what: every role, kind, amount and way of delegation, through the desk and straight against the database.
#include "tests/support/company.h"

#include "core/approvals/policy_json.h"
#include "core/storage/standing_delegations_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/approval_policies.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/credit_desk.h"
#include "core/workspace/invoice_draft.h"
#include "core/workspace/invoice_submission.h"
#include "core/workspace/master_data.h"
#include "core/workspace/stand_ins.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <QtTest/QTest>

#include <map>

using namespace accord;
using namespace accord::approvals;
using namespace accord::workspace;

namespace {

const QStringList allRoles{u"rep"_s,        u"csm"_s,   u"manager"_s, u"billing"_s, u"approver"_s,
                           u"controller"_s, u"legal"_s, u"auditor"_s, u"admin"_s,   u"worker"_s};

/// How somebody stands in for another person.
enum class StandIn { None, Holds, HoldsToALimit, Over, NotBegun, TakenBack, ForTheRequester, ForWhoGains };
const StandIn allStandIns[]{StandIn::None,     StandIn::Holds,     StandIn::HoldsToALimit,   StandIn::Over,
                            StandIn::NotBegun, StandIn::TakenBack, StandIn::ForTheRequester, StandIn::ForWhoGains};

constexpr qint64 limitMinor = 500'000; // of a delegation
constexpr qint64 amounts[]{100'000, 100'001, 500'000, 500'001, 5'000'000, 5'000'001};

Money usd(qint64 minor)
{
    return Money(minor, Currency::fromCode(u"USD"_s).value());
}

/// Above 1,000.00 an approver, above 50,000.00 a controller as well; a contract an approver and legal side by side, a
/// price change legal before a manager.
Policy matrix()
{
    Policy policy;
    policy.currency = usd(0).currency();
    for (const SubjectKind kind : allSubjectKinds()) {
        PolicyRule rule;
        rule.name = toString(kind);
        rule.kind = kind;
        rule.when.above = usd(100'000);
        if (kind == SubjectKind::Contract)
            rule.steps = {{StepMode::All, {{u"approver"_s, u"legal"_s}, {}}, {}}};
        else if (kind == SubjectKind::PriceChange)
            rule.steps = {{StepMode::Sequence, {{u"legal"_s, u"manager"_s}, {}}, {}}};
        else
            rule.steps = {{StepMode::Any, {{u"approver"_s}, {}}, usd(5'000'000)},
                          {StepMode::Any, {{u"controller"_s}, {}}, {}}};
        policy.rules.push_back(rule);
    }
    return policy;
}

/// What the words above say about the first stage, told independently of the program.
bool isAsked(const QString &role, SubjectKind kind)
{
    if (kind == SubjectKind::PriceChange)
        return role == u"legal"_s;
    const bool approves = role == u"approver"_s || role == u"controller"_s;
    return kind == SubjectKind::Contract ? approves || role == u"legal"_s : approves;
}

/// Contracts, invoices and credit notes come with their documents, and nobody gains by them as such.
bool hasWhoGains(SubjectKind kind)
{
    return kind != SubjectKind::Contract && kind != SubjectKind::Invoice && kind != SubjectKind::CreditNote;
}

bool canStandIn(const QString &role)
{
    return role != u"auditor"_s && role != u"admin"_s && role != u"worker"_s;
}

} // namespace

class TestApprovalMatrix : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::Company> m_company;
    std::map<std::pair<SubjectKind, qint64>, Approval> m_requests;
    std::map<QString, std::unique_ptr<Services>> m_services;
    billing::InvoiceId m_credited; ///< that the credit notes are of

    Services &as(const QString &user)
    {
        auto &services = m_services[user];
        if (!services)
            services = m_company->as(user);
        return *services;
    }
    void addUser(const QString &name, const QStringList &roles) { m_company->addPerson(name, roles); }
    /// A draft of one line without tax, as a bill run stores it, made by \a who.
    billing::Invoice storeDraft(qint64 minor, const QString &who)
    {
        Services &services = as(who);
        BillAssembly assembly;
        assembly.input.payer = services.accounts().findByReference(u"A-0001"_s).value();
        assembly.seller
            = services.seller().entity(billing::IssuingEntityId(assembly.input.payer.issuingEntity)).value();
        const auto facts = draftFacts(services, assembly.input.payer.id, test::companyToday()).value();
        billing::BillLine line;
        line.key = {contracts::ContractId(facts.id.uuid()),
                    u"setup"_s,
                    {},
                    {test::companyToday(), test::companyToday().addDays(1)},
                    u"one_time"_s,
                    0};
        line.description = u"Set-up"_s;
        line.entity = assembly.input.payer.id;
        line.entityName = assembly.input.payer.name;
        line.quantity = Decimal(1);
        line.gross = line.net = usd(minor);
        line.discount = line.tax = usd(0);
        billing::Bill bill;
        bill.payer = assembly.input.payer.id;
        bill.currency = usd(0).currency();
        bill.period = line.key.period;
        bill.lines = {line};
        bill.subtotal = bill.total = usd(minor);
        bill.tax = usd(0);
        const auto draft = draftInvoice(facts, assembly, std::move(bill), services.reference().exchangeRates).value();
        if (const auto added = services.invoices().add(draft); !added)
            qFatal("%s", qPrintable(added.error().id + added.error().detail));
        return draft;
    }
    Result<std::optional<Approval>> requestInvoice(qint64 minor, const QString &who)
    {
        const billing::Invoice draft = storeDraft(minor, who);
        if (const auto asked = submitInvoice(as(who), draft); !asked)
            return passOn(asked);
        return as(who).approvals().latestFor(SubjectKind::Invoice, draft.id.uuid());
    }
    /// Of an invoice that is large enough for all of them, and that nobody was asked about.
    Result<std::optional<Approval>> requestCreditNote(qint64 minor, const QString &who)
    {
        Services &services = as(who);
        if (m_credited.isNull()) {
            billing::Invoice invoice = storeDraft(50'000'000, who);
            if (const auto moved = services.invoices().setState(invoice.id, billing::InvoiceState::Approved); !moved)
                return passOn(moved);
            jobs::Progress progress;
            if (const auto issued = BillingDesk(as(u"operator"_s)).issue({invoice.id}, progress); !issued)
                return passOn(issued);
            m_credited = invoice.id;
        }
        const auto note = CreditDesk(services).request(m_credited, {{}, usd(minor), {}}, u"It was asked for"_s);
        if (!note)
            return passOn(note);
        return services.approvals().latestFor(SubjectKind::CreditNote, note->id.uuid());
    }
    /// A contract comes with its document, and nobody gains by it.
    Result<std::optional<Approval>> requestContract(qint64 minor, const QString &who)
    {
        const QJsonObject item{
            {u"key"_s, u"setup"_s},
            {u"kind"_s, u"one_time"_s},
            {u"description"_s, u"Set-up"_s},
            {u"start"_s, u"2026-07-01"_s},
            {u"price"_s, QJsonObject{{u"model"_s, u"per_unit"_s}, {u"unit_price"_s, usd(minor).toString()}}}};
        const QJsonObject document{{u"format"_s, u"accord.contract/1"_s},
                                   {u"number"_s, u"M-%1"_s.arg(minor)},
                                   {u"account"_s, u"A-0001"_s},
                                   {u"type"_s, u"plan"_s},
                                   {u"currency"_s, u"USD"_s},
                                   {u"start"_s, u"2026-07-01"_s},
                                   {u"end"_s, u"2027-07-01"_s},
                                   {u"items"_s, QJsonArray{item}}};
        const auto count = MasterData(as(who)).importContract(QJsonDocument(document).toJson());
        if (!count)
            return passOn(count);
        if (count->waiting == 0)
            return std::nullopt;
        return as(who).approvals().find(ApprovalId::parse(count->approval).value()).map([](const Approval &approval) {
            return std::optional(approval);
        });
    }
    Result<std::optional<Approval>> request(SubjectKind kind, qint64 minor, const QString &who = u"maker"_s)
    {
        if (kind == SubjectKind::Contract)
            return requestContract(minor, who);
        if (kind == SubjectKind::Invoice)
            return requestInvoice(minor, who);
        if (kind == SubjectKind::CreditNote)
            return requestCreditNote(minor, who);
        MatterWish wish;
        wish.kind = kind;
        wish.amount = usd(minor);
        wish.title = toString(kind);
        wish.reason = u"It was asked for"_s;
        wish.beneficiary = u"gains"_s;
        return ApprovalDesk(as(who)).request(wish);
    }
    /// Stores the delegation in the running transaction. \returns who is stood in for.
    Result<QString> delegate(Services &services, StandIn how, const QString &to)
    {
        const QDate today = test::companyToday();
        const QString from = how == StandIn::ForTheRequester ? u"maker"_s
                             : how == StandIn::ForWhoGains   ? u"gains"_s
                                                             : u"chief"_s;
        StandingDelegation one{services.ids().next<StandingDelegationId>(), from, to, {today, today.addDays(1)}, {}, {},
                               services.clock().now().addDays(-9),          {}};
        if (how == StandIn::HoldsToALimit)
            one.limit = usd(limitMinor);
        if (how == StandIn::Over)
            one.period = {today.addDays(-7), today};
        if (how == StandIn::NotBegun)
            one.period = {today.addDays(1), today.addDays(2)};
        storage::StandingDelegationsSql store(services.session());
        if (const auto added = store.add(one); !added)
            return passOn(added);
        if (how == StandIn::TakenBack) {
            if (const auto ended = store.end(one.id, from, services.clock().now().addSecs(-1)); !ended)
                return passOn(ended);
        }
        return from;
    }
    static bool isHeld(StandIn how, SubjectKind kind, qint64 amount)
    {
        if (how == StandIn::ForWhoGains && !hasWhoGains(kind))
            return true;
        return how == StandIn::Holds || (how == StandIn::HoldsToALimit && amount <= limitMinor);
    }
    /// A decision as no program would write it. \returns what the database says.
    static Result<qint64> insertDecision(Services &services, const ApprovalId &id, int step, const QString &who,
                                         const QString &onBehalfOf = u""_s)
    {
        return services.session().run("INSERT INTO decision (approval_id, step, decided_by, verdict, reason, "
                                      "decided_at, on_behalf_of, escalated) VALUES (?,?,?,'approve','',?,?,FALSE)",
                                      id, step, who, services.clock().now(), onBehalfOf);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_company = std::make_unique<test::Company>();
        for (const QString &role : allRoles)
            addUser(role + u"-user"_s, {role});
        addUser(u"maker"_s, {u"rep"_s, u"approver"_s, u"controller"_s, u"legal"_s});
        addUser(u"gains"_s, {u"approver"_s, u"controller"_s, u"legal"_s});
        addUser(u"chief"_s, {u"approver"_s, u"legal"_s});
        m_company->use(matrix());
        // A request that came before a policy may be dropped for it; these come after.
        m_company->clock().moveTo(m_company->clock().now().addSecs(1));
        for (const SubjectKind kind : allSubjectKinds()) {
            for (const qint64 amount : amounts) {
                const auto asked = request(kind, amount);
                QVERIFY2(asked, asked ? "" : qPrintable(asked.error().id + asked.error().detail));
                QCOMPARE(asked->has_value(), amount > 100'000);
                if (*asked)
                    m_requests.emplace(std::pair(kind, amount), **asked);
            }
        }
        QCOMPARE(m_requests.size(), allSubjectKinds().size() * 5U);
    }
    void cleanupTestCase()
    {
        m_services.clear();
        m_company.reset();
    }

    void theDeskLetsExactlyThoseDecideWhoAreAsked()
    {
        int allowed = 0;
        for (const QString &role : allRoles) {
            Services &services = as(role + u"-user"_s);
            for (const StandIn how : allStandIns) {
                for (const auto &[what, approval] : m_requests) {
                    storage::Transaction undone(services.session());
                    const bool own = isAsked(role, what.first);
                    bool expected = own;
                    QString principal;
                    if (how != StandIn::None) {
                        const auto held = delegate(services, how, role + u"-user"_s);
                        QCOMPARE(held.has_value(), canStandIn(role));
                        if (!held) {
                            QCOMPARE(held.error().id, u"approvals.delegate_unfit"_s);
                            continue;
                        }
                        principal = *held;
                        expected = own || isHeld(how, what.first, what.second);
                    }
                    const auto decided = ApprovalDesk(services).decide(approval.id, Verdict::Approve, {});
                    const QString why = u"%1, %2, %3, %4: %5"_s.arg(role, toString(what.first))
                                            .arg(what.second)
                                            .arg(int(how))
                                            .arg(decided ? u"allowed"_s : decided.error().id);
                    QVERIFY2(decided.has_value() == expected, qPrintable(why));
                    allowed += expected;
                    if (decided) {
                        QCOMPARE(decided->decisions.back().onBehalfOf, own ? QString() : principal);
                        const bool more = what.first == SubjectKind::Contract || what.first == SubjectKind::PriceChange
                                          || what.second > 5'000'000;
                        QVERIFY(decided->state() == (more ? ApprovalState::Pending : ApprovalState::Approved));
                    }
                }
            }
        }
        QVERIFY(allowed > 500); // the test refuses and allows
    }
    void theDatabaseHoldsTheSame()
    {
        for (const QString &role : allRoles) {
            Services &services = as(role + u"-user"_s);
            const QString user = role + u"-user"_s;
            for (const StandIn how : allStandIns) {
                for (const auto &[what, approval] : m_requests) {
                    storage::Transaction undone(services.session());
                    QString onBehalfOf = u""_s;
                    if (how != StandIn::None) {
                        const auto held = delegate(services, how, user);
                        if (!held)
                            continue;
                        onBehalfOf = *held;
                    }
                    // The first seat; of a contract an approver's.
                    const bool own
                        = isAsked(role, what.first) && !(what.first == SubjectKind::Contract && role == u"legal"_s);
                    const bool expected = how == StandIn::None ? own : isHeld(how, what.first, what.second);
                    const auto inserted = insertDecision(services, approval.id, 1, user, onBehalfOf);
                    const QString why = u"%1, %2, %3, %4: %5"_s.arg(role, toString(what.first))
                                            .arg(what.second)
                                            .arg(int(how))
                                            .arg(inserted ? u"stored"_s : inserted.error().id);
                    QVERIFY2(inserted.has_value() == expected, qPrintable(why));
                    if (!inserted)
                        QVERIFY2(inserted.error().id == u"approvals.role_missing"_s
                                     || inserted.error().id == u"approvals.own_request"_s,
                                 qPrintable(why));
                }
            }
        }
    }
    void neitherRequesterNorWhoGainsEverDecides()
    {
        for (const QString &user : {u"maker"_s, u"gains"_s}) {
            Services &services = as(user);
            for (const auto &[what, approval] : m_requests) {
                if (!hasWhoGains(what.first) && user == u"gains"_s)
                    continue;
                const auto decided = ApprovalDesk(services).decide(approval.id, Verdict::Approve, {});
                QVERIFY(!decided);
                QCOMPARE(decided.error().id, u"approvals.own_request"_s);
                storage::Transaction undone(services.session());
                const auto forged = insertDecision(services, approval.id, 1, user);
                QVERIFY(!forged);
                QCOMPARE(forged.error().id, u"approvals.own_request"_s);
            }
        }
    }
    void noDocumentGoesOutWhileSomebodyIsAsked()
    {
        Services &services = as(u"operator"_s);
        int tried = 0;
        for (const auto &[what, approval] : m_requests) {
            const bool isInvoice = what.first == SubjectKind::Invoice;
            if (!isInvoice && what.first != SubjectKind::CreditNote)
                continue;
            ++tried;
            // As no program would write it: at once, by way of "approved", and with the request dropped.
            const auto forged = [&](const QList<storage::Sql> &before) {
                storage::Transaction undone(services.session());
                for (const storage::Sql &sql : before) {
                    if (const auto run = services.session().run(sql, approval.subject); !run)
                        return run.error().id;
                }
                const auto run
                    = isInvoice
                          ? services.session().run("UPDATE invoice SET state = 'issued', number = 'X-1', "
                                                   "issued_at = ? WHERE id = ?",
                                                   services.clock().now(), approval.subject)
                          : services.session().run("UPDATE credit_note SET state = 'issued', number = "
                                                   "'X-1', issue_date = ?, issued_at = ? WHERE id = ?",
                                                   test::companyToday(), services.clock().now(), approval.subject);
                return run ? u"issued"_s : run.error().id;
            };
            const QString refusal = isInvoice ? u"billing.not_approved"_s : u"billing.credit_not_approved"_s;
            QCOMPARE(forged({}), refusal);
            if (isInvoice)
                QCOMPARE(forged({"UPDATE invoice SET state = 'approved' WHERE id = ?"}), refusal);
            else
                QCOMPARE(forged({"UPDATE credit_note SET state = 'approved' WHERE id = ?"}), refusal);
            if (isInvoice)
                QCOMPARE(forged({"UPDATE approval SET state = 'superseded' WHERE subject_id = ?",
                                 "UPDATE invoice SET state = 'approved' WHERE id = ?"}),
                         refusal);
            else
                QCOMPARE(forged({"UPDATE approval SET state = 'superseded' WHERE subject_id = ?",
                                 "UPDATE credit_note SET state = 'approved' WHERE id = ?"}),
                         refusal);
            const QString undecided = forged({"UPDATE approval SET state = 'approved' WHERE subject_id = ?"});
            QVERIFY2(undecided == u"approvals.not_decided"_s || undecided == u"approvals.limit_too_low"_s,
                     qPrintable(undecided));
        }
        QCOMPARE(tried, 10);
    }
    void theDatabaseTakesStepsInOrder()
    {
        Services &services = as(u"controller-user"_s);
        const Approval &large = m_requests.at({SubjectKind::Refund, 5'000'001});
        {
            storage::Transaction undone(services.session());
            const auto early = insertDecision(services, large.id, 2, u"controller-user"_s);
            QVERIFY(!early);
            QCOMPARE(early.error().id, u"approvals.out_of_order"_s);
        }
        {
            storage::Transaction undone(services.session());
            QVERIFY(insertDecision(services, large.id, 1, u"approver-user"_s));
            const auto twice = insertDecision(services, large.id, 2, u"approver-user"_s);
            QVERIFY(!twice);
        }
        storage::Transaction undone(services.session());
        QVERIFY(insertDecision(services, large.id, 1, u"approver-user"_s));
        const auto half = services.session().run("UPDATE approval SET state = 'approved' WHERE id = ?", large.id);
        QVERIFY(!half);
    }
    void nobodyStandsInForWhoDecidedAlready()
    {
        Services &services = as(u"csm-user"_s);
        const Approval &contract = m_requests.at({SubjectKind::Contract, 500'000});
        storage::Transaction undone(services.session());
        QVERIFY(delegate(services, StandIn::Holds, u"csm-user"_s));
        QVERIFY(insertDecision(services, contract.id, 1, u"chief"_s));
        const auto again = insertDecision(services, contract.id, 2, u"csm-user"_s, u"chief"_s);
        QVERIFY(!again);
        QCOMPARE(again.error().id, u"approvals.decided_before"_s);
    }
    void seatsAndHoldersCannotBeAddedLater()
    {
        Services &services = as(u"csm-user"_s);
        const Approval &approval = m_requests.begin()->second;
        const auto refused = [&](storage::Sql sql) {
            storage::Transaction undone(services.session());
            const auto run = services.session().run(sql, approval.id);
            return run ? QString(u"stored"_s) : run.error().id;
        };
        QCOMPARE(refused("INSERT INTO approval_seat (approval_id, step, stage) VALUES (?, 9, 1)"),
                 u"approvals.immutable"_s);
        QCOMPARE(refused("INSERT INTO approval_holder (approval_id, step, after_escalation, kind, name, n) VALUES (?, "
                         "1, FALSE, 'role', 'csm', 2)"),
                 u"approvals.immutable"_s);
        QCOMPARE(refused("UPDATE approval_holder SET name = 'csm' WHERE approval_id = ?"), u"approvals.immutable"_s);
        QCOMPARE(refused("DELETE FROM approval_holder WHERE approval_id = ?"), u"approvals.immutable"_s);
        QCOMPARE(refused("UPDATE approval_seat SET limit_minor = NULL, stage = 1 WHERE approval_id = ?"),
                 u"approvals.immutable"_s);
        QCOMPARE(refused("UPDATE approval SET beneficiary = 'nobody' WHERE id = ?"), u"approvals.immutable"_s);
        QCOMPARE(refused("UPDATE approval SET amount_minor = 1 WHERE id = ?"), u"approvals.immutable"_s);
    }
    void aRequestWithoutSeatsIsNone()
    {
        Services &services = as(u"maker"_s);
        storage::Transaction undone(services.session());
        Approval approval = m_requests.begin()->second;
        approval.id = services.ids().next<ApprovalId>();
        const auto stored = services.session().run(
            "INSERT INTO approval (id, kind, subject_id, revision, digest, amount_minor, currency, requested_by, "
            "created_by, requested_at, rule_in_words, step_count, state) VALUES "
            "(?, 'refund', ?, 1, 'd', 1, 'USD', 'maker', 'maker', ?, '', 1, 'pending')",
            approval.id, services.ids().next(), services.clock().now());
        QVERIFY(!stored);
        QCOMPARE(stored.error().id, u"approvals.seats_missing"_s);
    }
    void delegationsEndAndNeverChange()
    {
        Services &chief = as(u"chief"_s);
        const QDate today = test::companyToday();
        const auto made = StandIns(chief).add({u"csm-user"_s, today, today.addDays(6), usd(limitMinor), u"Holidays"_s});
        QVERIFY(made);
        const Approval &refund = m_requests.at({SubjectKind::Refund, 500'000});
        QVERIFY(ApprovalDesk(as(u"csm-user"_s)).item(refund.id)->mayDecide);
        const auto waiting = ApprovalDesk(as(u"operator"_s)).waitingFor(u"csm-user"_s);
        QVERIFY(waiting && !waiting->empty());
        for (const auto &row : *waiting)
            QVERIFY(row.approval.amount.minor() <= limitMinor);
        const auto longer
            = chief.session().run("UPDATE standing_delegation SET ends_before = '2030-01-01' WHERE id = ?", made->id);
        QVERIFY(!longer);
        QCOMPARE(longer.error().id, u"approvals.immutable"_s);
        QCOMPARE(StandIns(as(u"approver-user"_s)).end(made->id).error().id, u"approvals.delegation_of_other"_s);
        QVERIFY(StandIns(chief).end(made->id));
        QCOMPARE(StandIns(chief).end(made->id).error().id, u"approvals.delegation_ended"_s);
        QVERIFY(!ApprovalDesk(as(u"csm-user"_s)).item(refund.id)->mayDecide);
        QVERIFY(StandIns(chief).list()->empty());
    }
    void refusesDelegationsThatMeanNothing()
    {
        const QDate today = test::companyToday();
        const auto refused = [&](const QString &who, const StandInWish &wish) {
            const auto made = StandIns(as(who)).add(wish);
            return made ? QString(u"made"_s) : made.error().id;
        };
        QCOMPARE(refused(u"chief"_s, {u"chief"_s, today, today}), u"approvals.delegate_self"_s);
        QCOMPARE(refused(u"chief"_s, {u"csm-user"_s, today, today.addDays(-1)}), u"approvals.delegation_days"_s);
        QCOMPARE(refused(u"chief"_s, {u"csm-user"_s, today.addDays(-9), today.addDays(-2)}),
                 u"approvals.delegation_past"_s);
        QCOMPARE(refused(u"chief"_s, {u"csm-user"_s, today, today, usd(0)}), u"approvals.delegation_limit_zero"_s);
        QCOMPARE(refused(u"chief"_s, {u"nobody"_s, today, today}), u"identity.user_not_found"_s);
        for (const QString &role : allRoles)
            QCOMPARE(refused(u"chief"_s, {role + u"-user"_s, today, today}) == u"made"_s, canStandIn(role));
        for (const QString &role : allRoles) {
            const bool decides = decidingRoles().contains(role);
            QCOMPARE(refused(role + u"-user"_s, {u"rep-user"_s, today, today.addDays(1)}) == u"made"_s,
                     decides && role != u"rep"_s);
        }
    }
};

QTEST_GUILESS_MAIN(TestApprovalMatrix)
#include "tst_approval_matrix.moc"
