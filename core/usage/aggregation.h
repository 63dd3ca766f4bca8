// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/period.h"
#include "core/catalog/meter.h"

#include <QtCore/QDate>

#include <map>

namespace accord::usage {

/// The quantities of a meter by local day; a day that reported nothing is absent.
class DailyQuantities
{
public:
    /// Adds to the quantity of \a day. \returns "usage.sum_range".
    Result<> add(const QDate &day, const Decimal &quantity);
    bool isEmpty() const { return m_days.empty(); }
    const std::map<QDate, Decimal> &days() const { return m_days; }

    /// The quantity of \a period, in which these are all days: their exact sum, the highest day, the last day, the
    /// number of days above zero, or the standing quantity weighted by days, which is rounded to twelve digits and
    /// nothing before the first reported day. Zero without any day. \returns "usage.sum_range", "number.overflow".
    Result<Decimal> aggregated(catalog::Aggregation aggregation, const Period &period) const;

private:
    Result<Decimal> weightedSum(const Period &period) const;

    std::map<QDate, Decimal> m_days;
};

} // namespace accord::usage
