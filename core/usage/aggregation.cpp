// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/aggregation.h"

#include "core/money/exact.h"
#include "core/usage/month_table.h"

namespace accord::usage {

Result<> DailyQuantities::add(const QDate &day, const Decimal &quantity)
{
    Decimal &total = m_days[day];
    const auto added = sum(total, quantity);
    if (!added)
        return passOn(added);
    total = *added;
    return {};
}

namespace {
constexpr int weightedDigits = 12;
}

Result<Decimal> DailyQuantities::weightedSum(const Period &period) const
{
    Exact sum;
    for (auto day = m_days.begin(); day != m_days.end(); ++day) {
        const auto next = std::next(day);
        const QDate until = next == m_days.end() ? period.end : next->first;
        sum = sum + Exact(day->second) * Exact::ratio(day->first.daysTo(until), period.days());
    }
    return sum.rounded(weightedDigits);
}

Result<Decimal> DailyQuantities::aggregated(catalog::Aggregation aggregation, const Period &period) const
{
    if (m_days.empty())
        return Decimal();
    switch (aggregation) {
    case catalog::Aggregation::Sum: {
        Decimal total;
        for (const auto &[day, quantity] : m_days) {
            const auto added = sum(total, quantity);
            if (!added)
                return added;
            total = *added;
        }
        return total;
    }
    case catalog::Aggregation::Maximum:
        return std::max_element(m_days.begin(), m_days.end(),
                                [](const auto &a, const auto &b) { return a.second < b.second; })
            ->second;
    case catalog::Aggregation::Last:
        return m_days.rbegin()->second;
    case catalog::Aggregation::Unique:
        return Decimal(
            std::count_if(m_days.begin(), m_days.end(), [](const auto &d) { return d.second > Decimal(0); }));
    case catalog::Aggregation::WeightedSum:
        return weightedSum(period);
    }
    Q_UNREACHABLE();
}

} // namespace accord::usage
