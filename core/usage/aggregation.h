// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/period.h"
#include "core/usage/reading.h"

#include <QtCore/QDate>

#include <map>

namespace accord::usage {

/// The readings of a meter by series (one location, or an account as a whole) and local day; a day that reported
/// nothing is absent. In whatever order they are added, the answers are the same.
class Readings
{
public:
    explicit Readings(catalog::Aggregation aggregation)
        : m_aggregation(aggregation)
    { }

    /// \param series  what \a reading is one of; several readings of one series and day are combined as their events
    ///                would be. \returns "usage.sum_range".
    Result<> add(qint64 series, const QDate &day, const DayReading &reading);
    bool isEmpty() const { return m_series.empty(); }

    /// The quantity of each day that has a reading, of all series together: the sum of theirs. A standing quantity
    /// (Last, WeightedSum) of a series that does not report that day is its reading before. Unique: the values of all,
    /// each once. \returns "usage.sum_range".
    Result<std::map<QDate, Decimal>> days() const;

    /// The quantity of \a period, in which these are all days. Sum: the exact sum; Maximum: the highest of days();
    /// Last: the latest reading of each series, added up; Unique: the number of different values; WeightedSum: the
    /// standing quantity of each series weighted by days, nothing before its first one, added up and then rounded to
    /// twelve digits. Zero without any day. \returns "usage.sum_range", "number.overflow".
    Result<Decimal> over(const Period &period) const;

private:
    using Days = std::map<QDate, DayReading>;
    Result<std::map<QDate, Decimal>> standing() const;
    Result<std::map<QDate, Decimal>> added() const;
    std::map<QDate, Decimal> differing() const;
    Result<Decimal> weighted(const Period &period) const;

    catalog::Aggregation m_aggregation;
    std::map<qint64, Days> m_series; ///< of a sum all in one
};

} // namespace accord::usage
