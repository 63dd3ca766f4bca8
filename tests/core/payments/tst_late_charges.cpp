// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/credit_limit.h"
#include "core/payments/late_charges.h"
#include "tests/support/contracts.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::payments;
using namespace accord::testing;

namespace {

const QDate due(2026, 1, 31);

LateChargeRule yearly(const QString &percent)
{
    LateChargeRule rule;
    rule.rates = {{QDate(), decimal(percent)}};
    return rule;
}

QString text(const Result<LateCharge> &charge)
{
    return charge ? charge->interest.toString() + u' ' + charge->fee.toString() : charge.error().id;
}

} // namespace

class TestLateCharges : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void interestCountsTheDaysPastDue_data()
    {
        QTest::addColumn<int>("days");
        QTest::addColumn<QString>("charge");
        QTest::newRow("on the due date") << 0 << u"0.00 0.00"_s;
        QTest::newRow("one day: 36.50 × 1 / 365") << 1 << u"0.10 0.00"_s;
        QTest::newRow("a year") << 365 << u"36.50 0.00"_s;
        QTest::newRow("25 days: 36.50 × 25 / 365") << 25 << u"2.50 0.00"_s;
    }
    void interestCountsTheDaysPastDue()
    {
        QFETCH(int, days);
        QTEST(text(lateChargeOn({{due, usd(u"365.00"_s)}}, due, due.addDays(days), yearly(u"10"_s))), "charge");
    }

    void graceFeeAndLeast()
    {
        LateChargeRule rule = yearly(u"10"_s);
        rule.graceDays = 5;
        rule.fee = usd(u"40.00"_s);
        const std::vector<OpenFrom> open{{due, usd(u"365.00"_s)}};
        QCOMPARE(text(lateChargeOn(open, due, due.addDays(5), rule)), u"0.00 0.00"_s);
        QCOMPARE(text(lateChargeOn(open, due, due.addDays(6), rule)), u"0.60 40.00"_s); // from the first day
        rule.least = usd(u"0.61"_s);
        QCOMPARE(text(lateChargeOn(open, due, due.addDays(6), rule)), u"0.00 40.00"_s);
        // What was paid in time costs nothing.
        QCOMPARE(text(lateChargeOn({{due.addDays(-30), usd(u"365.00"_s)}, {due, usd(u"0.00"_s)}}, due, due.addDays(6),
                                   rule)),
                 u"0.00 0.00"_s);
    }

    void partPaymentsAndRatesThatChange()
    {
        // 10 days of 365.00 at 10 %, 10 days of 182.50 at 10 %, 5 of them at 20 % instead: 1.00 + 0.25 + 0.50
        LateChargeRule rule;
        rule.rates = {{QDate(), decimal(u"10"_s)}, {due.addDays(16), decimal(u"20"_s)}};
        const std::vector<OpenFrom> open{{due.addDays(-20), usd(u"365.00"_s)}, {due.addDays(11), usd(u"182.50"_s)}};
        pricing::Recorder recorder;
        QCOMPARE(text(lateChargeOn(open, due, due.addDays(20), rule, &recorder)), u"1.75 0.00"_s);
        QCOMPARE(recorder.take().front().children.size(), size_t(3));
        rule.yearDays = 360;
        rule.rates.resize(1);
        QCOMPARE(text(lateChargeOn({{due, usd(u"360.00"_s)}}, due, due.addDays(10), rule)), u"1.00 0.00"_s);
    }

    void refusesRulesThatMakeNoSense()
    {
        const std::vector<OpenFrom> open{{due, usd(u"365.00"_s)}};
        LateChargeRule rule = yearly(u"101"_s);
        QCOMPARE(text(lateChargeOn(open, due, due, rule)), u"payments.late_rates"_s);
        rule.rates = {{due, decimal(u"1"_s)}, {due, decimal(u"2"_s)}};
        QCOMPARE(text(lateChargeOn(open, due, due, rule)), u"payments.late_rates"_s);
        rule = yearly(u"1"_s);
        rule.yearDays = 364;
        QCOMPARE(text(lateChargeOn(open, due, due, rule)), u"payments.year_days"_s);
        QCOMPARE(text(lateChargeOn({open[0], open[0]}, due, due, yearly(u"1"_s))), u"payments.open_history"_s);
        QCOMPARE(
            text(lateChargeOn({open[0], {due.addDays(1), Money(1, currency(u"EUR"_s))}}, due, due, yearly(u"1"_s))),
            u"money.currency_mix"_s);
    }

    void creditUpToTheLimit_data()
    {
        QTest::addColumn<QString>("asked");
        QTest::addColumn<int>("daysLate");
        QTest::addColumn<int>("verdict");
        // Open 60, committed 20, unapplied 10: 70 of 100 are used.
        QTest::newRow("79.99 %") << u"9.99"_s << 0 << int(CreditVerdict::Within);
        QTest::newRow("80 %") << u"10.00"_s << 0 << int(CreditVerdict::Warning);
        QTest::newRow("exactly all of it") << u"30.00"_s << 0 << int(CreditVerdict::Warning);
        QTest::newRow("a cent more") << u"30.01"_s << 0 << int(CreditVerdict::Exceeded);
        QTest::newRow("60 days late") << u"1.00"_s << 60 << int(CreditVerdict::Within);
        QTest::newRow("61 days late") << u"1.00"_s << 61 << int(CreditVerdict::TooLate);
    }
    void creditUpToTheLimit()
    {
        QFETCH(QString, asked);
        QFETCH(int, daysLate);
        const CreditLimit limit{usd(u"100.00"_s), 80, 60};
        const CreditExposure exposure{usd(u"60.00"_s), usd(u"20.00"_s), usd(u"10.00"_s), daysLate};
        const auto check = checkCredit(limit, exposure, usd(asked)).value();
        QTEST(int(check.verdict), "verdict");
        QCOMPARE(check.available->minor(), 30'00 - usd(asked).minor());
    }

    void withoutALimitNothingIsExceeded()
    {
        const CreditExposure exposure{usd(u"60.00"_s), usd(u"20.00"_s), usd(u"10.00"_s), 0};
        const auto free = checkCredit({}, exposure, usd(u"1000000.00"_s)).value();
        QVERIFY(free.verdict == CreditVerdict::Within && !free.available);
        QCOMPARE(free.used.reason(), u"payments.no_credit_limit"_s);
        QVERIFY(checkCredit({usd(u"0.00"_s)}, exposure, usd(u"1.00"_s))->verdict == CreditVerdict::Exceeded);
        QCOMPARE(checkCredit({usd(u"-1.00"_s)}, exposure, usd(u"1.00"_s)).error().id,
                 u"payments.credit_limit_negative"_s);
        QCOMPARE(checkCredit({}, exposure, Money(1, currency(u"EUR"_s))).error().id, u"money.currency_mix"_s);
    }
};
QTEST_APPLESS_MAIN(TestLateCharges)
#include "tst_late_charges.moc"
