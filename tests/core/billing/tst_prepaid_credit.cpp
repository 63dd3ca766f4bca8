// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/prepaid_credit.h"

#include "tests/support/contracts.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::billing;
using namespace accord::testing;

namespace {
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
std::vector<PrepaidCredit> credits(const QString &list)
{
    std::vector<PrepaidCredit> result;
    for (const Money &balance : amounts(list))
        result.push_back({u"Credit"_s, balance, 0, {}});
    return result;
}
} // namespace

class TestPrepaidCredit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void paysLinesInOrder_data()
    {
        QTest::addColumn<QString>("lines");
        QTest::addColumn<QString>("balances");
        QTest::addColumn<QString>("applied");
        QTest::addColumn<QString>("remaining");
        QTest::addColumn<QString>("totalDue");
        QTest::newRow("exactly enough") << u"100.00 50.00"_s << u"150.00"_s << u"100.00 50.00"_s << u"0.00"_s
                                        << u"0.00"_s;
        QTest::newRow("a line from two credits: 75 + 25, then 50 of the second")
            << u"100.00 50.00"_s << u"75.00 75.00"_s << u"100.00 50.00"_s << u"0.00 0.00"_s << u"0.00"_s;
        QTest::newRow("175 of 200: the last line lacks 25")
            << u"100.00 50.00 50.00"_s << u"175.00"_s << u"100.00 50.00 25.00"_s << u"0.00"_s << u"25.00"_s;
        QTest::newRow("a negative line takes none and lowers the total")
            << u"100.00 -30.00 50.00"_s << u"120.00"_s << u"100.00 0.00 20.00"_s << u"0.00"_s << u"0.00"_s;
        QTest::newRow("what is not needed stays") << u"10.00"_s << u"25.00"_s << u"10.00"_s << u"15.00"_s << u"0.00"_s;
        QTest::newRow("no lines") << QString() << u"25.00"_s << QString() << u"25.00"_s << u"0.00"_s;
        QTest::newRow("no credit") << u"10.00"_s << QString() << u"0.00"_s << QString() << u"10.00"_s;
    }
    void paysLinesInOrder()
    {
        QFETCH(QString, lines);
        QFETCH(QString, balances);
        const auto drawn = drawDown(amounts(lines), credits(balances), currency(u"USD"_s));
        QVERIFY(drawn);
        QTEST(text(drawn->applied), "applied");
        QTEST(text(drawn->remaining), "remaining");
        QTEST(drawn->totalDue.toString(), "totalDue");
    }

    void saysWhichCreditPaidWhichLine()
    {
        pricing::Recorder recorder;
        const auto drawn = drawDown(amounts(u"100.00 50.00"_s), credits(u"75.00 75.00"_s), currency(u"USD"_s),
                                    Leftover::Kept, &recorder);
        const std::vector<CreditUse> wanted{{0, 0, usd(u"75.00"_s)}, {1, 0, usd(u"25.00"_s)}, {1, 1, usd(u"50.00"_s)}};
        QCOMPARE(drawn->uses, wanted);
        const auto derivation = recorder.take();
        QCOMPARE(derivation.size(), size_t(2));
        QCOMPARE(derivation[1].rounded, u"-75.00 USD"_s);
    }

    void theCreditThatExpiresFirstIsUsedFirst()
    {
        const std::vector<PrepaidCredit> all{{u"open end"_s, usd(u"1.00"_s), 0, {}},
                                             {u"December"_s, usd(u"1.00"_s), 0, day(u"2025-12-31"_s)},
                                             {u"June"_s, usd(u"1.00"_s), 0, day(u"2025-06-30"_s)},
                                             {u"goodwill, last"_s, usd(u"1.00"_s), 9, day(u"2025-06-01"_s)},
                                             {u"over today"_s, usd(u"1.00"_s), 0, day(u"2025-05-15"_s)},
                                             {u"empty"_s, usd(u"0.00"_s), 0, {}}};
        QStringList names;
        for (const auto &credit : inDrawdownOrder(all, day(u"2025-05-15"_s)))
            names += credit.name;
        QCOMPARE(names.join(u'|'), u"June|December|open end|goodwill, last"_s);
    }

    void refusesALeftoverWhereTheRuleSaysSo()
    {
        const auto drawn
            = drawDown(amounts(u"100.00 50.00"_s), credits(u"300.00"_s), currency(u"USD"_s), Leftover::Refused);
        QCOMPARE(drawn.error().id, u"billing.credit_not_consumed"_s);
        QCOMPARE(drawn.error().args.value(u"left"_s).toString(), u"150.00"_s);
    }

    void leavesAnotherCurrencyAlone()
    {
        const PrepaidCredit euro{u"Euro"_s, Money(500, currency(u"EUR"_s)), 0, {}};
        const auto drawn = drawDown(amounts(u"10.00"_s), {euro}, currency(u"USD"_s));
        QCOMPARE(drawn->totalDue, usd(u"10.00"_s));
        QCOMPARE(drawn->remaining.front(), euro.balance);
    }

    void refusesWhatMakesNoSense()
    {
        QCOMPARE(drawDown(amounts(u"1.00"_s), credits(u"-1.00"_s), currency(u"USD"_s)).error().id,
                 u"billing.credit_negative"_s);
        QCOMPARE(drawDown({Money(1, currency(u"EUR"_s))}, {}, currency(u"USD"_s)).error().id, u"money.currency_mix"_s);
        const Money huge(std::numeric_limits<std::int64_t>::max(), currency(u"USD"_s));
        QCOMPARE(drawDown({huge, huge}, {}, currency(u"USD"_s)).error().id, u"number.overflow"_s);
    }
};
QTEST_APPLESS_MAIN(TestPrepaidCredit)
#include "tst_prepaid_credit.moc"
