// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/aggregation.h"
#include "core/usage/quota.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::usage;

namespace {

Decimal decimal(const QString &text)
{
    return Decimal::parse(text).value();
}

} // namespace

class TestQuota : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysHowMuchIsUsed_data()
    {
        QTest::addColumn<QString>("used");
        QTest::addColumn<QString>("included");
        QTest::addColumn<QuotaState>("state");
        QTest::addColumn<QString>("ratio");
        QTest::addColumn<QString>("remaining");
        QTest::addColumn<QString>("overage");
        QTest::newRow("nothing") << u"0"_s << u"100"_s << QuotaState::Within << u"0"_s << u"100"_s << u"0"_s;
        QTest::newRow("below") << u"99.999"_s << u"100"_s << QuotaState::Within << u"0.99999"_s << u"0.001"_s << u"0"_s;
        QTest::newRow("on") << u"100.0"_s << u"100"_s << QuotaState::Reached << u"1"_s << u"0"_s << u"0"_s;
        QTest::newRow("above") << u"100.5"_s << u"100"_s << QuotaState::Exceeded << u"1.005"_s << u"0"_s << u"0.5"_s;
        QTest::newRow("a third") << u"1"_s << u"3"_s << QuotaState::Within << u"1/3"_s << u"2"_s << u"0"_s;
        QTest::newRow("unlimited") << u"5"_s << QString() << QuotaState::Unlimited << QString() << QString() << u"0"_s;
        QTest::newRow("nothing of nothing") << u"0"_s << u"0"_s << QuotaState::Reached << QString() << u"0"_s << u"0"_s;
        QTest::newRow("some of nothing") << u"2"_s << u"0"_s << QuotaState::Exceeded << QString() << u"0"_s << u"2"_s;
    }
    void saysHowMuchIsUsed()
    {
        QFETCH(QString, used);
        QFETCH(QString, included);
        const Quota quota{decimal(used), included.isNull() ? std::nullopt : std::optional(decimal(included))};
        const auto text = [](const std::optional<Exact> &value) { return value ? value->toString() : QString(); };
        QTEST(quota.state(), "state");
        QTEST(text(quota.ratio()), "ratio");
        QTEST(text(quota.remaining()), "remaining");
        QTEST(text(quota.overage()), "overage");
    }

    void aggregatesDays()
    {
        using enum catalog::Aggregation;
        const Period january{QDate(2024, 1, 1), QDate(2024, 2, 1)};
        const auto over = [&](catalog::Aggregation aggregation) {
            Readings readings(aggregation);
            if (readings.over(january).value() != Decimal(0))
                return u"not empty"_s;
            for (const auto &[day, text] : {std::pair(2, u"1.5"_s), {1, u"7"_s}, {3, u"0"_s}, {2, u"0.25"_s}}) {
                DayTally tally(aggregation);
                const QDateTime noon(QDate(2024, 1, day), QTime(12, 0), Qt::UTC);
                if (!tally.add({{}, {}, {noon.toMSecsSinceEpoch(), false}, decimal(text), {}})
                    || !readings.add(1, QDate(2024, 1, day), tally.reading()))
                    return u"refused"_s;
            }
            return readings.over(january)->toShortString();
        };
        QCOMPARE(over(Sum), u"8.75"_s);
        QCOMPARE(over(Maximum), u"7"_s);
        QCOMPARE(over(Last), u"0"_s);
        QCOMPARE(over(Unique), u"3"_s); // 1.5, 7 and 0.25; zero is no value
    }

    void weighsAStandingQuantityByItsDays()
    {
        const Period january{QDate(2024, 1, 1), QDate(2024, 2, 1)};
        Readings readings(catalog::Aggregation::WeightedSum);
        QCOMPARE(readings.over(january).value(), Decimal(0));
        QVERIFY(readings.add(1, QDate(2024, 1, 1), {decimal(u"10"_s), 0, {}}));
        QVERIFY(readings.add(1, QDate(2024, 1, 16), {decimal(u"20"_s), 0, {}}));
        // 10 × 15/31 + 20 × 16/31 = 470/31 = 15.161290322580645…
        QCOMPARE(readings.over(january).value(), decimal(u"15.161290322581"_s));
        QVERIFY(readings.add(1, QDate(2024, 1, 31), {decimal(u"0"_s), 0, {}})); // none on the last day
        // 10 × 15/31 + 20 × 15/31 = 450/31 = 14.516129032258064…
        QCOMPARE(readings.over(january).value(), decimal(u"14.516129032258"_s));
        // Another place stands by itself: 450/31 + 31 × 6/31 = 636/31 = 20.516129032258064…
        QVERIFY(readings.add(2, QDate(2024, 1, 26), {decimal(u"31"_s), 0, {}}));
        QCOMPARE(readings.over(january).value(), decimal(u"20.516129032258"_s));
        const auto days = readings.days().value();
        QCOMPARE(days.at(QDate(2024, 1, 26)), Decimal(51));
        QCOMPARE(days.at(QDate(2024, 1, 31)), Decimal(31));
    }

    void namesEveryAggregation()
    {
        using enum catalog::Aggregation;
        for (const auto aggregation : {Sum, Maximum, Last, Unique, WeightedSum})
            QVERIFY(catalog::aggregationFromString(catalog::toString(aggregation)).value() == aggregation);
    }
};

QTEST_GUILESS_MAIN(TestQuota)
#include "tst_quota.moc"
