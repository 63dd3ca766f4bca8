// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/contracts.h"

#include "core/billing/rating.h"
#include "core/workspace/revenue.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::testing;
using namespace accord::workspace;
using contracts::ObligationPattern;

namespace {

contracts::PriceItem promised(contracts::PriceItem item, ObligationPattern pattern, const QString &standAlone)
{
    item.obligation = contracts::ObligationTerm{pattern, decimal(standAlone)};
    return item;
}

/// 24,000 + 6,000 + 6,000 over stand-alone prices of 30,000, 6,000 and 4,000: 27,000, 5,400 and 3,600.
contracts::Contract threePromises()
{
    return contract(u"2025-01-01"_s, u"2026-01-01"_s,
                    {promised(recurring(u"license"_s, u"2000.00"_s), ObligationPattern::Daily, u"30000"_s),
                     promised(recurring(u"support"_s, u"500.00"_s), ObligationPattern::EvenMonths, u"6000"_s),
                     promised(oneTime(u"setup"_s, u"1"_s, u"6000.00"_s, QDate(2025, 1, 15)),
                              ObligationPattern::PointInTime, u"4000"_s)});
}

PricedVersion priced(const contracts::Contract &contract)
{
    auto whole = input(contract, u"2025-01"_s);
    whole.period = contract.term;
    return {contract, billing::rate(whole, StatedUsage(), tax::RateTable()).value()};
}

RevenueReport report(const contracts::Contract &contract, const std::vector<storage::IssuedCharge> &issued)
{
    return revenueOf({priced(contract)}, issued).value();
}

QStringList amounts(const recognition::Schedule &months)
{
    QStringList all;
    for (const auto &month : months)
        all << month.amount.toString();
    return all;
}

} // namespace

