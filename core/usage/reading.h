// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/meter.h"
#include "core/usage/event.h"

#include <optional>
#include <vector>

namespace accord::usage {

/// What the events of one local day of a series come to, as far as the aggregation of its meter needs it.
struct DayReading
{
    /// Sum: the exact sum. Maximum: the highest. Last and WeightedSum: the latest. Unique: the number of values.
    Decimal quantity;
    /// When the latest reading was taken, in milliseconds since 1970 in UTC; one of the whole day counts as taken
    /// before every instant of it. None: a sum.
    std::optional<qint64> at;
    QByteArray values; ///< Unique: the keys of the values, 16 bytes each, ascending; empty for every other aggregation

    bool operator==(const DayReading &) const = default;
};

/// Combines the events of one day. In whatever order they are added, in one tally or in several that are combined
/// later, the result is the same: of two readings of one instant the higher one is the latest.
class DayTally
{
public:
    explicit DayTally(catalog::Aggregation aggregation)
        : m_aggregation(aggregation)
    { }
    /// A value is what the event names as its own (Event::value), or else its quantity; zero or less is no value.
    /// \returns "usage.sum_range"
    Result<> add(const Event &event);
    qint64 events() const { return m_events; }
    DayReading reading() const;

private:
    catalog::Aggregation m_aggregation;
    DayReading m_reading;
    std::vector<EventKey> m_values;
    qint64 m_events = 0;
};

/// Puts \a more, of the same day and series, to \a reading. \returns "usage.sum_range"
Result<> combine(DayReading &reading, const DayReading &more, catalog::Aggregation aggregation);
/// The number of values that \a keys, as in DayReading::values, hold.
qint64 valuesIn(const QByteArray &keys);
/// The values of both, each once.
QByteArray united(const QByteArray &keys, const QByteArray &more);

} // namespace accord::usage
