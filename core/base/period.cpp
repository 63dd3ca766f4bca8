// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/period.h"

#include "core/base/iso_date.h"

namespace accord {

namespace {
bool inRange(const QDate &day)
{
    return day.isValid() && day.year() >= 1900 && day.year() <= 2999;
}
} // namespace

Result<Period> Period::make(const QDate &start, const QDate &end)
{
    const QVariantMap args{{u"start"_s, start.toString(Qt::ISODate)}, {u"end"_s, end.toString(Qt::ISODate)}};
    if (!inRange(start) || !inRange(end))
        return fail(ErrorKind::InvalidInput, u"period.range"_s, args);
    if (start >= end)
        return fail(ErrorKind::InvalidInput, u"period.empty"_s, args);
    return Period{start, end};
}

Result<Period> Period::parseMonth(const QString &text)
{
    const QDate first = text.size() == 7 ? QDate::fromString(text + u"-01"_s, Qt::ISODate) : QDate();
    if (!inRange(first))
        return fail(ErrorKind::InvalidInput, u"period.malformed"_s, {{u"value"_s, text}});
    return monthOf(first);
}

Period Period::monthOf(const QDate &day)
{
    const QDate first(day.year(), day.month(), 1);
    return Period{first, first.addMonths(1)};
}

Period Period::intersected(const Period &other) const
{
    const QDate first = std::max(start, other.start);
    const QDate last = std::min(end, other.end);
    return first < last ? Period{first, last} : Period{first, first};
}

QString Period::toString() const
{
    return isoDate(start) + u'/' + isoDate(end);
}

} // namespace accord
