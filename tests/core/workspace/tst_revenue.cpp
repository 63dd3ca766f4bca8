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

RevenueReport report(const contracts::Contract &contract, const std::vector<storage::IssuedCharge> &issued)
{
    auto whole = input(contract, u"2025-01"_s);
    whole.period = contract.term;
    const auto term = billing::rate(whole, StatedUsage(), {});
    return revenueOf(contract, term.value(), issued).value();
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