class TestRevenue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void allocatesByStandAlonePrices()
    {
        const auto revenue = report(threePromises(), {});
        QCOMPARE(revenue.price.toString(), u"36000.00"_s);
        QCOMPARE(revenue.obligations.size(), 3U);
        QCOMPARE(revenue.obligations[0].allocated.toString(), u"27000.00"_s);
        QCOMPARE(revenue.obligations[1].allocated.toString(), u"5400.00"_s);
        QCOMPARE(revenue.obligations[2].allocated.toString(), u"3600.00"_s);
    }

    void followsThePatternOfEach()
    {
        const auto revenue = report(threePromises(), {});
        QCOMPARE(revenue.obligations[0].months.front().amount.toString(), u"2293.15"_s); // 27,000 × 31/365
        QCOMPARE(revenue.obligations[1].months.front().amount.toString(), u"450.00"_s);
        QCOMPARE(revenue.obligations[2].months.size(), 1U);
        QVERIFY(!revenue.derivations.empty());
    }

    void rollsDeferredRevenueForward()
    {
        const Period january{QDate(2025, 1, 1), QDate(2025, 2, 1)};
        const auto usd = currency(u"USD"_s);
        const auto revenue
            = report(threePromises(), {{QDate(2025, 1, 31), u"license"_s, u"recurring"_s, january, Money(850000, usd)},
                                       {QDate(2025, 2, 3), u"calls"_s, u"usage"_s, january, Money(10000, usd)}});
        // January: 2,293.15 + 450.00 + 3,600.00 + 100.00 of usage that is billed in February.
        QCOMPARE(revenue.asBilled.front().amount.toString(), u"100.00"_s);
        QCOMPARE(revenue.months[0].billed.toString(), u"8500.00"_s);
        QCOMPARE(revenue.months[0].recognised.toString(), u"6443.15"_s);
        QCOMPARE(revenue.months[0].contractLiability.toString(), u"2056.85"_s);
        QCOMPARE(revenue.months[1].opening.toString(), u"2056.85"_s);
        QCOMPARE(revenue.months[1].billed.toString(), u"100.00"_s);
        QCOMPARE(revenue.months.size(), 12U);
    }

    void anAmendmentChangesNoMonthBeforeIt()
    {
        const auto before = contract(u"2025-01-01"_s, u"2026-01-01"_s, {recurring(u"licence"_s, u"1000.00"_s)});
        auto after = before;
        after.version = 2;
        after.effectiveFrom = QDate(2025, 7, 1);
        after.items[0].ramp = {{QDate(2025, 7, 1), pricing::PerUnit{decimal(u"1500.00"_s)}, {}, {}}};
        const auto first = amounts(revenueOf({priced(before)}, {}).value().obligations[0].months);
        const auto report = revenueOf({priced(before), priced(after)}, {}).value();
        const auto both = amounts(report.obligations[0].months);
        QCOMPARE(both.mid(0, 6), first.mid(0, 6));
        // 12,000 × 181/365 = 5,950.68 are recognised; 15,000.00 − 5,950.68 over 184 days, 31 of them in July.
        QCOMPARE(both[6], u"1524.61"_s);
        QCOMPARE(report.derivations.back().children.back().children.back().label,
                 u"2025-12"_s); // each month of the changed promise
        QCOMPARE(report.price.toString(), u"15000.00"_s);
        QCOMPARE(recognition::totalOf(report.obligations[0].months, currency(u"USD"_s)).value().toString(),
                 u"15000.00"_s);
    }

    void anItemAddedLaterBeginsThenAndOneThatIsTakenOutKeepsWhatItEarned()
    {
        const auto before = contract(u"2025-01-01"_s, u"2026-01-01"_s,
                                     {recurring(u"licence"_s, u"365.00"_s), recurring(u"gone"_s, u"365.00"_s)});
        auto after = before;
        after.effectiveFrom = QDate(2025, 7, 1);
        after.items.pop_back();
        after.items.push_back(recurring(u"new"_s, u"100.00"_s));
        after.items[1].start = QDate(2025, 7, 1);
        const auto report = revenueOf({priced(before), priced(after)}, {}).value();
        QCOMPARE(report.obligations.size(), 3U);
        QCOMPARE(report.obligations[1].allocated.toString(), u"2172.00"_s); // 4,380 × 181/365
        QCOMPARE(report.obligations[1].months.back().month, QDate(2025, 7, 1)); // nothing more is booked with its end
        QCOMPARE(report.obligations[1].months.back().amount.toString(), u"0.00"_s);
        QCOMPARE(report.obligations[2].months.front().month, QDate(2025, 7, 1));
        QCOMPARE(report.obligations[2].allocated.toString(), u"600.00"_s);
    }

    void evenMonthsAndPointsInTimeGoOnFromTheMonthOfTheChange()
    {
        const auto before = threePromises();
        auto after = before;
        after.effectiveFrom = QDate(2025, 4, 10);
        after.items[1].ramp = {{QDate(2025, 4, 10), pricing::PerUnit{decimal(u"800.00"_s)}, {}, {}}};
        after.items[1].obligation->standAlonePrice = decimal(u"9000"_s);
        const auto old = revenueOf({priced(before)}, {}).value();
        const auto report = revenueOf({priced(before), priced(after)}, {}).value();
        QCOMPARE(amounts(report.obligations[1].months).mid(0, 3), amounts(old.obligations[1].months).mid(0, 3));
        QCOMPARE(report.obligations[1].months.size(), 12U);
        for (const auto &obligation : report.obligations)
            QCOMPARE(recognition::totalOf(obligation.months, currency(u"USD"_s)).value(), obligation.allocated);
        QCOMPARE(report.obligations[2].months.front().amount, old.obligations[2].months.front().amount);
        QCOMPARE(report.obligations[2].months.back().month, QDate(2025, 4, 1)); // the difference of the set-up
    }

    void aPriceOfNothingIsRecognisedAsNothing()
    {
        const auto revenue = report(contract(u"2025-01-01"_s, u"2026-01-01"_s, {recurring(u"free"_s, u"0.00"_s)}), {});
        QVERIFY(revenue.price.isZero());
        QVERIFY(revenue.obligations.empty());
        QVERIFY(revenue.months.empty());
    }
};

QTEST_GUILESS_MAIN(TestRevenue)
#include "tst_revenue.moc"
