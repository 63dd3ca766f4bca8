// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/early_readings_sql.h"

#include "core/storage/session.h"

namespace accord::storage {

namespace {

/// How many events of an import each day still has to get.
using Counts = std::map<QDate, qint64>;

Result<Counts> countsOf(Session &session, qint64 series, qint64 import)
{
    auto select = session.statement("SELECT day, events FROM usage_daily WHERE series_id = ? AND import_sequence = ?");
    Counts counts;
    select.bind(series, import);
    while (select.next()) {
        const QDate day = select.read<QDate>();
        counts[day] = select.read<qint64>();
    }
    if (const auto read = select.finish(); !read)
        return passOn(read);
    return counts;
}

Result<std::vector<usage::Event>> eventsOf(Session &session, qint64 series, qint64 import)
{
    auto select
        = session.statement("SELECT packed FROM usage_event WHERE series_id = ? AND import_sequence = ? ORDER BY n");
    std::vector<usage::Event> events;
    select.bind(series, import);
    while (select.next()) {
        const auto some = usage::unpack(select.read<QByteArray>());
        if (!some)
            return passOn(some);
        events.insert(events.end(), some->begin(), some->end());
    }
    if (const auto read = select.finish(); !read)
        return passOn(read);
    return events;
}

/// Gives events to their days.
class Assignment
{
public:
    Assignment(Counts counts, catalog::Aggregation aggregation)
        : m_left(std::move(counts))
        , m_aggregation(aggregation)
    { }

    Result<> add(const usage::Event &event)
    {
        if (!event.moment.wholeDay) {
            while (!m_left.empty() && m_left.begin()->second == 0)
                m_left.erase(m_left.begin());
        }
        const auto place = event.moment.wholeDay ? m_left.find(event.moment.utcDay()) : m_left.begin();
        if (place == m_left.end() || place->second == 0)
            return fail(ErrorKind::Internal, u"usage.segment_damaged"_s);
        --place->second;
        return m_tallies.try_emplace(place->first, m_aggregation).first->second.add(event);
    }
    std::map<QDate, usage::DayReading> readings() const
    {
        std::map<QDate, usage::DayReading> readings;
        for (const auto &[day, tally] : m_tallies)
            readings[day] = tally.reading();
        return readings;
    }

private:
    Counts m_left;
    catalog::Aggregation m_aggregation;
    std::map<QDate, usage::DayTally> m_tallies;
};

} // namespace

Result<std::map<QDate, usage::DayReading>> earlyReadings(Session &session, qint64 series, qint64 import,
                                                         catalog::Aggregation aggregation)
{
    auto counts = countsOf(session, series, import);
    if (!counts)
        return passOn(counts);
    const auto events = eventsOf(session, series, import);
    if (!events)
        return passOn(events);
    Assignment days(std::move(*counts), aggregation);
    for (const bool wholeDay : {true, false}) {
        for (const usage::Event &event : *events) {
            if (event.moment.wholeDay != wholeDay)
                continue;
            if (const auto added = days.add(event); !added)
                return passOn(added);
        }
    }
    return days.readings();
}

} // namespace accord::storage
