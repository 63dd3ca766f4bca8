// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/price_curve.h"
#include "tests/support/contracts.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::pricing;
using accord::testing::decimal;

namespace {

/// 10 units at 1.00, to 50 at 0.80, then 0.50.
Tiers threeTiers()
{
    return Tiers::make({{Decimal(10), decimal(u"1.00"_s), {}},
                        {Decimal(50), decimal(u"0.80"_s), {}},
                        {std::nullopt, decimal(u"0.50"_s), {}}})
        .value();
}

QStringList texts(const std::optional<std::vector<Exact>> &points)
{
    QStringList list;
    for (const Exact &point : points.value_or(std::vector<Exact>()))
        list << point.toString();
    return list;
}

} // namespace

class TestPriceCurve : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void volumePriceFallsAtEachLimit()
    {
        const auto cliffs = cliffsOf(Volume{threeTiers(), true});
        QCOMPARE(cliffs.size(), 2U);
        QCOMPARE(cliffs[0].limit, Decimal(10));
        QCOMPARE(cliffs[0].atLimit.toString(), u"10"_s);
        QCOMPARE(cliffs[0].above.toString(), u"8"_s);
        QCOMPARE(cliffs[0].worthFrom.toString(), u"12.5"_s); // 12.5 × 0.80 = 10.00
        QCOMPARE(cliffs[1].atLimit.toString(), u"40"_s);
        QCOMPARE(cliffs[1].above.toString(), u"25"_s);
        QCOMPARE(cliffs[1].worthFrom.toString(), u"80"_s); // 80 × 0.50 = 40.00
    }
    void graduatedPriceHasNoCliff() { QVERIFY(cliffsOf(Graduated{threeTiers(), true}).empty()); }
    void flatFeeOfTheNextTierCanLiftItOverTheLimit()
    {
        const Tiers tiers
            = Tiers::make({{Decimal(10), decimal(u"1"_s), {}}, {std::nullopt, decimal(u"0.5"_s), Decimal(6)}}).value();
        QVERIFY(cliffsOf(Volume{tiers, true}).empty()); // 10 at the limit, 5 + 6 above it
    }
    void twoPricesChangePlacesWhereTheyCostTheSame()
    {
        // 100 flat against 2.50 each: at 40 units.
        QCOMPARE(texts(breakEvenPoints(Flat{Decimal(100)}, PerUnit{decimal(u"2.50"_s)}, Decimal(1000))),
                 QStringList{u"40"_s});
        // 0.70 each against the three tiers: 10 + 0.8 (q − 10) = 0.7 q never below 50; 42 + 0.5 (q − 50) = 0.7 q at 85.
        QCOMPARE(texts(breakEvenPoints(Graduated{threeTiers(), true}, PerUnit{decimal(u"0.70"_s)}, Decimal(1000))),
                 QStringList{u"85"_s});
    }
    void pricesThatJumpPastEachOtherDoSoAtTheLimit()
    {
        // By volume 0.90 each: dearer up to 10 (1.00), cheaper from there on (0.80).
        QCOMPARE(texts(breakEvenPoints(Volume{threeTiers(), true}, PerUnit{decimal(u"0.90"_s)}, Decimal(40))),
                 QStringList{u"10"_s});
    }
    void equalPricesNeverChangePlaces()
    {
        QVERIFY(texts(breakEvenPoints(PerUnit{Decimal(2)}, PerUnit{Decimal(2)}, Decimal(100))).isEmpty());
    }
    void steppedPricesAreNotCompared()
    {
        QVERIFY(!breakEvenPoints(Package{Decimal(10), Decimal(5), {}}, PerUnit{Decimal(1)}, Decimal(100)));
    }
};

QTEST_GUILESS_MAIN(TestPriceCurve)
#include "tst_price_curve.moc"
