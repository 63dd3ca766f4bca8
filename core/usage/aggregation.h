// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

    /// The quantity of a period in which these are all days: their exact sum, the highest day, the last day, or the
    /// number of days above zero. Zero without any day. \returns "usage.sum_range".
    Result<Decimal> aggregated(catalog::Aggregation aggregation) const;

private:
    std::map<QDate, Decimal> m_days;
};

} // namespace accord::usage
