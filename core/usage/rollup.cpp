// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/rollup.h"

#include "core/usage/month_table.h"

namespace accord::usage {

Result<void> DayFigure::add(const Decimal &quantity)
{
    return add(DayFigure{quantity, quantity, quantity, 1});
}

Result<void> DayFigure::add(const DayFigure &later)
{
    const auto total = usage::sum(sum, later.sum);
    if (!total)
        return passOn(total);
    sum = *total;
    highest = std::max(highest, later.highest);
    if (later.events > 0)
        last = later.last;
    events += later.events;
    return {};
}

const Decimal &DayFigure::quantity(catalog::Aggregation aggregation) const
{
    switch (aggregation) {
    case catalog::Aggregation::Sum: return sum;
    case catalog::Aggregation::Maximum: return highest;
    case catalog::Aggregation::Last: return last;
    case catalog::Aggregation::Unique: return highest;
    }
    Q_UNREACHABLE();
}

Result<void> DaySeries::add(const QDate &day, const DayFigure &figure)
{
    return m_days[day].add(figure);
}

Result<Decimal> aggregate(catalog::Aggregation aggregation, const std::map<QDate, Decimal> &days)
{
    Decimal result;
    qint64 above = 0;
    for (const auto &[day, quantity] : days) {
        above += !quantity.isZero();
        if (aggregation == catalog::Aggregation::Sum) {
            const auto total = sum(result, quantity);
            if (!total)
                return total;
            result = *total;
        } else if (aggregation == catalog::Aggregation::Maximum) {
            result = std::max(result, quantity);
        } else {
            result = quantity;
        }
    }
    return aggregation == catalog::Aggregation::Unique ? Decimal(above) : result;
}

} // namespace accord::usage
