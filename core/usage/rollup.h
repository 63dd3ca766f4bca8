// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/meter.h"
#include "core/money/decimal.h"

#include <QtCore/QDate>

#include <map>

namespace accord::usage {

/// The events of one day, meter and place: everything that any aggregation needs.
struct DayFigure
{
    Decimal sum;
    Decimal highest;
    Decimal last; ///< of the latest event
    qint64 events = 0;

    /// Adds one event that came later than those before.
    Result<void> add(const Decimal &quantity);
    /// Adds what a later import brought for the same day.
    Result<void> add(const DayFigure &later);
    /// What the day counts for under \a aggregation: the sum, the highest or the latest event.
    const Decimal &quantity(catalog::Aggregation aggregation) const;
};

/// The days of one meter at one place (or, added up day by day, at several).
class DaySeries
{
public:
    Result<void> add(const QDate &day, const DayFigure &figure);
    bool isEmpty() const { return m_days.empty(); }
    const std::map<QDate, DayFigure> &days() const { return m_days; }

private:
    std::map<QDate, DayFigure> m_days;
};

/// The quantity of a billing period from its days' quantities (of each day the sum over places): added up, the highest, the
/// latest, or the number of days above zero. Zero for no days.
Result<Decimal> aggregate(catalog::Aggregation aggregation, const std::map<QDate, Decimal> &days);

} // namespace accord::usage
