// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/aggregation.h"

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

Result<Decimal> DailyQuantities::aggregated(catalog::Aggregation aggregation) const
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
    }
    Q_UNREACHABLE();
}

} // namespace accord::usage
