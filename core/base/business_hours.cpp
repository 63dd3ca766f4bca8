// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/business_hours.h"

namespace accord {

QDateTime BusinessHours::after(const QDateTime &from, int hours) const
{
    qint64 rest = qint64(hours) * 3600 * 1000;
    QDateTime at = from.toUTC();
    constexpr int mostDays = 3660;
    for (int i = 0; i < mostDays; ++i) {
        const QDate day = at.date();
        const QDateTime end(day, closes, Qt::UTC);
        if (days.isBusinessDay(day) && at < end) {
            const QDateTime begin = std::max(at, QDateTime(day, opens, Qt::UTC));
            const qint64 worked = begin.msecsTo(end);
            if (rest <= worked)
                return begin.addMSecs(rest);
            rest -= worked;
        }
        const QDate next = days.onOrAfter(day.addDays(1));
        if (!days.isBusinessDay(next))
            return from;
        at = QDateTime(next, QTime(0, 0), Qt::UTC);
    }
    return at;
}

} // namespace accord
