// SPDX-License-Identifier: GPL-3.0-or-later
// Policies, subjects and changes as they are written down: every member is there, and what is wrong is named.
#include "core/approvals/record_change.h"
#include "policy_bench.h"

#include <QtCore/QJsonArray>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::approvals;

namespace {

QJsonObject object(const QByteArray &json)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(json, &error);
    if (document.isNull())
        qFatal("%s", qPrintable(error.errorString()));
    return document.object();
}

/// With every member that there is, as it is written.
const QByteArray whole = R"({"format":"accord.approval-policy/1","currency":"USD",
    "business_hours":{"opens":"08:30","closes":"16:00","weekend":[5,7],"holidays":["2026-01-01","2026-12-25"]},
    "rules":[
        {"name":"A","kind":"discount","when":{"amount_above":"10.00","amount_up_to":"90.00","department":"Sales",
            "cost_center":"EU","discount_above":"12.5","net_days_above":45},
            "steps":[{"mode":"all","roles":["legal"],"people":["ann"],"limit":"20.00"},
                {"mode":"sequence","roles":["manager"]}],
            "escalate":{"after_hours":6,"roles":["controller"],"people":["bob"]}},
        {"name":"B","kind":"refund","when":{},"steps":[{"mode":"any","people":["ann"]}]}]})";

} // namespace

