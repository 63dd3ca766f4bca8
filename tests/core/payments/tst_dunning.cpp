// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/dunning.h"
#include "tests/support/contracts.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::payments;
using namespace accord::testing;

namespace {

const QDate today(2026, 6, 30);

accounts::AccountId account(int number)
{
    return accounts::AccountId(QUuid(uint(number), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
}

std::vector<DunningSchedule> sample()
{
    QFile file(QStringLiteral(ACCORD_RESOURCES "/sample/dunning.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no sample");
    return readDunningSchedules(file.readAll()).value();
}

DunnedAccount late(int days, const QString &amount = u"100.00"_s, int number = 1)
{
    return {account(number), u"enterprise"_s, {{u"LV-1"_s, today.addDays(-days), usd(amount)}}, usd(u"0.00"_s), {}, {}};
}

/// "notify 2, retry 1*": the due steps with their level, service actions marked.
QString steps(const DunningState &state)
{
    QStringList parts;
    for (const DunningStep &step : state.dueSteps)
        parts += toString(step.kind) + u' ' + QString::number(step.level) + (step.needsApproval ? u"*"_s : u""_s);
    return parts.join(u", "_s);
}

DunningState stateOf(const DunnedAccount &one, const QDate &asOf = today)
{
    return dunningStateOf(one, sample().front(), asOf).value();
}

} // namespace

class TestDunning : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void stepsByDaysLate_data()
    {
        QTest::addColumn<int>("days");
        QTest::addColumn<QString>("due");
        QTest::addColumn<QString>("next");
        QTest::newRow("not due yet") << -1 << QString() << QString();
        QTest::newRow("on the due date") << 0 << u"notify 1"_s << u"retry 1"_s;
        QTest::newRow("a day late") << 1 << u"retry 1, notify 1, outreach 1"_s << u"notify 3"_s;
        QTest::newRow("the last day of grace") << 7 << u"retry 2, notify 3, outreach 1"_s << u"escalate 8"_s;
        QTest::newRow("after it") << 8 << u"retry 2, notify 3, outreach 1, escalate 1"_s << u"retry 14"_s;
        QTest::newRow("30: the service is cut down, if somebody agrees")
            << 30 << u"retry 4, notify 5, outreach 1, escalate 1, degrade 1*"_s << u"suspend 45"_s;
        QTest::newRow("45") << 45 << u"retry 4, notify 5, outreach 1, escalate 1, degrade 1*, suspend 1*"_s
                            << QString();
    }
    void stepsByDaysLate()
    {
        QFETCH(int, days);
        const auto state = stateOf(late(days));
        QTEST(steps(state), "due");
        const QString next
            = state.nextStep ? toString(state.nextStep->kind) + u' ' + QString::number(state.nextStep->day) : QString();
        QTEST(next, "next");
        if (state.nextStep)
            QCOMPARE(state.nextOn, today.addDays(state.nextStep->day - days));
    }

    void whatWasDoneIsNotDoneAgain()
    {
        DunnedAccount one = late(8);
        const QDate due = today.addDays(-8);
        one.done = {{DunningStepKind::Notify, 3, due}, {DunningStepKind::Retry, 1, due}};
        QCOMPARE(steps(stateOf(one)), u"retry 2, outreach 1, escalate 1"_s);
        one.done = {{DunningStepKind::Notify, 3, due.addDays(-100)}}; // of a document paid since
        QVERIFY(steps(stateOf(one)).contains(u"notify 3"));
        QCOMPARE(stateOf(one).dueSteps.back().recipients,
                 QStringList({u"billing"_s, u"admin"_s, u"account_manager"_s}));
    }

    void unappliedCashIsNeverDunned()
    {
        DunnedAccount one = late(20);
        one.documents.push_back({u"LV-2"_s, today.addDays(-3), usd(u"50.00"_s)});
        one.unapplied = usd(u"100.00"_s); // pays the older one
        auto state = stateOf(one);
        QCOMPARE(state.amount, usd(u"50.00"_s));
        QCOMPARE(state.daysLate, 3);
        one.unapplied = usd(u"150.00"_s);
        QVERIFY(!stateOf(one).isDue());
        one.unapplied = usd(u"0.00"_s);
        QCOMPARE(stateOf(one).amount, usd(u"150.00"_s));
    }

    void disputesAndPromisesPause()
    {
        DunnedAccount one = late(20);
        one.documents.front().isDisputed = true;
        auto state = stateOf(one);
        QVERIFY(!state.isDue() && state.pause == DunningPause::Disputed);
        one.documents.push_back({u"LV-2"_s, today.addDays(-1), usd(u"5.00"_s)});
        QCOMPARE(stateOf(one).amount, usd(u"5.00"_s)); // the rest is dunned on
        one = late(20);
        one.promises = {{today}};
        state = stateOf(one);
        QVERIFY(state.pause == DunningPause::Promise && state.dueSteps.empty());
        QCOMPARE(state.nextOn, today.addDays(1));
        QCOMPARE(state.brokenPromises, 0);
        state = stateOf(one, today.addDays(1));
        QVERIFY(state.pause == DunningPause::None);
        QCOMPARE(state.brokenPromises, 1);
        one.promises.front().isKept = true;
        QCOMPARE(stateOf(one, today.addDays(1)).brokenPromises, 0);
        one.pausedUntil = today.addDays(5);
        QVERIFY(stateOf(one).pause == DunningPause::ByHand);
        QCOMPARE(stateOf(one).nextOn, today.addDays(6));
    }

    void theWorklistIsInOrderOfUrgency()
    {
        std::vector<DunnedAccount> all{late(10, u"100.00"_s, 1), // 1,000
                                       late(3, u"500.00"_s, 2), // 1,500
                                       late(6, u"90.00"_s, 3), // 540, twice for a broken promise: 1,080
                                       late(90, u"9000.00"_s, 4), // paused
                                       late(-5, u"1.00"_s, 5)}; // not due
        all[2].promises = {{today.addDays(-1)}};
        all[3].pausedUntil = today;
        const auto list = dunningWorklist(all, sample(), today).value();
        QCOMPARE(list.size(), size_t(4));
        QCOMPARE(list[0].account, account(2));
        QCOMPARE(list[1].account, account(3));
        QVERIFY(list[1].urgency == Exact(1080));
        QCOMPARE(list[2].account, account(1));
        QCOMPARE(list[3].account, account(4));
        all[0].segment = u"developer"_s;
        const auto missing = dunningWorklist(all, sample(), today);
        QCOMPARE(missing.error().id, u"payments.dunning_schedule_missing"_s);
        QCOMPARE(missing.error().args.value(u"segment"_s).toString(), u"developer"_s);
    }

    void readsTheSampleAndWritesItBack()
    {
        const auto schedules = sample();
        QCOMPARE(schedules.size(), size_t(2));
        QCOMPARE(schedules[1].segment, u"team"_s);
        QVERIFY(!schedules[1].accountManagerOutreachDays);
        QCOMPARE(schedules[0].suspendAfterDays, 45);
        const QByteArray written = QJsonDocument(toJson(schedules)).toJson();
        QVERIFY(readDunningSchedules(written).value() == schedules);
    }

    void refusesWhatCannotBeMeant_data()
    {
        QTest::addColumn<QString>("members");
        QTest::addColumn<QString>("error");
        QTest::newRow("days that fall") << u"\"notify_days\":[3,1]"_s << u"payments.dunning_days"_s;
        QTest::newRow("the same day twice") << u"\"retry_days\":[3,3]"_s << u"payments.dunning_days"_s;
        QTest::newRow("stopped before it is cut down")
            << u"\"degrade_after_days\":30,\"suspend_after_days\":20"_s << u"payments.dunning_order"_s;
        QTest::newRow("cut down within grace") << u"\"degrade_after_days\":7"_s << u"payments.dunning_order"_s;
        QTest::newRow("a day that is none") << u"\"notify_days\":[1.5]"_s << u"json.schema"_s;
        QTest::newRow("a word nobody knows") << u"\"notify_day\":[1]"_s << u"json.schema"_s;
        QTest::newRow("a day before it is due") << u"\"notify_days\":[-1]"_s << u"json.schema"_s;
        QTest::newRow("twice the same member") << u"\"segment\":\"b\""_s << u"json.duplicate_key"_s;
    }
    void refusesWhatCannotBeMeant()
    {
        QFETCH(QString, members);
        const QString one = u"{\"segment\":\"a\",\"grace_period_days\":7,%1}"_s.arg(members);
        const QString document = u"{\"format\":\"accord.dunning/1\",\"schedules\":[%1]}"_s.arg(one);
        QTEST(readDunningSchedules(document.toUtf8()).error().id, "error");
    }

    void refusesASegmentTwice()
    {
        const QByteArray one = R"({"segment":"a","grace_period_days":7})";
        const auto twice
            = readDunningSchedules(R"({"format":"accord.dunning/1","schedules":[)" + one + ',' + one + "]}");
        QCOMPARE(twice.error().id, u"payments.dunning_segment_repeated"_s);
        QCOMPARE(twice.error().args.value(u"path"_s).toString(), u"schedules[1].segment"_s);
        QCOMPARE(dunningStepFromString(u"sue"_s).error().id, u"payments.dunning_step_unknown"_s);
        QVERIFY(dunningStepFromString(u"suspend"_s).value() == DunningStepKind::Suspend);
    }
};
QTEST_APPLESS_MAIN(TestDunning)
#include "tst_dunning.moc"
