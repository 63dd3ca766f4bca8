// SPDX-License-Identifier: GPL-3.0-or-later
// Which seat of a request somebody may take, leave to another person, or stand in for.
#include "core/approvals/simulation.h"
#include "policy_bench.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::approvals;

namespace {

/// An approver, then a lawyer.
Approval request()
{
    return requestFor(
        policyFrom(R"({"name":"R","kind":"invoice","steps":[{"roles":["approver"]},{"roles":["legal"]}]})"),
        invoiceOf(100));
}

const Decider ada = person(u"ada"_s, {u"approver"_s});
const Decider lee = person(u"lee"_s, {u"legal"_s});
const Decider dora = person(u"dora"_s, {});

Delegation left(int step, const QString &from, const QString &to)
{
    return {step, from, to, {}, at("2026-06-30T12:10:00Z")};
}

QString refusal(const Approval &approval, const Decider &decider)
{
    const auto place = placeOf(approval, decider);
    return place ? QString() : place.error().id;
}

Approval approvedBy(const Approval &approval, const Decider &decider)
{
    return decide(approval, decider, Verdict::Approve, {}, "d").value();
}

/// Two rules that ask an approver up to their limits, and then a lawyer; none: without a limit.
Policy limits(const std::optional<Money> &first, const std::optional<Money> &second)
{
    const auto rule = [](const QString &name, const std::optional<Money> &limit) {
        PolicyRule rule;
        rule.name = name;
        rule.steps = {{StepMode::Any, {{u"approver"_s}, {}}, limit}, {StepMode::Any, {{u"legal"_s}, {}}, {}}};
        return rule;
    };
    Policy policy;
    policy.currency = usdCode();
    policy.rules = {rule(u"A"_s, first), rule(u"B"_s, second)};
    return policy;
}

} // namespace

