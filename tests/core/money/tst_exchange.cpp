// SPDX-License-Identifier: GPL-3.0-or-later
// Euro reference rates, and what goes through them.
#include "core/money/exchange.h"
#include "core/money/exchange_ranges.h"

#include <QtTest/QTest>

using namespace accord;

namespace {

Currency currency(const QString &code)
{
    return Currency::fromCode(code).value();
}

Decimal decimal(const QString &text)
{
    return Decimal::parse(text).value();
}

const QDate second(2024, 1, 2), fourth(2024, 1, 4);

/// Nothing was quoted on the third, and francs only on the fourth.
ExchangeRates rates()
{
    return ExchangeRates::fromCsv("date,USD,JPY,CHF\n2024-01-02,1.25,150,\n2024-01-04,1.60,160,0.96\n").value();
}

} // namespace

class TestExchange : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void quotesUnitsForOneUnit()
    {
        QVERIFY(rates().quote(currency(u"EUR"_s), currency(u"USD"_s), second)->rate == Exact(decimal(u"1.25"_s)));
        QVERIFY(rates().quote(currency(u"USD"_s), currency(u"EUR"_s), second)->rate == Exact(decimal(u"0.8"_s)));
        QVERIFY(rates().quote(currency(u"USD"_s), currency(u"JPY"_s), second)->rate == Exact(120)); // 150 / 1.25
        QVERIFY(rates().quote(currency(u"USD"_s), currency(u"USD"_s), second)->rate == Exact(1));
    }

    void takesTheLastDayThatHasRates()
    {
        const Currency euro = currency(u"EUR"_s), dollar = currency(u"USD"_s);
        QCOMPARE(rates().quote(euro, dollar, QDate(2024, 1, 3))->day, second);
        QCOMPARE(rates().quote(euro, dollar, fourth)->day, fourth);
        QCOMPARE(rates().quote(euro, dollar, QDate(2030, 1, 1))->day, fourth);
        QCOMPARE(rates().quote(euro, dollar, QDate(2020, 1, 1))->day, second); // before the first: the first
    }

    void convertsAndRoundsOnce()
    {
        QCOMPARE(rates().convert(Money(1000, currency(u"EUR"_s)), currency(u"USD"_s), second).value(),
                 Money(1250, currency(u"USD"_s)));
        // 0.05 dollars are 6 yen; 1.01 dollars 121.2; 10.00 yen 1/12 of a dollar: 0.08333…
        QCOMPARE(rates().convert(Money(101, currency(u"USD"_s)), currency(u"JPY"_s), second).value(),
                 Money(121, currency(u"JPY"_s)));
        QCOMPARE(rates().convert(Money(10, currency(u"JPY"_s)), currency(u"USD"_s), second).value(),
                 Money(8, currency(u"USD"_s)));
    }

    void namesTheRateThatIsMissing()
    {
        const auto missing = rates().convert(Money(1, currency(u"CHF"_s)), currency(u"USD"_s), second);
        QCOMPARE(missing.error().id, u"exchange.rate_missing"_s);
        QCOMPARE(missing.error().args.value(u"from"_s).toString(), u"CHF"_s);
        QVERIFY(rates().convert(Money(96, currency(u"CHF"_s)), currency(u"USD"_s), fourth));
        QCOMPARE(ExchangeRates().quote(currency(u"EUR"_s), currency(u"USD"_s), second).error().id,
                 u"exchange.rate_missing"_s);
    }

    void refusesTablesThatAreNone_data()
    {
        QTest::addColumn<QByteArray>("csv");
        QTest::newRow("no day") << QByteArray("date,USD\nMonday,1.25\n");
        QTest::newRow("no number") << QByteArray("date,USD\n2024-01-02,much\n");
        QTest::newRow("nothing for a euro") << QByteArray("date,USD\n2024-01-02,0\n");
        QTest::newRow("more cells than columns") << QByteArray("date,USD\n2024-01-02,1.25,150\n");
    }
    void refusesTablesThatAreNone()
    {
        QFETCH(QByteArray, csv);
        const auto refused = ExchangeRates::fromCsv(csv);
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, u"exchange.malformed"_s);
        QCOMPARE(refused.error().args.value(u"line"_s).toInt(), 2);
    }

    void knowsBetweenWhatARateWas()
    {
        const auto table
            = ExchangeRates::fromCsv("date,USD\n2024-01-01,1.20\n2024-02-01,1.50\n2024-03-01,1.30\n").value();
        const auto ranges = exchangeRanges(table, currency(u"EUR"_s), QDate(2024, 1, 1), QDate(2024, 3, 1));
        QVERIFY(ranges.at(u"USD"_s).least == Exact(decimal(u"1.20"_s)));
        QVERIFY(ranges.at(u"USD"_s).most == Exact(decimal(u"1.50"_s)));
        QVERIFY(ranges.at(u"EUR"_s).least == Exact(1));
        QVERIFY(!ranges.contains(u"CHF"_s));
        const auto last = exchangeRanges(table, currency(u"EUR"_s), QDate(2024, 3, 1), QDate(2024, 3, 1));
        QVERIFY(last.at(u"USD"_s).least == Exact(decimal(u"1.30"_s)));
        QVERIFY(last.at(u"USD"_s).most == Exact(decimal(u"1.30"_s)));
    }
};

QTEST_APPLESS_MAIN(TestExchange)
#include "tst_exchange.moc"
