// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/roll_up.h"

namespace accord::usage {

namespace {

/// The local day of moments that come in order of time: the zone is asked once per day, not once per event.
class LocalDays
{
public:
    explicit LocalDays(const QTimeZone &zone)
        : m_zone(zone)
        , m_isUtc(zone == QTimeZone::utc())
    { }

    QDate dayOf(const Moment &moment)
    {
        if (moment.wholeDay || m_isUtc)
            return moment.utcDay();
        if (moment.milliseconds < m_start || moment.milliseconds >= m_end) {
            m_day = QDateTime::fromMSecsSinceEpoch(moment.milliseconds, m_zone).date();
            m_start = m_day.startOfDay(m_zone).toMSecsSinceEpoch();
            m_end = m_day.addDays(1).startOfDay(m_zone).toMSecsSinceEpoch();
        }
        return m_day;
    }

private:
    QTimeZone m_zone;
    bool m_isUtc;
    QDate m_day;
    qint64 m_start = 0;
    qint64 m_end = 0; // empty at first
};

} // namespace

Result<std::vector<DayTotal>> rollUp(const std::vector<Event> &events, catalog::Aggregation aggregation,
                                     const QTimeZone &zone)
{
    std::vector<DayTotal> totals;
    LocalDays days(zone);
    for (const Event &event : events) {
        const QDate day = days.dayOf(event.moment);
        // Nearly always the last one; only whole days among instants of another zone step back.
        auto place = totals.end();
        while (place != totals.begin() && std::prev(place)->day >= day)
            --place;
        if (place == totals.end() || place->day != day)
            place = totals.insert(place, DayTotal{day, DayTally(aggregation)});
        if (const auto added = place->tally.add(event); !added)
            return passOn(added);
    }
    return totals;
}

} // namespace accord::usage
