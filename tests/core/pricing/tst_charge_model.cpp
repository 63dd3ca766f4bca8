// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/charge_model.h"
#include "core/pricing/discount.h"
#include "core/pricing/period_grid.h"
#include "core/pricing/proration.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::pricing;

namespace {
Decimal decimal(const QString &text)
{
    return Decimal::parse(text).value();
}
Tiers threeTiers()
{
    return Tiers::make({{Decimal(10), decimal(u"1.00"_s), {}},
                        {Decimal(50), decimal(u"0.80"_s), {}},
                        {std::nullopt, decimal(u"0.50"_s), {}}})
        .value();
}
QString priced(const ChargeModel &model, const QString &quantity)
{
    return rate(model, decimal(quantity)).rounded(2)->toString();
}
} // namespace

class TestChargeModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tieredPricesAtEveryEdge_data()
    {
        QTest::addColumn<QString>("quantity");
        QTest::addColumn<QString>("graduated");
        QTest::addColumn<QString>("volume");
        QTest::newRow("nothing") << u"0"_s << u"0.00"_s << u"0.00"_s;
        QTest::newRow("on the first limit") << u"10"_s << u"10.00"_s << u"10.00"_s;
        QTest::newRow("a fraction above it") << u"10.5"_s << u"10.40"_s << u"8.40"_s;
        QTest::newRow("on the second limit") << u"50"_s << u"42.00"_s << u"40.00"_s;
        QTest::newRow("one above it: volume falls") << u"51"_s << u"42.50"_s << u"25.50"_s;
    }
    void tieredPricesAtEveryEdge()
    {
        QFETCH(QString, quantity);
        QFETCH(QString, graduated);
        QFETCH(QString, volume);
        QCOMPARE(priced(Graduated{threeTiers()}, quantity), graduated);
        QCOMPARE(priced(Volume{threeTiers()}, quantity), volume);
    }

    void aFlatPriceAtZeroIsAChoice()
    {
        const auto tiers = Tiers::make({{std::nullopt, Decimal(1), Decimal(5)}}).value();
        QCOMPARE(priced(Graduated{tiers, true}, u"0"_s), u"5.00"_s);
        QCOMPARE(priced(Graduated{tiers, false}, u"0"_s), u"0.00"_s);
        QCOMPARE(priced(Volume{tiers, false}, u"0"_s), u"0.00"_s);
    }

    void packagesRoundUp()
    {
        const Package package{Decimal(100), Decimal(5), Decimal(100)};
        QCOMPARE(priced(package, u"100"_s), u"0.00"_s);
        QCOMPARE(priced(package, u"150"_s), u"5.00"_s);
        QCOMPARE(priced(package, u"200"_s), u"5.00"_s);
        QCOMPARE(priced(package, u"200.1"_s), u"10.00"_s);
    }

    void refusesTiersThatCannotBeUsed()
    {
        QCOMPARE(Tiers::make({}).error().id, u"pricing.tiers_empty"_s);
        QCOMPARE(Tiers::make({{Decimal(10), Decimal(1), {}}}).error().id, u"pricing.tier_open"_s);
        QCOMPARE(
            Tiers::make({{Decimal(10), Decimal(1), {}}, {Decimal(10), Decimal(1), {}}, {std::nullopt, Decimal(1), {}}})
                .error()
                .id,
            u"pricing.tier_order"_s);
        QCOMPARE(Tiers::make({{std::nullopt, Decimal(-1), {}}}).error().id, u"pricing.tier_negative"_s);
    }

    void refusesStepsThatFall()
    {
        Discount falling{u"d"_s,
                         DiscountBasis::Locations,
                         DiscountScope::Recurring,
                         {},
                         {},
                         {{Decimal(50), Decimal(10)}, {Decimal(100), Decimal(5)}}};
        QCOMPARE(validate(falling).error().id, u"discount.step_falling"_s);
        falling.steps = {{Decimal(50), Decimal(5)}, {Decimal(100), Decimal(10)}};
        QVERIFY(validate(falling));
        QCOMPARE(percentOf(falling, {49, {}, 0}), Decimal(0));
        QCOMPARE(percentOf(falling, {50, {}, 0}), Decimal(5));
        QCOMPARE(percentOf(falling, {100, {}, 0}), Decimal(10));
    }

    void countsPeriodsFromTheAnchor()
    {
        const PeriodGrid monthly(QDate(2026, 1, 31), 31, 1);
        QCOMPARE(monthly.boundary(1), QDate(2026, 2, 28));
        QCOMPARE(monthly.boundary(2), QDate(2026, 3, 31));
        QCOMPARE(monthly.boundary(3), QDate(2026, 4, 30));
        const PeriodGrid leap(QDate(2024, 2, 29), 29, 12);
        QCOMPARE(leap.boundary(1), QDate(2025, 2, 28));
        QCOMPARE(leap.boundary(4), QDate(2028, 2, 29));
        const PeriodGrid quarterly(QDate(2025, 11, 30), 30, 3);
        QCOMPARE(quarterly.boundary(1), QDate(2026, 2, 28));
        QCOMPARE(quarterly.boundary(2), QDate(2026, 5, 30));
    }

    void periodsCoverARangeWithoutGapOrOverlap()
    {
        for (int anchorDay = 1; anchorDay <= 31; ++anchorDay) {
            for (const int interval : {1, 3, 6, 12}) {
                const PeriodGrid grid(QDate(2024, 1, 1), anchorDay, interval);
                const auto periods = grid.periodsOverlapping({QDate(2023, 2, 11), QDate(2029, 3, 2)});
                QVERIFY(periods.front().contains(QDate(2023, 2, 11)));
                QVERIFY(periods.back().contains(QDate(2029, 3, 1)));
                for (size_t i = 1; i < periods.size(); ++i)
                    QCOMPARE(periods[i].start, periods[i - 1].end);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestChargeModel)
#include "tst_charge_model.moc"
