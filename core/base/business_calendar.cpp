// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/business_calendar.h"

namespace accord {

bool BusinessCalendar::isBusinessDay(const QDate &day) const
{
    return !weekend.contains(day.dayOfWeek()) && !holidays.contains(day);
}

QDate BusinessCalendar::onOrAfter(const QDate &day) const
{
    for (int later = 0; later <= 366; ++later) {
        if (isBusinessDay(day.addDays(later)))
            return day.addDays(later);
    }
    return day;
}

QDate BusinessCalendar::after(const QDate &day, int count) const
{
    QDate reached = day;
    for (int i = 0; i < count; ++i)
        reached = onOrAfter(reached.addDays(1));
    return reached;
}

} // namespace accord
