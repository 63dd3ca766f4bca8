// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receivables/ageing.h"
#include "core/receivables/collection.h"
#include "tests/support/contracts.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::receivables;
using namespace accord::testing;

namespace {

const QDate asOf(2026, 6, 30);

OpenItem item(const QString &number, int daysLate, const QString &total, const QString &paid = u"0.00"_s)
{
    return {number, {}, asOf.addDays(-daysLate), usd(total), usd(paid), usd(u"0.00"_s), false};
}

QString shown(const Result<Ratio> &ratio, int places)
{
    if (!ratio)
        return ratio.error().id;
    const auto value = ratio->rounded(places);
    return value ? value->toString() : value.error().id;
}

} // namespace

class TestReceivables : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bucketsEndOnTheirLastDay_data()
    {
        QTest::addColumn<int>("days");
        QTest::addColumn<QString>("bucket");
        QTest::newRow("due tomorrow") << -1 << u"current"_s;
        QTest::newRow("due today") << 0 << u"current"_s;
        QTest::newRow("a day late") << 1 << u"1-30"_s;
        QTest::newRow("30") << 30 << u"1-30"_s;
        QTest::newRow("31") << 31 << u"31-60"_s;
        QTest::newRow("60") << 60 << u"31-60"_s;
        QTest::newRow("61") << 61 << u"61-90"_s;
        QTest::newRow("90") << 90 << u"61-90"_s;
        QTest::newRow("91") << 91 << u"over_90"_s;
    }
    void bucketsEndOnTheirLastDay()
    {
        QFETCH(int, days);
        QTEST(toString(bucketFor(days)), "bucket");
        const auto ageing = ageingOf({item(u"1"_s, days, u"7.00"_s)}, asOf, usd(u"0.00"_s)).value();
        QCOMPARE(ageing.in(bucketFor(days)), usd(u"7.00"_s));
        QCOMPARE(ageing.total, usd(u"7.00"_s));
    }

    void keepsDisputesOverpaymentsAndUnappliedCashApart()
    {
        OpenItem disputed = item(u"D"_s, 40, u"300.00"_s);
        disputed.isDisputed = true;
        const std::vector<OpenItem> items{item(u"1"_s, 10, u"100.00"_s, u"25.00"_s), disputed,
                                          item(u"2"_s, 50, u"50.00"_s, u"60.00"_s)};
        pricing::Recorder recorder;
        const auto ageing = ageingOf(items, asOf, usd(u"20.00"_s), &recorder).value();
        QCOMPARE(ageing.in(Bucket::Days1To30), usd(u"75.00"_s));
        QCOMPARE(ageing.in(Bucket::Days31To60), usd(u"300.00"_s));
        QCOMPARE(ageing.total, usd(u"375.00"_s));
        QCOMPARE(ageing.disputed, usd(u"300.00"_s));
        QCOMPARE(ageing.collectable, usd(u"75.00"_s));
        QCOMPARE(ageing.credit, usd(u"10.00"_s));
        QCOMPARE(ageing.net, usd(u"345.00"_s)); // 375 − 10 − 20
        QCOMPARE(recorder.take().front().rounded, u"375.00 USD"_s);
    }

    void refusesWhatCannotBeAged()
    {
        OpenItem undated = item(u"LV-7"_s, 0, u"1.00"_s);
        undated.due = {};
        const auto missing = ageingOf({undated}, asOf, usd(u"0.00"_s));
        QCOMPARE(missing.error().id, u"receivables.due_missing"_s);
        QCOMPARE(missing.error().args.value(u"number"_s).toString(), u"LV-7"_s);
        QCOMPARE(ageingOf({}, asOf, usd(u"-1.00"_s)).error().id, u"receivables.unapplied_negative"_s);
        OpenItem foreign = item(u"1"_s, 0, u"1.00"_s);
        foreign.total = foreign.paid = foreign.credited = Money(1, currency(u"EUR"_s));
        QCOMPARE(ageingOf({foreign}, asOf, usd(u"0.00"_s)).error().id, u"money.currency_mix"_s);
    }

    void payersHaveRowsOfTheirOwn()
    {
        OpenItem first = item(u"1"_s, 5, u"10.00"_s), second = item(u"2"_s, 5, u"20.00"_s), third = first;
        first.payer = third.payer = accounts::AccountId(QUuid::createUuid());
        second.payer = accounts::AccountId(QUuid::createUuid());
        const auto rows = ageingByPayer({first, second, third}, asOf, currency(u"USD"_s)).value();
        QCOMPARE(rows.size(), size_t(2));
        QCOMPARE(rows[0].payer, first.payer);
        QCOMPARE(rows[0].ageing.total, usd(u"20.00"_s));
        QCOMPARE(rows[1].ageing.total, usd(u"20.00"_s));
    }

    void whatIsUndefinedSaysWhy()
    {
        const Money none = usd(u"0.00"_s), some = usd(u"8.00"_s);
        QCOMPARE(shown(daysSalesOutstanding(some, none, 90), 1), u"receivables.no_sales"_s);
        QCOMPARE(shown(daysSalesOutstanding(some, some, 0), 1), u"receivables.days"_s);
        QCOMPARE(shown(daysSalesOutstanding(usd(u"1.00"_s), usd(u"3.00"_s), 90), 1), u"30.0"_s);
        QCOMPARE(shown(collectionEffectiveness({none, some, some, some}), 1), u"receivables.nothing_due"_s);
        QCOMPARE(shown(collectionEffectiveness({some, some, none, none}), 1), u"1.0"_s);
        QCOMPARE(shown(averageDaysLate({}), 1), u"receivables.nothing_paid"_s);
        QCOMPARE(shown(averageDaysLate({{asOf, asOf, none}}), 1), u"receivables.paid_amount"_s);
    }

    void daysLateAreWeightedByAmountAndEarlyIsNegative()
    {
        // (300 × 20 − 100 × 4) / 400 = 14
        const std::vector<PaidItem> items{{asOf, asOf.addDays(20), usd(u"300.00"_s)},
                                          {asOf, asOf.addDays(-4), usd(u"100.00"_s)}};
        const auto late = averageDaysLate(items);
        QCOMPARE(shown(late, 1), u"14.0"_s);
        QCOMPARE(expectedPayment(asOf, *late, asOf), asOf.addDays(14));
        QCOMPARE(expectedPayment(asOf.addDays(-60), *late, asOf), asOf);
        QCOMPARE(expectedPayment(asOf.addDays(3), Ratio::undefined(u"receivables.nothing_paid"_s), asOf),
                 asOf.addDays(3));
    }
};
QTEST_APPLESS_MAIN(TestReceivables)
#include "tst_receivables.moc"
