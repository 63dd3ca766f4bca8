// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tax/nexus.h"

#include <deque>

namespace accord::tax {

namespace {

/// Sales that were added up.
struct Counted
{
    Exact sales;
    int transactions = 0;

    void add(const SaleIntoState &sale)
    {
        sales = sales + Exact(sale.amount);
        transactions += sale.transactions;
    }
    void remove(const SaleIntoState &sale)
    {
        sales = sales - Exact(sale.amount);
        transactions -= sale.transactions;
    }
};

/// 1 is reached.
Exact shareOf(const NexusThreshold &threshold, const Counted &counted)
{
    const bool hasSales = !threshold.sales.isZero();
    const bool hasTransactions = threshold.transactions > 0;
    const Exact bySales = hasSales ? counted.sales / Exact(threshold.sales) : Exact();
    const Exact byCount = hasTransactions ? Exact::ratio(counted.transactions, threshold.transactions) : Exact();
    if (!hasSales || !hasTransactions)
        return hasSales ? bySales : byCount;
    return threshold.both ? std::min(bySales, byCount) : std::max(bySales, byCount);
}

tl::unexpected<Error> overflow()
{
    return fail(ErrorKind::InvalidInput, u"number.overflow"_s);
}

Period yearOf(int year)
{
    return {QDate(year, 1, 1), QDate(year + 1, 1, 1)};
}

/// What a state may look at on \a day.
std::vector<Period> periodsOn(NexusPeriod period, const QDate &day)
{
    if (period == NexusPeriod::TwelveMonths)
        return {{day.addDays(1).addYears(-1), day.addDays(1)}};
    return {{QDate(day.year(), 1, 1), day.addDays(1)}, yearOf(day.year() - 1)};
}

} // namespace

Result<std::optional<CollectsFrom>> economicNexus(const NexusThreshold &threshold, std::vector<SaleIntoState> sales)
{
    std::stable_sort(sales.begin(), sales.end(),
                     [](const SaleIntoState &a, const SaleIntoState &b) { return a.day < b.day; });
    std::deque<SaleIntoState> window; // that count on the day of the sale
    Counted counted;
    for (const SaleIntoState &sale : sales) {
        const QDate first = threshold.period == NexusPeriod::TwelveMonths ? sale.day.addDays(1).addYears(-1)
                                                                          : QDate(sale.day.year(), 1, 1);
        for (; !window.empty() && window.front().day < first; window.pop_front())
            counted.remove(window.front());
        window.push_back(sale);
        counted.add(sale);
        const Exact share = shareOf(threshold, counted);
        if (!share.isValid())
            return overflow();
        if (share >= Exact(1))
            return CollectsFrom{threshold.state, threshold.period == NexusPeriod::YearBefore
                                                     ? QDate(sale.day.year() + 1, 1, 1)
                                                     : sale.day.addDays(1)};
    }
    return std::optional<CollectsFrom>();
}

Result<NexusStanding> nexusStanding(const NexusThreshold &threshold, const std::vector<SaleIntoState> &sales,
                                    const QDate &day)
{
    std::optional<NexusStanding> closest;
    for (const Period &period : periodsOn(threshold.period, day)) {
        Counted counted;
        for (const SaleIntoState &sale : sales) {
            if (period.contains(sale.day))
                counted.add(sale);
        }
        constexpr int cents = 2;
        constexpr int tenthsOfPercent = 1000;
        const auto sum = counted.sales.rounded(cents);
        const auto tenths = (shareOf(threshold, counted) * Exact(tenthsOfPercent)).floor();
        if (!sum || !tenths)
            return overflow();
        const auto share = Decimal::make(*tenths, 1);
        if (!share)
            return passOn(share);
        if (!closest || closest->share < *share)
            closest = NexusStanding{period, *sum, counted.transactions, *share, {}};
    }
    std::vector<SaleIntoState> soFar;
    std::copy_if(sales.begin(), sales.end(), std::back_inserter(soFar),
                 [&](const SaleIntoState &sale) { return sale.day <= day; });
    auto collects = economicNexus(threshold, std::move(soFar));
    if (!collects)
        return passOn(collects);
    closest->collects = *collects;
    return *closest;
}

} // namespace accord::tax
