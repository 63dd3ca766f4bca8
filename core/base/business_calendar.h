// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QDate>
#include <QtCore/QSet>

namespace accord {

/// The days on which somebody works: those that are neither of the weekend nor a holiday.
struct BusinessCalendar
{
    QSet<int> weekend{Qt::Saturday, Qt::Sunday}; ///< days of the week of ISO 8601, 1 Monday to 7 Sunday
    QSet<QDate> holidays;

    bool isBusinessDay(const QDate &day) const;
    /// \a day itself or the next business day after it. A calendar that has none within a year leaves \a day.
    QDate onOrAfter(const QDate &day) const;
    /// The day that lies \a count business days after \a day, \a count >= 0.
    QDate after(const QDate &day, int count) const;
};

} // namespace accord
