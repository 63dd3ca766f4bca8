// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/allocation.h"
#include "core/money/conversion.h"
#include "core/money/money.h"

#include <QtTest/QTest>

#include <limits>

using namespace accord;

namespace {
Currency currency(const QString &code)
{
    return Currency::fromCode(code).value();
}
Money usd(std::int64_t minor)
{
    return Money(minor, currency(u"USD"_s));
}
} // namespace

class TestMoney : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesMinorDigitsFromIso4217_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("digits");
        QTest::newRow("US dollar") << u"USD"_s << 2;
        QTest::newRow("yen") << u"JPY"_s << 0;
        QTest::newRow("won") << u"KRW"_s << 0;
        QTest::newRow("Kuwaiti dinar") << u"KWD"_s << 3;
        QTest::newRow("forint: two in ISO 4217, none in CLDR") << u"HUF"_s << 2;
    }
    void takesMinorDigitsFromIso4217()
    {
        QFETCH(QString, code);
        QFETCH(int, digits);
        QCOMPARE(currency(code).minorDigits(), digits);
    }

    void countsUnitsOfZeroToTwelveDigits()
    {
        const Currency dollar = currency(u"USD"_s);
        QCOMPARE(dollar.withMinorDigits(0).value().minorDigits(), 0);
        QCOMPARE(dollar.withMinorDigits(12).value().minorDigits(), 12);
        QCOMPARE(dollar.withMinorDigits(12).value().code(), u"USD"_s);
        QCOMPARE(dollar.withMinorDigits(-1).error().id, u"currency.digits"_s);
        QCOMPARE(dollar.withMinorDigits(13).error().id, u"currency.digits"_s);
    }
    void convertsOnceAndOnlyFromItsCurrency()
    {
        const Conversion conversion{currency(u"USD"_s), currency(u"JPY"_s), Exact::ratio(301, 2), QDate(2026, 6, 30),
                                    u"European Central Bank"_s};
        QCOMPARE(conversion.convert(usd(333)).value().minor(), 501); // 3.33 · 150.5 = 501.165
        QCOMPARE(conversion.convert(usd(333)).value().currency().code(), u"JPY"_s);
        QCOMPARE(conversion.convert(Money(1, currency(u"EUR"_s))).error().id, u"money.currency_mix"_s);
        QCOMPARE(conversion.toString(), u"1 USD = 150.5 JPY (European Central Bank, 2026-06-30)"_s);
    }
    void refusesUnknownCurrencies()
    {
        for (const QString &code : {u""_s, u"usd"_s, u"XXQ"_s, u"US"_s})
            QCOMPARE(Currency::fromCode(code).error().id, u"currency.unknown"_s);
    }

    void knowsFormerCurrenciesOnlyWhereTheyAreAskedFor()
    {
        QCOMPARE(Currency::fromCode(u"DEM").error().id, u"currency.unknown"_s);
        QCOMPARE(Currency::fromCodeOrFormer(u"DEM")->minorDigits(), 2);
        QCOMPARE(Currency::fromCodeOrFormer(u"ITL")->minorDigits(), 0);
        QCOMPARE(Currency::fromCodeOrFormer(u"EUR")->code(), u"EUR"_s);
        QCOMPARE(Currency::fromCodeOrFormer(u"DE").error().id, u"currency.unknown"_s);
    }

    void writesExactlyTheDigitsOfTheCurrency()
    {
        QCOMPARE(usd(-5).toString(), u"-0.05"_s);
        QCOMPARE(Money(1234, currency(u"JPY"_s)).toString(), u"1234"_s);
        QCOMPARE(Money(1234, currency(u"KWD"_s)).toString(), u"1.234"_s);
    }

    void refusesAnAmountFinerThanTheCurrency()
    {
        QCOMPARE(Money::parse(u"1.005", currency(u"USD"_s)).error().id, u"money.too_precise"_s);
        QCOMPARE(Money::parse(u"1.500", currency(u"USD"_s))->minor(), std::int64_t(150));
    }

    void neverAddsTwoCurrencies()
    {
        QCOMPARE(usd(1).plus(Money(1, currency(u"EUR"_s))).error().id, u"money.currency_mix"_s);
    }

    void overflowIsAnError()
    {
        constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
        for (const auto &beyond :
             {usd(most).plus(usd(1)), usd(most).plus(usd(5)), usd(-most).plus(usd(-1)), usd(-most).plus(usd(-5)),
              usd(-most).minus(usd(1)), usd(-most).minus(usd(5)), usd(most).minus(usd(-5))})
            QCOMPARE(beyond.error().id, u"number.overflow"_s);
        QCOMPARE(usd(most).minus(usd(most)).value(), usd(0));
        QCOMPARE(usd(-most).plus(usd(most)).value(), usd(0));
        MoneySum sum(currency(u"USD"_s));
        sum.add(usd(std::numeric_limits<std::int64_t>::max())).add(usd(1)).add(usd(-5));
        QVERIFY(!sum.total());
    }

    void holdsAsMuchAsSixtyFourBits()
    {
        const Currency dollar = currency(u"USD"_s);
        for (const QString &text : {u"92233720368547758.07"_s, u"-92233720368547758.07"_s}) {
            QCOMPARE(Money::parse(text, dollar)->toString(), text);
            QCOMPARE(Exact(Decimal::parse(text).value()).toMoney(dollar)->toString(), text);
        }
        for (const QString &text :
             {u"92233720368547758.08"_s, u"-92233720368547758.08"_s, u"99999999999999999999999999999999999999"_s}) {
            QCOMPARE(Money::parse(text, dollar).error().id, u"number.overflow"_s);
            QCOMPARE(Exact(Decimal::parse(text).value()).toMoney(dollar).error().id, u"number.overflow"_s);
        }
    }

    void roundsToTheMinorUnitOnce()
    {
        const Exact price = Decimal::parse(u"10.005").value();
        QCOMPARE(price.toMoney(currency(u"USD"_s))->toString(), u"10.01"_s);
        QCOMPARE((-price).toMoney(currency(u"USD"_s))->toString(), u"-10.01"_s);
        QCOMPARE(price.toMoney(currency(u"KWD"_s))->toString(), u"10.005"_s);
    }

    void dealsTheRemainderToTheLargestRests()
    {
        const std::vector<Exact> shares{Decimal::parse(u"33.33").value(), Decimal::parse(u"33.33").value(),
                                        Decimal::parse(u"33.34").value()};
        const auto parts = allocate(usd(1000), shares).value();
        QCOMPARE(parts, (std::vector<Money>{usd(333), usd(333), usd(334)}));
    }

    void givesTiesToTheEarlierPart()
    {
        const auto parts = allocate(usd(100), {Exact(1), Exact(1), Exact(1)}).value();
        QCOMPARE(parts, (std::vector<Money>{usd(34), usd(33), usd(33)}));
        const auto negative = allocate(usd(-100), {Exact(1), Exact(1), Exact(1)}).value();
        QCOMPARE(negative, (std::vector<Money>{usd(-34), usd(-33), usd(-33)}));
    }

    void refusesWeightsThatCannotShare()
    {
        QCOMPARE(allocate(usd(1), {}).error().id, u"allocation.weights"_s);
        QCOMPARE(allocate(usd(1), {Exact(0)}).error().id, u"allocation.weights"_s);
        QCOMPARE(allocate(usd(1), {Exact(2), Exact(-1)}).error().id, u"allocation.weights"_s);
    }
};

QTEST_APPLESS_MAIN(TestMoney)
#include "tst_money.moc"
