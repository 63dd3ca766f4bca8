// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/reading.h"

#include "core/usage/month_table.h"

#include <algorithm>

namespace accord::usage {

namespace {

using catalog::Aggregation;

constexpr qint64 dayLength = 86'400'000;

/// A day starts at most fourteen hours before that of UTC: a day earlier lies before every instant of it.
qint64 takenAt(const Moment &moment)
{
    return moment.wholeDay ? moment.milliseconds - dayLength : moment.milliseconds;
}

QByteArray bytesOf(const std::vector<EventKey> &keys)
{
    QByteArray bytes;
    bytes.reserve(qsizetype(keys.size()) * EventKey::size);
    for (const EventKey &key : keys)
        key.appendTo(bytes);
    return bytes;
}

std::vector<EventKey> keysOf(const QByteArray &bytes)
{
    std::vector<EventKey> keys;
    keys.reserve(std::size_t(valuesIn(bytes)));
    for (qsizetype at = 0; at + EventKey::size <= bytes.size(); at += EventKey::size)
        keys.push_back(EventKey::fromBytes(bytes.constData() + at));
    return keys;
}

/// Of two readings of one instant the higher one counts, whichever came first.
bool isLater(const DayReading &a, const DayReading &b)
{
    return std::pair(a.at, a.quantity) > std::pair(b.at, b.quantity);
}

} // namespace

qint64 valuesIn(const QByteArray &keys)
{
    return keys.size() / EventKey::size;
}

QByteArray united(const QByteArray &keys, const QByteArray &more)
{
    if (keys.isEmpty() || more.isEmpty())
        return keys.isEmpty() ? more : keys;
    const auto a = keysOf(keys);
    const auto b = keysOf(more);
    std::vector<EventKey> both;
    both.reserve(a.size() + b.size());
    std::ranges::set_union(a, b, std::back_inserter(both));
    return bytesOf(both);
}

Result<> combine(DayReading &reading, const DayReading &more, Aggregation aggregation)
{
    switch (aggregation) {
    case Aggregation::Sum: {
        const auto total = sum(reading.quantity, more.quantity);
        if (!total)
            return passOn(total);
        reading.quantity = *total;
        return {};
    }
    case Aggregation::Maximum:
        reading.quantity = std::max(reading.quantity, more.quantity);
        reading.at = std::max(reading.at, more.at);
        return {};
    case Aggregation::Last:
    case Aggregation::WeightedSum:
        if (isLater(more, reading))
            reading = more;
        return {};
    case Aggregation::Unique:
        reading.values = united(reading.values, more.values);
        reading.quantity = Decimal(valuesIn(reading.values));
        reading.at = std::max(reading.at, more.at);
        return {};
    }
    Q_UNREACHABLE();
}

Result<> DayTally::add(const Event &event)
{
    if (m_aggregation == Aggregation::Sum) { // nearly every event
        ++m_events;
        const auto total = sum(m_reading.quantity, event.quantity);
        if (!total)
            return passOn(total);
        m_reading.quantity = *total;
        return {};
    }
    DayReading one{event.quantity, takenAt(event.moment), {}};
    if (m_aggregation == Aggregation::Unique) {
        // Values are many: they are put in order once, at the end.
        if (event.quantity > Decimal(0))
            m_values.push_back(
                EventKey::ofId(event.value.isEmpty() ? event.quantity.toShortString().toUtf8() : event.value));
        one.quantity = Decimal();
    }
    if (m_events++ == 0) {
        m_reading = one;
        return {};
    }
    return combine(m_reading, one, m_aggregation);
}

DayReading DayTally::reading() const
{
    DayReading reading = m_reading;
    if (m_aggregation == Aggregation::Unique) {
        std::vector<EventKey> values = m_values;
        std::ranges::sort(values);
        values.erase(std::ranges::unique(values).begin(), values.end());
        reading.values = bytesOf(values);
        reading.quantity = Decimal(qint64(values.size()));
    }
    return reading;
}

} // namespace accord::usage