class TestPolicyDocuments : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesAPolicyAsItWasRead()
    {
        const auto policy = readPolicy(whole);
        QVERIFY2(policy, policy ? "" : qPrintable(policy.error().id));
        QCOMPARE(toJson(*policy), object(whole));
        QCOMPARE(policy->hours.opens, QTime(8, 30));
        QCOMPARE(policy->hours.closes, QTime(16, 0));
        QCOMPARE(policy->hours.days.weekend, QSet<int>({5, 7})); // and no day that is not named
        QCOMPARE(policy->hours.days.holidays, QSet<QDate>({QDate(2026, 1, 1), QDate(2026, 12, 25)}));
        const PolicyRule &rule = policy->rules.at(0);
        QVERIFY(rule.kind == SubjectKind::Discount);
        QCOMPARE(rule.when.above, std::optional(usd(1'000)));
        QCOMPARE(rule.when.upTo, std::optional(usd(9'000)));
        QCOMPARE(rule.when.department, u"Sales"_s);
        QCOMPARE(rule.when.costCentre, u"EU"_s);
        QCOMPARE(rule.when.netDaysAbove, std::optional(45));
        QCOMPARE(rule.steps.size(), 2U);
        QVERIFY(rule.steps[0].mode == StepMode::All && rule.steps[1].mode == StepMode::Sequence);
        QCOMPARE(rule.steps[0].limit, std::optional(usd(2'000)));
        QCOMPARE(rule.escalation->afterHours, 6);
        QCOMPARE(rule.escalation->to.people, QStringList(u"bob"_s));
    }

    void hasOfficeHoursWhereNoneAreGiven()
    {
        const auto policy = readPolicy(document(""));
        QVERIFY(policy);
        QCOMPARE(policy->hours.opens, QTime(9, 0));
        QCOMPARE(policy->hours.closes, QTime(17, 0));
        QCOMPARE(policy->hours.days.weekend, QSet<int>({6, 7}));
    }

    void tellsPoliciesApartByAllThatTheySay()
    {
        const Policy policy = readPolicy(whole).value();
        Policy other = policy;
        other.hours.days.weekend.remove(5);
        QVERIFY(digestOf(other) != digestOf(policy));
        other = policy;
        other.rules.pop_back();
        QVERIFY(digestOf(other) != digestOf(policy));
        QCOMPARE(digestOf(readPolicy(whole).value()), digestOf(policy));
    }

    void namesWhatIsWrongAndWhere_data()
    {
        QTest::addColumn<QByteArray>("was");
        QTest::addColumn<QByteArray>("becomes");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("path");
        const auto row = [](const char *name, const char *was, const char *becomes, const char *id, const char *path) {
            QTest::newRow(name) << QByteArray(was) << QByteArray(becomes) << QString::fromLatin1(id)
                                << QString::fromLatin1(path);
        };
        row("no currency", "\"currency\":\"USD\",", "", "json.missing", "currency");
        row("no name", R"("name":"A",)", "", "json.missing", "rules[0].name");
        row("no kind", R"("kind":"refund",)", "", "json.missing", "rules[1].kind");
        row("another kind", R"("kind":"refund")", R"("kind":"rebate")", "approvals.kind_unknown", "rules[1].kind");
        row("a mode", R"("mode":"sequence")", R"("mode":"some")", "approvals.policy_mode", "rules[0].steps[1].mode");
        row("an amount", R"("amount_above":"10.00")", R"("amount_above":"ten")", "decimal.malformed",
            "rules[0].when.amount_above");
        row("a limit", R"("limit":"20.00")", R"("limit":"twenty")", "decimal.malformed", "rules[0].steps[0].limit");
        row("an hour", R"("opens":"08:30")", R"("opens":"25:00")", "approvals.policy_hours", "business_hours.opens");
        row("a holiday", R"("2026-12-25")", R"("2026-02-30")", "date.malformed", "business_hours.holidays");
    }
    void namesWhatIsWrongAndWhere()
    {
        QFETCH(QByteArray, was);
        QFETCH(QByteArray, becomes);
        QFETCH(QString, id);
        QFETCH(QString, path);
        QByteArray json = whole;
        QVERIFY(json.contains(was));
        const auto policy = policyFromJson(object(json.replace(was, becomes)));
        QVERIFY(!policy);
        QCOMPARE(policy.error().id, id);
        QCOMPARE(policy.error().args.value(u"path"_s).toString(), path);
    }

    void namesTheRuleThatCannotBeMeant()
    {
        Policy policy = readPolicy(whole).value();
        policy.rules[1].steps.clear();
        const auto checked = check(policy);
        QCOMPARE(checked.error().id, u"approvals.policy_no_steps"_s);
        QCOMPARE(checked.error().args.value(u"rule"_s).toString(), u"B"_s);
        policy.rules[1].name = u" "_s;
        QCOMPARE(check(policy).error().id, u"approvals.policy_rule_name"_s);
    }

    void leavesAnHourAndADayToWorkIn()
    {
        Policy policy = readPolicy(whole).value();
        policy.hours.closes = policy.hours.opens;
        QCOMPARE(check(policy).error().id, u"approvals.policy_hours"_s);
        policy.hours.closes = policy.hours.opens.addSecs(60);
        policy.hours.days.weekend = {1, 2, 3, 4, 5, 6};
        QVERIFY(check(policy));
        policy.hours.days.weekend.insert(7);
        QCOMPARE(check(policy).error().id, u"approvals.policy_hours"_s);
    }

    void acceptsTheNarrowestAmounts()
    {
        Policy policy = readPolicy(whole).value();
        PolicyRule &rule = policy.rules[0];
        rule.when.above = usd(1'000);
        rule.when.upTo = usd(1'001);
        rule.steps[0].limit = usd(1);
        QVERIFY(check(policy));
        rule.when.upTo = usd(1'000); // strictly above and at most: nothing
        QCOMPARE(check(policy).error().id, u"approvals.policy_amounts"_s);
        rule.when.upTo.reset();
        rule.steps[1].limit = usd(2);
        QCOMPARE(check(policy).error().id, u"approvals.policy_limit_open"_s);
        rule.when.upTo = usd(1'002);
        QCOMPARE(check(policy).error().id, u"approvals.policy_limit_open"_s); // 10.01 and 10.02 are asked of nobody
        rule.steps[1].limit = usd(1'001);
        QCOMPARE(check(policy).error().id, u"approvals.policy_limit_open"_s);
        rule.steps[1].limit = usd(1'002);
        QVERIFY(check(policy));
    }

    void writesTheSeatsOfARequest()
    {
        const Policy policy = readPolicy(whole).value();
        Subject subject{SubjectKind::Discount, usd(2'001), {u"Sales"_s}, {u"EU"_s}, Decimal(13), 46};
        QCOMPARE(toJson(demandOf({subject}, policy)->seats), object(R"({"seats":[
            {"step":1,"stage":1,"roles":["legal"],"limit":"20.00",
                "escalate":{"after_hours":6,"roles":["controller"],"people":["bob"]}},
            {"step":2,"stage":1,"people":["ann"],"limit":"20.00",
                "escalate":{"after_hours":6,"roles":["controller"],"people":["bob"]}},
            {"step":3,"stage":2,"roles":["manager"],
                "escalate":{"after_hours":6,"roles":["controller"],"people":["bob"]}}]})")
                                                                 .value(u"seats"_s)
                                                                 .toArray());
        QCOMPARE(toJson(demandOf({{SubjectKind::Refund, usd(1), {}, {}}}, policy)->seats),
                 object(R"({"seats":[{"step":1,"stage":1,"people":["ann"]}]})").value(u"seats"_s).toArray());
    }

    void holdsAChangeOfAContractAgainstTheContractAsWell()
    {
        Subject subject{SubjectKind::PriceChange, usd(5), {u"IT"_s}, {}};
        QCOMPARE(withItsContract(subject), std::vector{subject});
        subject.contractValue = usd(900);
        const auto both = withItsContract(subject);
        QCOMPARE(both.size(), 2U);
        QVERIFY(both[0] == subject);
        const Subject contract{SubjectKind::Contract, usd(900), {u"IT"_s}, {}};
        QVERIFY(both[1] == contract); // whose value is its amount
    }

    void writesTheFactsOfASubject()
    {
        const Subject subject{SubjectKind::Contract,           usd(1), {u"IT"_s}, {u"EU"_s},
                              Decimal::parse(u"12.5").value(), 60,     usd(900)};
        QCOMPARE(factsToJson(subject), object(R"({"departments":["IT"],"cost_centres":["EU"],
            "discount_percent":"12.5","net_days":60,"contract_value":"9.00"})"));
        QVERIFY(subjectFromFacts(subject.kind, subject.amount, factsToJson(subject)) == subject);
    }

    void readsEveryKindAndFieldThatItWrites()
    {
        for (const SubjectKind kind : allSubjectKinds())
            QVERIFY(subjectKindFromString(toString(kind)).value() == kind);
        QCOMPARE(subjectKindFromString(u"rebate"_s).error().id, u"approvals.kind_unknown"_s);
        for (const ChangedField field : allChangedFields())
            QVERIFY(changedFieldFromString(toString(field)).value() == field);
        QCOMPARE(changedFieldFromString(u"name"_s).error().id, u"approvals.field_unknown"_s);
    }
};

QTEST_GUILESS_MAIN(TestPolicyDocuments)
#include "tst_policy_documents.moc"
