// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tax/nexus.h"

namespace accord::tax {

namespace {
bool isPassed(const NexusThreshold &threshold, const Exact &sum, int count)
{
    const bool bySales = !threshold.sales.isZero() && sum >= Exact(threshold.sales);
    const bool byCount = threshold.transactions > 0 && count >= threshold.transactions;
    return threshold.both ? bySales && byCount : bySales || byCount;
}
} // namespace

Result<std::optional<CollectsFrom>> economicNexus(const NexusThreshold &threshold, std::vector<SaleIntoState> sales)
{
    std::stable_sort(sales.begin(), sales.end(),
                     [](const SaleIntoState &a, const SaleIntoState &b) { return a.day < b.day; });
    Exact sum;
    int count = 0;
    int year = 0;
    for (const SaleIntoState &sale : sales) {
        if (sale.day.year() != year) {
            year = sale.day.year();
            sum = Exact();
            count = 0;
        }
        sum = sum + Exact(sale.amount);
        ++count;
        if (!sum.isValid())
            return fail(ErrorKind::InvalidInput, u"number.overflow"_s);
        if (isPassed(threshold, sum, count))
            return CollectsFrom{threshold.state, sale.day.addDays(1)};
    }
    return std::optional<CollectsFrom>();
}

} // namespace accord::tax
