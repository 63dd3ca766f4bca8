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
        const Period january{QDate(2024, 1, 1), QDate(2024, 2, 1)};
        DailyQuantities days;
        QCOMPARE(days.aggregated(catalog::Aggregation::Maximum, january).value(), Decimal(0));
        QVERIFY(days.add(QDate(2024, 1, 2), decimal(u"1.5"_s)));
        QVERIFY(days.add(QDate(2024, 1, 1), decimal(u"7"_s)));
        QVERIFY(days.add(QDate(2024, 1, 3), decimal(u"0"_s)));
        QVERIFY(days.add(QDate(2024, 1, 2), decimal(u"0.25"_s)));
        QCOMPARE(days.aggregated(catalog::Aggregation::Sum, january).value(), decimal(u"8.75"_s));
        QCOMPARE(days.aggregated(catalog::Aggregation::Maximum, january).value(), Decimal(7));
        QCOMPARE(days.aggregated(catalog::Aggregation::Last, january).value(), Decimal(0));
        QCOMPARE(days.aggregated(catalog::Aggregation::Unique, january).value(), Decimal(2));
    }

    void weighsAStandingQuantityByItsDays()
    {
        const Period january{QDate(2024, 1, 1), QDate(2024, 2, 1)};
        DailyQuantities days;
        QCOMPARE(days.aggregated(catalog::Aggregation::WeightedSum, january).value(), Decimal(0));
        QVERIFY(days.add(QDate(2024, 1, 1), decimal(u"10"_s)));
        QVERIFY(days.add(QDate(2024, 1, 16), decimal(u"20"_s)));
        // 10 × 15/31 + 20 × 16/31 = 470/31 = 15.161290322580645…
        QCOMPARE(days.aggregated(catalog::Aggregation::WeightedSum, january).value(), decimal(u"15.161290322581"_s));
        QVERIFY(days.add(QDate(2024, 1, 31), decimal(u"-20"_s))); // none on the last day: 10 × 15/31 + 20 × 15/31
        QCOMPARE(days.aggregated(catalog::Aggregation::WeightedSum, january).value(), decimal(u"13.870967741935"_s));
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
