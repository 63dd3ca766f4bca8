// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/business_calendar.h"

#include <QtCore/QDateTime>

namespace accord {

/// The hours in which somebody works: on business days from \c opens up to but not including \c closes, in UTC.
struct BusinessHours
{
    BusinessCalendar days;
    QTime opens = QTime(9, 0);
    QTime closes = QTime(17, 0); ///< after \c opens

    /// The instant at which \a hours of work have passed since \a from, \a hours >= 0. What passes outside of the hours
    /// does not count. A calendar without a business day within a year gives \a from.
    QDateTime after(const QDateTime &from, int hours) const;
};

} // namespace accord
