// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/exact.h"
#include "core/money/money.h"

#include <QtTest/QTest>

using namespace accord;

namespace {
Decimal decimal(const QString &text)
{
    return Decimal::parse(text).value();
}
} // namespace

class TestDecimal : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAndWritesWhatItRead_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"0", "-1", "12.50", "0.005", "0.00", "-0.5", "100", "1.000000000000000000", "18446744073709551616",
              "-18446744073709551615.9", "-99999999999999999999999999999999999999",
              "99999999999999999999999999999999999999", "-0.000000000000000001"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void readsAndWritesWhatItRead()
    {
        QFETCH(QString, text);
        QCOMPARE(decimal(text).toString(), text);
    }

    void leavesOutZerosThatSayNothing_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shorter");
        QTest::newRow("after digits") << u"12.500"_s << u"12.5"_s;
        QTest::newRow("all after the point") << u"-100.00"_s << u"-100"_s;
        QTest::newRow("zero") << u"0.000"_s << u"0"_s;
        QTest::newRow("none") << u"1200"_s << u"1200"_s;
        QTest::newRow("none after the point") << u"0.001"_s << u"0.001"_s;
    }
    void leavesOutZerosThatSayNothing()
    {
        QFETCH(QString, text);
        QFETCH(QString, shorter);
        QCOMPARE(decimal(text).toShortString(), shorter);
    }

    void refusesWhatIsNoNumber_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        QTest::newRow("empty") << u""_s << u"decimal.malformed"_s;
        QTest::newRow("sign only") << u"-"_s << u"decimal.malformed"_s;
        QTest::newRow("no digit after the point") << u"1."_s << u"decimal.malformed"_s;
        QTest::newRow("no digit before the point") << u".5"_s << u"decimal.malformed"_s;
        QTest::newRow("exponent") << u"1e5"_s << u"decimal.malformed"_s;
        QTest::newRow("grouping") << u"1,000"_s << u"decimal.malformed"_s;
        QTest::newRow("Arabic digits") << u"١٢"_s << u"decimal.malformed"_s;
        QTest::newRow("19 places") << u"0.1234567890123456789"_s << u"decimal.scale"_s;
        QTest::newRow("40 digits") << u"1000000000000000000000000000000000000000"_s << u"decimal.range"_s;
    }
    void refusesWhatIsNoNumber()
    {
        QFETCH(QString, text);
        QFETCH(QString, error);
        const auto result = Decimal::parse(text);
        QVERIFY(!result);
        QCOMPARE(result.error().id, error);
    }

    void ignoresZerosBeyondEighteenPlaces() { QCOMPARE(decimal(u"1.50000000000000000000000"_s), decimal(u"1.5"_s)); }

    void comparesValuesNotDigits()
    {
        QVERIFY(decimal(u"1.0"_s) == decimal(u"1.000"_s));
        QVERIFY(decimal(u"-1.01"_s) < decimal(u"-1"_s));
        QVERIFY(decimal(u"99999999999999999999999999999999999999"_s) > decimal(u"0.000000000000000001"_s));
        QVERIFY(decimal(u"-99999999999999999999999999999999999999"_s) < decimal(u"0.000000000000000001"_s));
        QVERIFY(decimal(u"0.000000000000000001"_s) < decimal(u"99999999999999999999999999999999999999"_s));
    }

    void multipliesExactly()
    {
        const Exact product = Exact(decimal(u"0.1"_s)) * Exact(decimal(u"0.2"_s));
        QCOMPARE(product.toString(), u"0.02"_s);
    }

    void keepsThirdsExact()
    {
        const Exact third = Exact::ratio(1, 3);
        QCOMPARE(third.toString(), u"1/3"_s);
        QVERIFY(third + third + third == Exact(1));
    }

    void goesOnWithWideIntegersWhereTheFastPathEnds()
    {
        const Exact large = decimal(u"12345678901234567890123456789"_s);
        const Exact back
            = large * Exact(decimal(u"0.000000000000000007"_s)) / Exact(decimal(u"0.000000000000000007"_s));
        QVERIFY(back == large);
    }

    void writesNumbersBesideSixtyFourBits()
    {
        for (const QString &text : {u"18446744073709551615"_s, u"18446744073709551616"_s, u"20000000000000000001"_s,
                                    u"36893488147419103233"_s, u"-20000000000000000001.5"_s, u"0"_s, u"-0.5"_s})
            QCOMPARE(decimal(text).toString(), text);
    }

    void ordersDecimalsOfAnyScale()
    {
        // As far apart as can be: the first, brought to the scale of the second, does not fit.
        const Decimal large = decimal(u"99999999999999999999999999999999999999"_s);
        const Decimal fine = decimal(u"0.000000000000000001"_s);
        QVERIFY(large > fine && fine < large && large.negated() < fine && fine > large.negated());
        QVERIFY(decimal(u"1.5"_s) > decimal(u"1.49"_s) && decimal(u"1.49"_s) < decimal(u"1.5"_s));
        QVERIFY(decimal(u"1.50"_s) == decimal(u"1.5"_s) && decimal(u"1.5"_s) == decimal(u"1.50"_s));
        QVERIFY(decimal(u"-1.5"_s) < decimal(u"-1.49"_s) && decimal(u"2"_s) > decimal(u"1"_s));
        QVERIFY(decimal(u"2"_s) == decimal(u"2.000"_s) && !(decimal(u"2"_s) < decimal(u"2"_s)));
    }

    void comparesWhatIsLargerThanWideIntegers()
    {
        const Exact large = Exact(decimal(u"99999999999999999999999999999999999999"_s)) / Exact(7);
        const Exact less = Exact(decimal(u"99999999999999999999999999999999999998"_s)) / Exact(7);
        const Exact same = Exact(decimal(u"99999999999999999999999999999999999999"_s)) / Exact(7);
        QVERIFY(less < large && large > less && !(large < less));
        QVERIFY(large == same && !(large < same) && !(large > same));
        QVERIFY(Exact(0) - large < Exact(0) - less);
        // As large as they are, they differ by their denominators: 7 against 11, and 11 against 7.
        const Exact smaller = Exact(decimal(u"99999999999999999999999999999999999999"_s)) / Exact(11);
        QVERIFY(smaller < large && large > smaller);
    }

    void reportsOverflowInsteadOfWrapping()
    {
        const Exact large = decimal(u"99999999999999999999999999999999999999"_s);
        const Exact tooLarge = large * large;
        QVERIFY(!tooLarge.isValid());
        QCOMPARE((tooLarge - tooLarge).rounded(2).error().id, u"number.overflow"_s);
    }

    void roundsHalfAwayFromZero_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("rounded");
        QTest::newRow("up") << u"2.345"_s << u"2.35"_s;
        QTest::newRow("down") << u"2.3449999"_s << u"2.34"_s;
        QTest::newRow("mirrored") << u"-2.345"_s << u"-2.35"_s;
        QTest::newRow("zero") << u"0"_s << u"0.00"_s;
    }
    void roundsHalfAwayFromZero()
    {
        QFETCH(QString, value);
        QFETCH(QString, rounded);
        QCOMPARE(Exact(decimal(value)).rounded(2)->toString(), rounded);
    }

    void dividingByZeroIsAnError()
    {
        const Exact none = Exact(1) / Exact(0);
        QVERIFY(!none.isValid());
        QCOMPARE(none.floor().error().id, u"number.overflow"_s);
        QCOMPARE(none.ceil().error().id, u"number.overflow"_s);
        QCOMPARE(none.toString(), u"overflow"_s);
        for (const Exact &one : {Exact(0), Exact(1), none}) {
            QVERIFY(!(none < one) && !(none > one) && !(none == one)); // it is neither more nor less than anything
            QVERIFY(!(one < none) && !(one > none) && !(one == none));
        }
    }

    void roundsHalvesThatNeedWideIntegers()
    {
        // (10^37 + 1) / 200 = 5·10^34 + 0.005, exactly half of the second place; 10^39 does not fit 127 bits.
        const Exact half = Exact(decimal(u"10000000000000000000000000000000000001"_s)) / Exact(200);
        QCOMPARE(half.rounded(2)->toString(), u"50000000000000000000000000000000000.01"_s);
        QCOMPARE((-half).rounded(2)->toString(), u"-50000000000000000000000000000000000.01"_s);
    }

    void hasAtMostEighteenPlaces()
    {
        QCOMPARE(Decimal::make(5, 18)->toString(), u"0.000000000000000005"_s);
        QCOMPARE(Decimal::make(5, 19).error().id, u"decimal.scale"_s);
        QCOMPARE(Decimal::make(5, -1).error().id, u"decimal.scale"_s);
    }

    void writesAsManyPlacesAsItTakes()
    {
        QCOMPARE(Exact(7).toString(), u"7"_s);
        QCOMPARE((Exact(7) / Exact(8)).toString(), u"0.875"_s);
        QCOMPARE((Exact(-7) / Exact(9)).toString(), u"-7/9"_s);
    }

    void readsMorePlacesThanADecimalHas()
    {
        QCOMPARE(Exact::parse(u"0.123456789012345678").value().toString(), u"0.123456789012345678"_s);
        const auto longer = Exact::parse(u"0.1234567890123456789");
        QVERIFY(longer);
        QVERIFY(*longer * Exact(10) == Exact::parse(u"1.234567890123456789").value());
        QCOMPARE(Exact::parse(u"0.123456789012345678901234567890123456789").error().id, u"decimal.scale"_s);
    }

    void floorAndCeilingOfNegativeNumbers()
    {
        QCOMPARE(*Exact(decimal(u"-1.5"_s)).floor(), std::int64_t(-2));
        QCOMPARE(*Exact(decimal(u"-1.5"_s)).ceil(), std::int64_t(-1));
        QCOMPARE(*Exact(7).ceil(), std::int64_t(7));
    }
};

QTEST_APPLESS_MAIN(TestDecimal)
#include "tst_decimal.moc"
