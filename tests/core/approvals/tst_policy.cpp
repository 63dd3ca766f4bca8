// SPDX-License-Identifier: GPL-3.0-or-later
// Who is asked: policies as documents, seats, escalation, delegation; values in, values out.
#include "core/approvals/simulation.h"
#include "policy_bench.h"

#include <QtTest/QTest>
#include <rapidcheck.h>

using namespace accord;
using namespace accord::approvals;

namespace {

const QByteArray chain = R"({"name":"Chain","kind":"invoice","when":{"amount_above":"1000.00"},"steps":[
    {"mode":"any","roles":["approver"],"limit":"50000.00"},{"mode":"any","roles":["controller"]}]})";

} // namespace

class TestPolicy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksTheNextStepOnlyAboveTheLimit()
    {
        const Policy policy = policyFrom(chain);
        QVERIFY(demandOf({invoiceOf(100'000)}, policy)->seats.empty()); // strictly above
        QCOMPARE(inWords(demandOf({invoiceOf(100'001)}, policy)->seats), u"approver"_s);
        QCOMPARE(inWords(demandOf({invoiceOf(5'000'000)}, policy)->seats), u"approver"_s);
        QCOMPARE(inWords(demandOf({invoiceOf(5'000'001)}, policy)->seats), u"approver; then controller"_s);
    }
    void asksUpToAnAmountIncluded()
    {
        const Policy policy = policyFrom(
            R"({"name":"Small","kind":"invoice","when":{"amount_up_to":"1000.00"},"steps":[{"roles":["approver"]}]})");
        QCOMPARE(demandOf({invoiceOf(100'000)}, policy)->seats.size(), 1U);
        QVERIFY(demandOf({invoiceOf(100'001)}, policy)->seats.empty());
    }
    void saysEveryConditionInWords()
    {
        const Policy policy = policyFrom(R"({"name":"A","kind":"credit_note","when":{"amount_above":"10.00",
            "amount_up_to":"20.00","discount_above":"15","net_days_above":60,"department":"Sales","cost_center":"EU"},
            "steps":[{"roles":["approver"]}]},{"name":"B","kind":"refund","steps":[{"roles":["legal"]}]})");
        QCOMPARE(policy.rules[0].inWords(), u"credit note above 10.00 USD up to 20.00 USD, discount above 15 %, terms "
                                            "above net 60, department Sales, cost centre EU"_s);
        QCOMPARE(policy.rules[1].inWords(), u"refund"_s);
    }
    void expandsEveryMode()
    {
        const auto of = [](const QByteArray &mode) {
            const Policy policy = policyFrom(R"({"name":"R","kind":"contract","steps":[{"mode":")" + mode
                                             + R"(","roles":["approver","legal"],"people":["ann"]}]})");
            return inWords(demandOf({{SubjectKind::Contract, usd(1), {}, {}}}, policy)->seats);
        };
        QCOMPARE(of("any"), u"one of approver, legal, ann"_s);
        QCOMPARE(of("all"), u"approver and legal and ann"_s);
        QCOMPARE(of("sequence"), u"approver; then legal; then ann"_s);
    }
    void asksTheSameCircleOnce()
    {
        const Policy policy = policyFrom(R"({"name":"A","kind":"invoice","steps":[{"roles":["approver"]}]},
            {"name":"B","kind":"invoice","when":{"cost_center":"EU"},"steps":[{"roles":["approver"]},{"roles":["legal"]}]})");
        Subject subject = invoiceOf(1);
        QCOMPARE(inWords(demandOf({subject}, policy)->seats), u"approver"_s);
        subject.costCentres = {u"EU"_s};
        const auto both = demandOf({subject}, policy);
        QCOMPARE(inWords(both->seats), u"approver; then legal"_s);
        QCOMPARE(both->rules, QStringList({u"A"_s, u"B"_s}));
    }
    void weighsDiscountTermsAndDepartment()
    {
        const Policy policy
            = policyFrom(R"({"name":"D","kind":"discount","when":{"discount_above":"15","department":"Sales",
            "net_days_above":60},"steps":[{"roles":["manager"]}]})");
        Subject subject{SubjectKind::Discount, usd(1), {u"Sales"_s}, {}, Decimal::parse(u"15.5"_s).value(), 61};
        QCOMPARE(demandOf({subject}, policy)->seats.size(), 1U);
        subject.discountPercent = Decimal(15);
        QVERIFY(demandOf({subject}, policy)->seats.empty());
        subject.discountPercent = Decimal(16);
        subject.netDays = 60;
        QVERIFY(demandOf({subject}, policy)->seats.empty());
        subject.netDays = 61;
        subject.departments.clear();
        QVERIFY(demandOf({subject}, policy)->seats.empty());
        subject.departments = {u"Sales"_s};
        subject.discountPercent.reset(); // undefined is not zero, and not above anything
        QVERIFY(demandOf({subject}, policy)->seats.empty());
    }
    void neverComparesTwoCurrencies()
    {
        const Subject euros{SubjectKind::Invoice, Money(1, Currency::fromCode(u"EUR"_s).value()), {}, {}};
        QCOMPARE(demandOf({euros}, policyFrom(chain)).error().id, u"money.currency_mix"_s);
    }
    void refusesPoliciesThatCannotBeMeant_data()
    {
        QTest::addColumn<QByteArray>("rules");
        QTest::addColumn<QString>("id");
        const auto row
            = [](const char *name, const QByteArray &rules, const QString &id) { QTest::newRow(name) << rules << id; };
        row("a name twice",
            R"({"name":"A","kind":"invoice","steps":[{"roles":["approver"]}]},{"name":"A","kind":"refund","steps":[{"roles":["legal"]}]})",
            u"approvals.policy_rule_name"_s);
        row("nobody asked", R"({"name":"A","kind":"invoice","steps":[{"mode":"any"}]})",
            u"approvals.policy_nobody_asked"_s);
        row("a role that decides nothing", R"({"name":"A","kind":"invoice","steps":[{"roles":["admin"]}]})",
            u"approvals.policy_role"_s);
        row("limits that fall",
            R"({"name":"A","kind":"invoice","steps":[{"roles":["approver"],"limit":"20"},{"roles":["controller"],"limit":"10"},{"roles":["legal"]}]})",
            u"approvals.policy_limit"_s);
        row("a limit twice",
            R"({"name":"A","kind":"invoice","steps":[{"roles":["approver"],"limit":"20"},{"roles":["controller"],"limit":"20"},{"roles":["legal"]}]})",
            u"approvals.policy_limit"_s);
        row("a limit of nothing",
            R"({"name":"A","kind":"invoice","steps":[{"roles":["approver"],"limit":"0"},{"roles":["legal"]}]})",
            u"approvals.policy_limit"_s);
        row("nobody above the limit", R"({"name":"A","kind":"invoice","steps":[{"roles":["approver"],"limit":"20"}]})",
            u"approvals.policy_limit_open"_s);
        row("an empty span",
            R"({"name":"A","kind":"invoice","when":{"amount_above":"20","amount_up_to":"20"},"steps":[{"roles":["approver"]}]})",
            u"approvals.policy_amounts"_s);
        row("escalation to nobody",
            R"({"name":"A","kind":"invoice","steps":[{"roles":["approver"]}],"escalate":{"after_hours":4}})",
            u"approvals.policy_nobody_asked"_s);
    }
    void refusesPoliciesThatCannotBeMeant()
    {
        QFETCH(QByteArray, rules);
        QFETCH(QString, id);
        const auto policy = readPolicy(document(rules));
        QVERIFY(!policy);
        QCOMPARE(policy.error().id, id);
    }
    void readsTheFactsOfASubjectThatItWrites()
    {
        Subject subject{SubjectKind::Contract, usd(100'000), {u"IT"_s, u"Sales"_s}, {u"CC-1"_s}};
        QCOMPARE(factsToJson({SubjectKind::Contract, usd(1), {}, {}}), QJsonObject()); // nothing is said of nothing
        QCOMPARE(factsToJson(subjectFromFacts(subject.kind, subject.amount, factsToJson(subject))),
                 factsToJson(subject));
        subject.discountPercent = Decimal::parse(u"12.5").value();
        subject.netDays = 60;
        subject.contractValue = usd(900'000);
        const Subject again = subjectFromFacts(subject.kind, subject.amount, factsToJson(subject));
        QCOMPARE(again.departments, subject.departments);
        QCOMPARE(again.costCentres, subject.costCentres);
        QCOMPARE(again.discountPercent, subject.discountPercent);
        QCOMPARE(again.netDays, subject.netDays);
        QCOMPARE(again.contractValue, subject.contractValue);
    }
    void escalatesAfterOneToAThousandHours()
    {
        Policy policy = policyFrom(R"({"name":"A","kind":"invoice","steps":[{"roles":["approver"]}],
            "escalate":{"after_hours":4,"roles":["legal"]}})");
        for (const auto &[hours, id] :
             {std::pair(1, QString()), std::pair(1'000, QString()), std::pair(0, u"approvals.policy_escalation"_s),
              std::pair(1'001, u"approvals.policy_escalation"_s)}) {
            policy.rules.front().escalation->afterHours = hours;
            const auto checked = check(policy);
            QCOMPARE(checked ? QString() : checked.error().id, id);
        }
    }
    void acceptsALimitThatTheRuleEndsAt()
    {
        QVERIFY(readPolicy(document(
            R"({"name":"A","kind":"invoice","when":{"amount_up_to":"20"},"steps":[{"roles":["approver"],"limit":"20"}]})")));
    }
    void refusesHoursWithoutAnHour()
    {
        const QByteArray hours = R"("business_hours":{"opens":"17:00","closes":"09:00"},)";
        QCOMPARE(readPolicy(document("", hours)).error().id, u"approvals.policy_hours"_s);
    }
    void saysTheSameAfterItWasWritten()
    {
        const auto policy = readPolicy(document(chain + R"(,{"name":"E","kind":"refund","when":{"amount_above":"1.00",
            "amount_up_to":"9.00","discount_above":"2.5","net_days_above":45,"department":"Sales","cost_center":"EU"},
            "steps":[{"mode":"all","roles":["legal"],"people":["ann"]}],"escalate":{"after_hours":6,"roles":["manager"]}})",
                                                R"("business_hours":{"weekend":[5,6],"holidays":["2026-12-25"]},)"));
        QVERIFY(policy);
        const auto again = policyFromJson(toJson(*policy));
        QVERIFY(again);
        QVERIFY(again->rules == policy->rules);
        QCOMPARE(digestOf(*again), digestOf(*policy));
        QVERIFY(toJson(*again) == toJson(*policy));
    }
    void decidesStepsInOrderAndSidesInAnyOrder()
    {
        const Policy policy
            = policyFrom(R"({"name":"R","kind":"invoice","steps":[{"mode":"all","roles":["approver","legal"]},
            {"mode":"any","roles":["controller"]}]})");
        Approval approval = requestFor(policy, invoiceOf(1));
        const Decider controller = person(u"cleo"_s, {u"controller"_s});
        const Decider lawyer = person(u"lee"_s, {u"legal"_s});
        const auto second = decide(approval, lawyer, Verdict::Approve, {}, "d");
        QVERIFY(second);
        QCOMPARE(second->decisions.back().step, 2);
        QVERIFY(second->openSeats().size() == 1U);
        // The controller stands in for the approver, and then cannot take the last step as well.
        const auto first = decide(*second, controller, Verdict::Approve, {}, "d");
        QCOMPARE(first->stage(), 2);
        QCOMPARE(mayDecide(*first, controller).error().id, u"approvals.decided_before"_s);
        QCOMPARE(mayDecide(*first, lawyer).error().id, u"approvals.decided_before"_s);
        const auto done = decide(*first, person(u"carl"_s, {u"controller"_s}), Verdict::Approve, {}, "d");
        QVERIFY(done->state() == ApprovalState::Approved);
    }
    void escalatesAfterBusinessHoursOnly()
    {
        const Policy policy = policyFrom(R"({"name":"R","kind":"invoice","steps":[{"roles":["approver"]}],
            "escalate":{"after_hours":8,"roles":["manager"]}})");
        Approval approval = requestFor(policy, invoiceOf(1)); // Tuesday noon: five hours are left of the day
        QCOMPARE(approval.escalatesAt(approval.seats.front()), at("2026-07-01T12:00:00Z"));
        approval.requestedAt = at("2026-07-03T16:00:00Z"); // Friday: the weekend does not count
        QCOMPARE(approval.escalatesAt(approval.seats.front()), at("2026-07-06T16:00:00Z"));
        const QStringList manager{u"manager"_s};
        QCOMPARE(mayDecide(approval, person(u"max"_s, manager, "2026-07-06T15:59:59Z")).error().id,
                 u"approvals.role_missing"_s);
        const auto place = placeOf(approval, person(u"max"_s, manager, "2026-07-06T16:00:00Z"));
        QVERIFY(place && place->escalated);
        QVERIFY(mayDecide(approval, person(u"ada"_s, {u"approver"_s}, "2026-07-06T16:00:00Z"))); // still may
    }
    void countsFromTheStepBefore()
    {
        const Policy policy
            = policyFrom(R"({"name":"R","kind":"invoice","steps":[{"roles":["approver"]},{"roles":["legal"]}],
            "escalate":{"after_hours":1,"roles":["manager"]}})");
        const Approval approval = requestFor(policy, invoiceOf(1));
        const auto next
            = decide(approval, person(u"ada"_s, {u"approver"_s}, "2026-07-02T16:30:00Z"), Verdict::Approve, {}, "d");
        QCOMPARE(next->escalatesAt(next->openSeats().front()), at("2026-07-03T09:30:00Z"));
    }
    void countsFromWhenItWasAskedWhateverTheOtherSideDecided()
    {
        const Policy policy
            = policyFrom(R"({"name":"R","kind":"invoice","steps":[{"mode":"all","roles":["approver","legal"]}],
            "escalate":{"after_hours":8,"roles":["manager"]}})");
        const Approval approval = requestFor(policy, invoiceOf(1));
        const auto half
            = decide(approval, person(u"ada"_s, {u"approver"_s}, "2026-07-01T09:00:00Z"), Verdict::Approve, {}, "d");
        QCOMPARE(half->escalatesAt(half->openSeats().front()), approval.escalatesAt(approval.seats.back()));
    }
    void coversAmountsOfItsCurrencyUpToItsLimit()
    {
        StandingDelegation delegation;
        QVERIFY(delegation.covers(usd(9'000'000)));
        delegation.limit = usd(1'000);
        QVERIFY(delegation.covers(usd(1'000)));
        QVERIFY(!delegation.covers(usd(1'001)));
        QVERIFY(!delegation.covers(Money(1'000, Currency::fromCode(u"EUR"_s).value())));
    }
    void refusesDelegationsThatCannotBeMeant()
    {
        const QDate today(2026, 7, 1);
        StandingDelegation delegation;
        delegation.from = u"ada"_s;
        delegation.to = u"dora"_s;
        delegation.period = {today, today.addDays(1)};
        QVERIFY(check(delegation, {u"approver"_s}, {u"csm"_s}, today));
        QCOMPARE(check(delegation, {u"approver"_s}, {u"csm"_s}, today.addDays(1)).error().id,
                 u"approvals.delegation_past"_s);
        QCOMPARE(check(delegation, {u"rep"_s}, {u"csm"_s}, today).error().id, u"approvals.delegation_role"_s);
        for (const QString &role : {u"admin"_s, u"auditor"_s, u"worker"_s})
            QCOMPARE(check(delegation, {u"approver"_s}, {role}, today).error().id, u"approvals.delegate_unfit"_s);
        delegation.limit = usd(0);
        QCOMPARE(check(delegation, {u"approver"_s}, {u"csm"_s}, today).error().id,
                 u"approvals.delegation_limit_zero"_s);
        delegation.limit = usd(1);
        QVERIFY(check(delegation, {u"approver"_s}, {u"csm"_s}, today));
        delegation.to = u"ada"_s;
        QCOMPARE(check(delegation, {u"approver"_s}, {u"csm"_s}, today).error().id, u"approvals.delegate_self"_s);
        delegation.to.clear();
        QCOMPARE(check(delegation, {u"approver"_s}, {u"csm"_s}, today).error().id, u"approvals.delegate_self"_s);
    }
    void standsInUpToTheLimitAndNeverForWhoIsInvolved()
    {
        Approval approval = requestFor(policyFrom(chain), invoiceOf(200'000));
        Decider deputy = person(u"dora"_s, {u"csm"_s});
        deputy.standsInFor = {{u"ada"_s, {u"approver"_s}, usd(100'000)}};
        QCOMPARE(mayDecide(approval, deputy).error().id, u"approvals.delegation_limit"_s);
        deputy.standsInFor = {{u"ada"_s, {u"approver"_s}, usd(200'000)}};
        QCOMPARE(placeOf(approval, deputy)->onBehalfOf, u"ada"_s);
        deputy.standsInFor = {{u"maker"_s, {u"approver"_s}, {}}};
        QCOMPARE(mayDecide(approval, deputy).error().id, u"approvals.own_request"_s);
        deputy.standsInFor = {{u"ada"_s, {u"approver"_s}, {}}};
        approval.beneficiary = u"ada"_s;
        QCOMPARE(mayDecide(approval, deputy).error().id, u"approvals.own_request"_s);
        approval.beneficiary = u"dora"_s;
        QCOMPARE(mayDecide(approval, deputy).error().id, u"approvals.own_request"_s);
    }
    void neverDecidesTwiceThroughAnotherPerson()
    {
        const Approval approval = requestFor(policyFrom(chain), invoiceOf(6'000'000));
        const auto first = decide(approval, person(u"cleo"_s, {u"controller"_s}), Verdict::Approve, {}, "d");
        Decider deputy = person(u"dora"_s, {u"csm"_s});
        deputy.standsInFor = {{u"cleo"_s, {u"controller"_s}, {}}};
        QCOMPARE(mayDecide(*first, deputy).error().id, u"approvals.decided_before"_s);
    }
    void leavesTheDaysOfADelegationExactly()
    {
        StandingDelegation delegation;
        delegation.period = {QDate(2026, 7, 1), QDate(2026, 7, 8)};
        QVERIFY(!delegation.holdsAt(at("2026-06-30T23:59:59Z")));
        QVERIFY(delegation.holdsAt(at("2026-07-01T00:00:00Z")));
        QVERIFY(delegation.holdsAt(at("2026-07-07T23:59:59Z")));
        QVERIFY(!delegation.holdsAt(at("2026-07-08T00:00:00Z")));
        delegation.endedAt = at("2026-07-03T10:00:00Z");
        QVERIFY(delegation.holdsAt(at("2026-07-03T09:59:59Z")));
        QVERIFY(!delegation.holdsAt(at("2026-07-03T10:00:00Z")));
    }
    void simulatesWhatDiffers()
    {
        const Policy before = policyFrom(chain);
        const Policy after = policyFrom(R"({"name":"All","kind":"invoice","steps":[{"roles":["approver"]}]})");
        const auto simulated = simulate({{invoiceOf(50)}, {invoiceOf(200'000)}, {invoiceOf(6'000'000)}}, before, after);
        QVERIFY(simulated);
        QVERIFY((*simulated)[0].differs() && (*simulated)[0].before.seats.empty());
        QVERIFY((*simulated)[1].differs()); // the limit of those asked changed
        QCOMPARE(inWords((*simulated)[2].after.seats), u"approver"_s);
    }
    void moreMoneyNeverAsksFewer()
    {
        QVERIFY(rc::check("a larger amount passes every stage of a smaller one", [] {
            const auto first = *rc::gen::inRange<qint64>(1, 1'000);
            const auto second = *rc::gen::inRange<qint64>(1, 1'000);
            const Policy policy = policyFrom(R"({"name":"R","kind":"invoice","when":{"amount_above":"1"},"steps":[
                {"roles":["approver"],"limit":"3"},{"roles":["manager"],"limit":"6"},{"mode":"all","roles":["controller","legal"]}]})");
            const auto less = demandOf({invoiceOf(std::min(first, second))}, policy).value();
            const auto more = demandOf({invoiceOf(std::max(first, second))}, policy).value();
            RC_ASSERT(more.seats.size() >= less.seats.size());
            RC_ASSERT(std::equal(less.seats.begin(), less.seats.end(), more.seats.begin()));
        }));
    }
    void nobodyInvolvedEverDecides()
    {
        QVERIFY(rc::check("segregation of duties holds for every way to be asked", [] {
            const QStringList names{u"a"_s, u"b"_s, u"c"_s, u"d"_s};
            const auto name = [&] { return names.at(*rc::gen::inRange(0, 4)); };
            const auto roles = [] {
                return *rc::gen::element(QStringList{}, QStringList{u"approver"_s}, QStringList{u"controller"_s},
                                         QStringList{u"legal"_s, u"manager"_s});
            };
            Approval approval = requestFor(policyFrom(chain), invoiceOf(*rc::gen::inRange<qint64>(100'001, 9'000'000)));
            approval.requestedBy = name();
            approval.createdBy = name();
            approval.beneficiary = name();
            approval.delegations = {{1, name(), name(), {}, approval.requestedAt}};
            Decider decider = person(name(), roles());
            decider.standsInFor = {{name(), roles(), {}}};
            const auto place = placeOf(approval, decider);
            if (!place)
                return;
            RC_ASSERT(approval.isApartFrom(decider.user));
            RC_ASSERT(place->onBehalfOf.isEmpty() || approval.isApartFrom(place->onBehalfOf));
            const auto decided = decide(approval, decider, Verdict::Approve, {}, "d");
            RC_ASSERT(decided.has_value());
            RC_ASSERT(!mayDecide(*decided, decider).has_value());
        }));
    }
};

QTEST_GUILESS_MAIN(TestPolicy)
#include "tst_policy.moc"
