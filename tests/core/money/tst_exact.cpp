// SPDX-License-Identifier: GPL-3.0-or-later
// Exact numbers at the ends of what they hold: nothing wraps, and what is too large is invalid from there on.
#include "core/money/exact.h"
#include "core/money/money.h"

#include <QtTest/QTest>

#include <limits>

using namespace accord;

namespace {

constexpr std::int64_t most64 = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least64 = std::numeric_limits<std::int64_t>::min();

const Exact two62(std::int64_t(1) << 62);
const Exact two124 = two62 * two62;
const Exact two126 = two124 * Exact(4);
const Exact most = two126 + (two126 - Exact(1)); ///< 2^127 − 1
const Exact none = Exact(1) / Exact(0);

bool isOverflow(const Exact &value)
{
    const auto rounded = value.rounded(0);
    return !value.isValid() && !rounded && rounded.error().id == u"number.overflow";
}

QString rounded(const Exact &value, int places)
{
    return value.rounded(places).value().toString();
}

/// What failed; empty: nothing did.
template<typename T> QString failureOf(const Result<T> &result)
{
    return result ? QString() : result.error().id;
}

Currency yen()
{
    return Currency::fromCode(u"JPY"_s).value();
}

} // namespace

class TestExact : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void holdsNumbersOf127Bits()
    {
        QCOMPARE(most.toString(), u"170141183460469231731687303715884105727"_s);
        QCOMPARE((-most).toString(), u"-170141183460469231731687303715884105727"_s);
        QCOMPARE(two126.toString(), u"85070591730234615865843651857942052864"_s);
        QVERIFY((most - most).isZero());
    }

    void computesOnWhereAStepBetweenIsTooLarge()
    {
        for (const Exact &value : {two126, -two126, most, -most}) {
            QVERIFY(value / Exact(3) * Exact(3) == value);
            QVERIFY(value / Exact(2) + value / Exact(2) == value);
            QVERIFY(value / Exact(3) + value / Exact(6) == value / Exact(2));
            QCOMPARE((value / Exact(3) * Exact(3)).toString(), value.toString());
        }
        QVERIFY((most / Exact(3) - most / Exact(3) + most / Exact(7) - most / Exact(7)).isZero());
    }

    void isInvalidBeyond127Bits()
    {
        QVERIFY(isOverflow(most + Exact(1)));
        QVERIFY(isOverflow(-most - Exact(1))); // −2^127 fits in 128 bits, and has no opposite
        QVERIFY(isOverflow(two126 * Exact(2)));
        QVERIFY(isOverflow(two126 * Exact(-2)));
        QVERIFY(isOverflow(most / Exact(3) * Exact(6)));
        QVERIFY(isOverflow(most / Exact(3) * Exact(-6)));
        QVERIFY(isOverflow(most / Exact(3) + most / Exact(3)));
        QVERIFY(isOverflow(Exact(1) / most / Exact(2)));
        QVERIFY(!isOverflow(most + Exact(-1)));
        QVERIFY(!isOverflow(-most + Exact(1)));
    }

    void staysInvalidWhateverIsDoneWithIt()
    {
        QVERIFY(isOverflow(none));
        for (const Exact &other : {Exact(0), Exact(5), Exact(-5), most, none}) {
            for (const Exact &result : {none + other, other + none, none - other, other - none, none * other,
                                        other * none, none / other, other / none, -none})
                QVERIFY(isOverflow(result));
            QVERIFY(!(none == other) && !(other == none));
            QVERIFY(!(none < other) && !(other < none));
            QVERIFY(!(none > other) && !(other > none));
        }
        QVERIFY(!none.isZero() && !none.isNegative());
        QVERIFY(isOverflow(Exact(0) / Exact(0)));
        QVERIFY(isOverflow(Exact::ratio(1, 0)));
    }

    void ordersWhatCannotBeBroughtToOneDenominator()
    {
        const Exact third = most / Exact(3);
        const Exact half = most / Exact(2);
        QVERIFY(third < half && half > third && -half < -third && -third < third);
        QVERIFY(third == third && !(third < third) && !(third > third));
        QVERIFY(Exact::ratio(1, 3) < Exact::ratio(1, 2) && Exact::ratio(2, 4) == Exact::ratio(1, 2));
        QVERIFY(!(Exact::ratio(2, 4) < Exact::ratio(1, 2)) && !(Exact::ratio(2, 4) > Exact::ratio(1, 2)));
    }

    void keepsTheSignAbove()
    {
        QVERIFY(Exact::ratio(1, -2) == Exact::ratio(-1, 2));
        QVERIFY(Exact::ratio(-1, -2) == Exact::ratio(1, 2));
        QVERIFY(Exact::ratio(1, -2).isNegative() && !Exact::ratio(-1, -2).isNegative());
        QVERIFY((Exact(1) / Exact(-3)).isNegative());
    }

    void roundsHalfAwayFromZero()
    {
        QCOMPARE(rounded(Exact::ratio(1, 2), 0), u"1"_s);
        QCOMPARE(rounded(Exact::ratio(-1, 2), 0), u"-1"_s);
        QCOMPARE(rounded(Exact::ratio(49, 100), 0), u"0"_s);
        QCOMPARE(rounded(Exact::ratio(-149, 100), 0), u"-1"_s);
        QCOMPARE(rounded(Exact::ratio(-3, 2), 0), u"-2"_s);
        QCOMPARE(rounded(Exact::ratio(1, 3), 1), u"0.3"_s);
        QCOMPARE(rounded(Exact::ratio(2, 3), 1), u"0.7"_s);
        QCOMPARE(rounded(Exact(0), 2), u"0.00"_s);
    }

    void roundsHalfAwayFromZeroWhereTheNumeratorIsLarge()
    {
        // 2^124 · 10 has more than 127 bits.
        QCOMPARE(rounded(two124 / two126, 1), u"0.3"_s); // a quarter
        QCOMPARE(rounded(-two124 / two126, 1), u"-0.3"_s);
        QCOMPARE(rounded((two124 - Exact(1)) / two126, 1), u"0.2"_s); // less than that
        QCOMPARE(rounded((Exact(1) - two124) / two126, 1), u"-0.2"_s);
        QCOMPARE(rounded((two124 + Exact(1)) / two126, 1), u"0.3"_s);
        QCOMPARE(rounded(two124 / two126, 2), u"0.25"_s);
        QCOMPARE(failureOf(most.rounded(1)), u"number.overflow"_s);
        QCOMPARE(failureOf((-most).rounded(1)), u"number.overflow"_s);
    }

    void findsWholeNumbersBelowAndAbove()
    {
        QCOMPARE(Exact::ratio(7, 2).floor().value(), 3);
        QCOMPARE(Exact::ratio(-7, 2).floor().value(), -4);
        QCOMPARE(Exact(-4).floor().value(), -4);
        QCOMPARE(Exact::ratio(7, 2).ceil().value(), 4);
        QCOMPARE(Exact::ratio(-7, 2).ceil().value(), -3);
        QCOMPARE(Exact(most64).floor().value(), most64);
        QCOMPARE(Exact(least64).floor().value(), least64);
        QCOMPARE(Exact(most64).ceil().value(), most64);
        QCOMPARE(Exact(-most64).ceil().value(), -most64);
        const QString overflow = u"number.overflow"_s;
        QCOMPARE(failureOf((Exact(most64) + Exact(1)).floor()), overflow);
        QCOMPARE(failureOf((Exact(least64) - Exact(1)).floor()), overflow);
        QCOMPARE(failureOf((Exact(most64) + Exact(1)).ceil()), overflow);
        QCOMPARE((Exact(most64) + Exact::ratio(1, 2)).floor().value(), most64);
        QCOMPARE(failureOf(none.floor()), overflow);
        QCOMPARE(failureOf(none.ceil()), overflow);
    }

    void makesAmountsOfSixtyFourBits()
    {
        QCOMPARE(Exact(most64).toMoney(yen()).value().minor(), most64);
        QCOMPARE(Exact(-most64).toMoney(yen()).value().minor(), -most64);
        for (const Exact &beyond : {Exact(most64) + Exact(1), Exact(least64), none, most, -most})
            QCOMPARE(failureOf(beyond.toMoney(yen())), u"number.overflow"_s);
        const Money dollars = Exact(Money(12'34, Currency::fromCode(u"USD"_s).value())).toMoney(yen()).value();
        QCOMPARE(dollars.minor(), 12);
        const Money all(most64, yen());
        QCOMPARE(all.plus(Money(0, yen())).value().minor(), most64);
        QCOMPARE(failureOf(all.plus(Money(1, yen()))), u"number.overflow"_s);
        QCOMPARE(failureOf(all.negated().minus(Money(1, yen()))), u"number.overflow"_s);
        QCOMPARE(all.negated().plus(all).value().minor(), 0);
    }

    void writesDigitsOrLowestTerms()
    {
        QCOMPARE(Exact::ratio(6, 4).toString(), u"1.5"_s);
        QCOMPARE(Exact::ratio(0, 7).toString(), u"0"_s);
        QCOMPARE(Exact::ratio(2, -6).toString(), u"-1/3"_s);
        QCOMPARE(Exact::ratio(34, 62).toString(), u"17/31"_s);
        const Exact eighteen = Exact::ratio(1, 1'000'000'000'000'000'000);
        QCOMPARE(eighteen.toString(), u"0.000000000000000001"_s);
        QCOMPARE((eighteen / Exact(10)).toString(), u"1/10000000000000000000"_s);
        QCOMPARE(none.toString(), u"overflow"_s);
    }

    void readsDigitsAndFractions_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("said"); ///< what it is, or why it is not
        const auto row
            = [](const QString &text, const QString &said) { QTest::newRow(qPrintable(text)) << text << said; };
        row(u"12.50"_s, u"12.5"_s);
        row(u"17/31"_s, u"17/31"_s);
        row(u"1.5/0.5"_s, u"3"_s);
        row(u"-1/3"_s, u"-1/3"_s);
        row(u"1/0"_s, u"number.overflow"_s);
        row(u"/3"_s, u"decimal.malformed"_s);
        row(u"3/"_s, u"decimal.malformed"_s);
        row(u"1/x"_s, u"decimal.malformed"_s);
        row(u"x"_s, u"decimal.malformed"_s);
        row(u"0.123456789012345678"_s, u"0.123456789012345678"_s);
        row(u"1.1234567890123456789"_s, u"11234567890123456789/10000000000000000000"_s);
        row(u"0.00000000000000000000000000000000000001"_s, u"1/100000000000000000000000000000000000000"_s);
        row(u"0.000000000000000000000000000000000000001"_s, u"decimal.scale"_s);
        row(u"-1.1234567890123456789"_s, u"-11234567890123456789/10000000000000000000"_s);
        row(u".5"_s, u"decimal.malformed"_s);
        row(u".1234567890123456789"_s, u"decimal.malformed"_s);
        row(u"-.1234567890123456789"_s, u"decimal.malformed"_s);
        row(u"1.123456789012345678x"_s, u"decimal.malformed"_s);
    }
    void readsDigitsAndFractions()
    {
        QFETCH(QString, text);
        QFETCH(QString, said);
        const auto read = Exact::parse(text);
        QCOMPARE(read ? read->toString() : read.error().id, said);
    }

    void namesTheWholeThatIsNoFraction()
    {
        QCOMPARE(Exact::parse(u"/3").error().args.value(u"value"_s).toString(), u"/3"_s);
    }
};

QTEST_GUILESS_MAIN(TestExact)
#include "tst_exact.moc"