class TestApprovalSeats : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void leavesASeatToSomebodyWhoHasNoRole()
    {
        Approval approval = request();
        QCOMPARE(refusal(approval, dora), u"approvals.role_missing"_s);
        approval.delegations = {left(1, u"ada"_s, u"dora"_s)};
        const auto place = placeOf(approval, dora);
        QCOMPARE(place->seat, 1);
        QCOMPARE(place->onBehalfOf, u"ada"_s);
        QVERIFY(!place->escalated);
        QCOMPARE(refusal(approval, person(u"eve"_s, {})), u"approvals.role_missing"_s); // not to her
        QVERIFY(mayDecide(approval, ada)); // who still may
        const Approval decided = approvedBy(approval, dora);
        QCOMPARE(decided.decisions.at(0).onBehalfOf, u"ada"_s);
        QCOMPARE(decided.stage(), 2);
        QCOMPARE(refusal(decided, dora), u"approvals.decided_before"_s);
        QCOMPARE(refusal(decided, ada), u"approvals.decided_before"_s); // in whose place it was
    }

    void leavesTheSeatThatWasLeftAndNoOther()
    {
        Approval approval = request();
        approval.delegations = {left(2, u"lee"_s, u"dora"_s)};
        QCOMPARE(refusal(approval, dora), u"approvals.role_missing"_s); // it is not open yet
        const Approval next = approvedBy(approval, ada);
        QCOMPARE(placeOf(next, dora)->seat, 2);
        approval.delegations = {left(1, u"ada"_s, u"dora"_s)};
        const Approval other = approvedBy(approval, ada);
        QCOMPARE(refusal(other, dora), u"approvals.role_missing"_s);
    }

    void takesNoSeatThatWasNotTheirsToLeave()
    {
        Approval approval = request();
        approval.delegations = {left(1, u"maker"_s, u"dora"_s)};
        QCOMPARE(refusal(approval, dora), u"approvals.role_missing"_s);
        approval.delegations
            = {left(1, u"maker"_s, u"dora"_s), left(1, u"ada"_s, u"dora"_s), left(1, u"ada"_s, u"eve"_s)};
        QCOMPARE(placeOf(approval, dora)->onBehalfOf, u"ada"_s);
    }

    void knowsToWhomASeatWasLeftLast()
    {
        Approval approval = request();
        QVERIFY(!approval.delegation(1) && !approval.delegation());
        approval.delegations = {left(1, u"ada"_s, u"dora"_s), left(1, u"ada"_s, u"eve"_s), left(2, u"lee"_s, u"max"_s)};
        QCOMPARE(approval.delegation(1)->to, u"eve"_s);
        QCOMPARE(approval.delegation(2)->to, u"max"_s);
        QVERIFY(!approval.delegation(3));
        QCOMPARE(approval.delegation()->to, u"eve"_s); // of the open seat
        QCOMPARE(approvedBy(approval, ada).delegation()->to, u"max"_s);
    }

    void leavesASeatToSomebodyWhoMayDecide()
    {
        Approval approval = request();
        const auto said = [&](const Decider &decider, const QString &to) {
            const auto seat = mayDelegate(approval, decider, to);
            return seat ? QString::number(*seat) : seat.error().id;
        };
        QCOMPARE(said(ada, u"dora"_s), u"1"_s);
        QCOMPARE(said(ada, u"ada"_s), u"approvals.delegate_self"_s);
        QCOMPARE(said(ada, {}), u"approvals.delegate_self"_s);
        QCOMPARE(said(ada, u"maker"_s), u"approvals.own_request"_s);
        QCOMPARE(said(dora, u"eve"_s), u"approvals.role_missing"_s);
        QCOMPARE(said(lee, u"eve"_s), u"approvals.role_missing"_s); // not yet
        approval = approvedBy(approval, ada);
        QCOMPARE(said(lee, u"ada"_s), u"approvals.decided_before"_s);
        QCOMPARE(said(lee, u"dora"_s), u"2"_s);
    }

    void delegatesNothingThatIsNotTheirOwn()
    {
        Approval approval = request();
        approval.delegations = {left(1, u"ada"_s, u"dora"_s)};
        const auto further = mayDelegate(approval, dora, u"eve"_s);
        QCOMPARE(further.error().id, u"approvals.role_missing"_s);
        QCOMPARE(further.error().args.value(u"role"_s).toString(), u"approver"_s);
        Decider deputy = person(u"eve"_s, {});
        deputy.standsInFor = {{u"ada"_s, {u"approver"_s}, {}}};
        QVERIFY(mayDecide(approval, deputy));
        QCOMPARE(mayDelegate(approval, deputy, u"max"_s).error().id, u"approvals.role_missing"_s);
        deputy.standsInFor[0].limit = usd(1); // a higher one would not help
        QCOMPARE(mayDelegate(approval, deputy, u"max"_s).error().id, u"approvals.role_missing"_s);
    }

    void standsInForTheFirstWhoMayDecide()
    {
        const Approval approval = request();
        Decider deputy = dora;
        deputy.standsInFor = {{u"lee"_s, {u"legal"_s}, {}},
                              {u"maker"_s, {u"approver"_s}, {}},
                              {u"amy"_s, {u"approver"_s}, usd(99)},
                              {u"ada"_s, {u"approver"_s}, usd(100)}};
        QCOMPARE(placeOf(approval, deputy)->onBehalfOf, u"ada"_s);
        deputy.standsInFor.pop_back();
        const auto refused = placeOf(approval, deputy);
        QCOMPARE(refused.error().id, u"approvals.delegation_limit"_s);
        QCOMPARE(refused.error().args.value(u"limit"_s).toString(), u"0.99"_s);
        deputy.standsInFor.resize(1); // whose seat is not open
        QCOMPARE(refusal(approval, deputy), u"approvals.role_missing"_s);
    }

    void keepsApartWhoAskedMadeOrGains()
    {
        Approval approval = request();
        approval.createdBy = u"writer"_s;
        approval.beneficiary = u"winner"_s;
        for (const QString &name : {u"maker"_s, u"writer"_s, u"winner"_s}) {
            QVERIFY(!approval.isApartFrom(name));
            QCOMPARE(refusal(approval, person(name, {u"approver"_s})), u"approvals.own_request"_s);
        }
        QVERIFY(approval.isApartFrom(u"ada"_s));
        approval.beneficiary.clear();
        QVERIFY(approval.isApartFrom(u"ada"_s));
        QVERIFY(approval.isApartFrom({}));
    }

    void decidesOnlyWhatWasSubmitted()
    {
        Approval approval = request();
        QCOMPARE(decide(approval, ada, Verdict::Approve, {}, "changed").error().id, u"approvals.subject_changed"_s);
        QCOMPARE(decide(approval, ada, Verdict::Reject, u" "_s, "d").error().id, u"approvals.reason_missing"_s);
        QCOMPARE(decide(approval, dora, Verdict::Approve, {}, "d").error().id, u"approvals.role_missing"_s);
        const auto rejected = decide(approval, ada, Verdict::Reject, u" too much "_s, "d");
        QVERIFY(rejected->state() == ApprovalState::Rejected);
        QVERIFY(rejected->openSeats().empty());
        const Decision &decision = rejected->decisions.at(0);
        QCOMPARE(decision.reason, u"too much"_s);
        QCOMPARE(decision.decidedBy, u"ada"_s);
        QCOMPARE(decision.decidedAt, ada.at);
        QCOMPARE(decision.step, 1);
        QCOMPARE(refusal(*rejected, lee), u"approvals.not_pending"_s);
        QCOMPARE(toString(Verdict::Approve), u"approve"_s);
        QCOMPARE(toString(Verdict::Reject), u"reject"_s);
        approval.superseded = true;
        QVERIFY(approval.state() == ApprovalState::Superseded);
        QCOMPARE(refusal(approval, ada), u"approvals.not_pending"_s);
    }

    void countsStages()
    {
        const Approval approval = request();
        QCOMPARE(approval.stage(), 1);
        QCOMPARE(approval.stages(), 2);
        QCOMPARE(approval.openSeats().size(), 1U);
        const Approval done = approvedBy(approvedBy(approval, ada), lee);
        QVERIFY(done.state() == ApprovalState::Approved);
        QCOMPARE(done.stage(), 2);
        QCOMPARE(Approval().stages(), 0);
    }

    void asksWhoIsAskedTwiceUpToTheHigherLimit()
    {
        const auto asked = [](const std::optional<Money> &first, const std::optional<Money> &second) {
            return demandOf({invoiceOf(1)}, limits(first, second)).value().seats.at(0);
        };
        QCOMPARE(asked(usd(20), usd(50)).limit, std::optional(usd(50)));
        QCOMPARE(asked(usd(50), usd(20)).limit, std::optional(usd(50)));
        QCOMPARE(asked(usd(50), {}).limit, std::nullopt); // one of the two has none
        QCOMPARE(asked({}, usd(50)).limit, std::nullopt);
        QCOMPARE(asked({}, {}).limit, std::nullopt);
        QCOMPARE(inWords(demandOf({invoiceOf(1)}, limits(usd(50), {}))->seats), u"approver; then legal"_s);
    }

    void asksAnApproverForSpendingOverABudget()
    {
        Demand demand;
        askForOverrun(demand, usd(250));
        QCOMPARE(demand.seats.size(), 1U);
        QCOMPARE(demand.seats[0].number, 1);
        QCOMPARE(demand.seats[0].stage, 1);
        QCOMPARE(inWords(demand.seats), u"approver"_s);
        QCOMPARE(demand.inWords, u"spending over a budget by 2.50 USD"_s);

        demand = demandOf({invoiceOf(1)}, policyFrom(R"({"name":"R","kind":"invoice",
            "steps":[{"roles":["legal"]},{"roles":["manager"]}]})"))
                     .value();
        askForOverrun(demand, usd(250));
        QCOMPARE(inWords(demand.seats), u"legal and approver; then manager"_s);
        for (std::size_t place = 0; place < demand.seats.size(); ++place)
            QCOMPARE(demand.seats[place].number, int(place) + 1);
        QCOMPARE(demand.inWords, u"invoice; spending over a budget by 2.50 USD"_s);
        askForOverrun(demand, usd(250)); // who is asked already is not asked twice
        QCOMPARE(demand.seats.size(), 3U);
    }

    void simulatesNothingThatCannotBeHeldAgainstBoth()
    {
        const Policy invoices = policyFrom(R"({"name":"R","kind":"invoice","steps":[{"roles":["legal"]}]})");
        const Policy refunds = policyFrom(R"({"name":"R","kind":"refund","steps":[{"roles":["legal"]}]})");
        const Subject euros{SubjectKind::Invoice, Money(1, Currency::fromCode(u"EUR"_s).value()), {}, {}};
        QCOMPARE(simulate({{euros}}, invoices, refunds).error().id, u"money.currency_mix"_s);
        QCOMPARE(simulate({{euros}}, refunds, invoices).error().id, u"money.currency_mix"_s);
        const auto simulated = simulate({{invoiceOf(1)}, {invoiceOf(2)}}, invoices, refunds).value();
        QCOMPARE(simulated.size(), 2U);
        QCOMPARE(simulated[1].subject, 1U);
        QVERIFY(simulated[0].differs() && simulated[0].after.seats.empty());
    }

    void escalatesAtTheHourAndTellsThatItDid()
    {
        const Approval approval
            = requestFor(policyFrom(R"({"name":"R","kind":"invoice","steps":[{"roles":["approver"]}],
            "escalate":{"after_hours":1,"roles":["manager"]}})"),
                         invoiceOf(1));
        QVERIFY(!request().escalatesAt(request().seats[0]).isValid());
        const QStringList manager{u"manager"_s};
        QCOMPARE(refusal(approval, person(u"max"_s, manager, "2026-06-30T12:59:59Z")), u"approvals.role_missing"_s);
        QVERIFY(approvedBy(approval, person(u"max"_s, manager, "2026-06-30T13:00:00Z")).decisions.at(0).escalated);
        QCOMPARE(refusal(approval, person(u"lee"_s, {u"legal"_s}, "2026-06-30T14:00:00Z")),
                 u"approvals.role_missing"_s);
        QVERIFY(
            !approvedBy(approval, person(u"ada"_s, {u"approver"_s}, "2026-06-30T14:00:00Z")).decisions.at(0).escalated);
    }
};

QTEST_GUILESS_MAIN(TestApprovalSeats)
#include "tst_approval_seats.moc"
