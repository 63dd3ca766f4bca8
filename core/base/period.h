// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QDate>

namespace accord {

/// Days from \c start up to but not including \c end. Never longer than calendar years 1900 to 2999.
struct Period
{
    QDate start;
    QDate end; ///< the first day that does not belong to it

    /// \returns InvalidInput "period.empty" unless start < end, "period.range" outside the years 1900 to 2999.
    static Result<Period> make(const QDate &start, const QDate &end);
    /// The calendar month written "2024-01". \returns InvalidInput "period.malformed".
    static Result<Period> parseMonth(const QString &text);
    /// The calendar month that contains \a day.
    static Period monthOf(const QDate &day);

    qint64 days() const { return start.daysTo(end); }
    QDate lastDay() const { return end.addDays(-1); }
    bool contains(const QDate &day) const { return start <= day && day < end; }
    bool overlaps(const Period &other) const { return start < other.end && other.start < end; }
    /// The days common to both; empty (start == end) when there are none.
    Period intersected(const Period &other) const;
    bool isEmpty() const { return !(start < end); }
    QString toString() const; ///< "2024-01-01/2024-02-01"

    friend bool operator==(const Period &a, const Period &b) { return a.start == b.start && a.end == b.end; }
    friend bool operator<(const Period &a, const Period &b)
    {
        return a.start != b.start ? a.start < b.start : a.end < b.end;
    }
};

} // namespace accord
