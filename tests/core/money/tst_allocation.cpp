// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/allocation.h"

#include <QtTest/QTest>

using namespace accord;

namespace {
Money usd(const QString &major)
{
    return Money::parse(major, Currency::fromCode(u"USD"_s).value()).value();
}
std::vector<Exact> numbers(const QString &list)
{
    std::vector<Exact> result;
    for (const QString &text : list.split(u' ', Qt::SkipEmptyParts))
        result.push_back(Exact::parse(text).value());
    return result;
}
std::vector<Money> amounts(const QString &list)
{
    std::vector<Money> result;
    for (const QString &text : list.split(u' ', Qt::SkipEmptyParts))
        result.push_back(usd(text));
    return result;
}
QString text(const std::vector<Money> &amounts)
{
    QStringList parts;
    for (const Money &amount : amounts)
        parts += amount.toString();
    return parts.join(u' ');
}
} // namespace

class TestAllocation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tiesGoToTheSmallerKey()
    {
        QCOMPARE(text(allocate(usd(u"0.05"_s), numbers(u"1 1 1"_s)).value()), u"0.02 0.02 0.01"_s);
        QCOMPARE(text(allocate(usd(u"0.05"_s), numbers(u"1 1 1"_s), {u"C"_s, u"A"_s, u"B"_s}).value()),
                 u"0.01 0.02 0.02"_s);
        // Of the same key, to the earlier one.
        QCOMPARE(text(allocate(usd(u"0.05"_s), numbers(u"1 1 1"_s), {u"B"_s, u"B"_s, u"A"_s}).value()),
                 u"0.02 0.01 0.02"_s);
        QCOMPARE(allocate(usd(u"0.05"_s), numbers(u"1 1"_s), {u"A"_s}).error().id, u"allocation.keys"_s);
    }

    void takesInProportionAndNeverMoreThanThereIs_data()
    {
        QTest::addColumn<QString>("amount");
        QTest::addColumn<QString>("pots");
        QTest::addColumn<QString>("taken");
        QTest::addColumn<QString>("remaining");
        QTest::newRow("10 cents each, the left-over cent to the largest remainder 33.4")
            << u"1.00"_s << u"3.33 3.33 3.34"_s << u"0.33 0.33 0.34"_s << u"3.00 3.00 3.00"_s;
        QTest::newRow("more than there is: everything")
            << u"40.00"_s << u"10.00 20.00"_s << u"10.00 20.00"_s << u"0.00 0.00"_s;
        QTest::newRow("an empty pot gives nothing")
            << u"5.00"_s << u"0.00 20.00"_s << u"0.00 5.00"_s << u"0.00 15.00"_s;
        QTest::newRow("nothing to take from") << u"5.00"_s << u"0.00 0.00"_s << u"0.00 0.00"_s << u"0.00 0.00"_s;
        QTest::newRow("nothing to take") << u"0.00"_s << u"1.00 2.00"_s << u"0.00 0.00"_s << u"1.00 2.00"_s;
    }
    void takesInProportionAndNeverMoreThanThereIs()
    {
        QFETCH(QString, amount);
        QFETCH(QString, pots);
        const auto result = withdraw(usd(amount), amounts(pots));
        QVERIFY(result);
        QTEST(text(result->taken), "taken");
        QTEST(text(result->remaining), "remaining");
    }

    void refusesToTakeFromDebts()
    {
        QCOMPARE(withdraw(usd(u"1.00"_s), amounts(u"2.00 -1.00"_s)).error().id, u"allocation.weights"_s);
        QCOMPARE(withdraw(usd(u"-1.00"_s), amounts(u"2.00"_s)).error().id, u"allocation.weights"_s);
        const Money euro(100, Currency::fromCode(u"EUR"_s).value());
        QCOMPARE(withdraw(euro, amounts(u"2.00"_s)).error().id, u"money.currency_mix"_s);
    }

    void roundsPartsOfBothSignsTogether_data()
    {
        QTest::addColumn<QString>("whole");
        QTest::addColumn<QString>("parts");
        QTest::addColumn<QString>("rounded");
        QTest::newRow("whole parts stay") << u"12.00"_s << u"20 -8"_s << u"20.00 -8.00"_s;
        QTest::newRow("0.333 + 0.333 + 0.334") << u"1.00"_s << u"1/3 1/3 1/3"_s << u"0.34 0.33 0.33"_s;
        QTest::newRow("1.005 - 0.335 = 0.67: 1.00 and -0.34 lack 0.01, the first of equal halves takes it")
            << u"0.67"_s << u"1.005 -0.335"_s << u"1.01 -0.34"_s;
        QTest::newRow("the cent goes to the larger rest, not to the larger part: 10.001 + 0.009")
            << u"10.01"_s << u"10001/1000 9/1000"_s << u"10.00 0.01"_s;
        QTest::newRow("three times 0.0099 are 0.0297: every part takes a cent")
            << u"0.03"_s << u"0.0099 0.0099 0.0099"_s << u"0.01 0.01 0.01"_s;
        QTest::newRow("nothing") << u"0.00"_s << u"0 0"_s << u"0.00 0.00"_s;
    }
    void roundsPartsOfBothSignsTogether()
    {
        QFETCH(QString, whole);
        QFETCH(QString, parts);
        QTEST(text(roundTogether(usd(whole), numbers(parts)).value()), "rounded");
    }

    void refusesAWholeThatIsNotTheSum()
    {
        QCOMPARE(roundTogether(usd(u"9.00"_s), numbers(u"1 1"_s)).error().id, u"allocation.parts"_s);
        QCOMPARE(roundTogether(usd(u"1.00"_s), numbers(u"1000000000000000000000000000000"_s)).error().id,
                 u"number.overflow"_s);
    }
};
QTEST_APPLESS_MAIN(TestAllocation)
#include "tst_allocation.moc"
