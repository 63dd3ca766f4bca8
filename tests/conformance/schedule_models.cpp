// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/local_day.h"
#include "core/pricing/period_grid.h"
#include "tests/conformance/models.h"

namespace accord::conformance {

using namespace pricing;

namespace {

QString iso(const QDate &day)
{
    return day.toString(Qt::ISODate);
}

Interval intervalOf(Vector &vector)
{
    Fields interval = vector.period.object(u"interval"_s);
    return vector.period.take(Interval::make(interval.text(u"unit"_s, u"month"_s), interval.integer(u"count"_s, 1)));
}

PeriodGrid gridOf(Vector &vector, const QDate &start)
{
    const int anchorDay = vector.period.integer(u"anchor_day"_s, start.day());
    return PeriodGrid(start, anchorDay, intervalOf(vector));
}

Outcome firstBoundary(Vector &vector)
{
    const QDate start = vector.period.date(u"start"_s);
    return Outcome::ok({{u"date"_s, iso(gridOf(vector, start).boundaryFrom(start))}});
}

Outcome boundaries(Vector &vector)
{
    const QDate start = vector.period.date(u"start"_s);
    QJsonArray dates;
    for (const QDate &day : gridOf(vector, start).boundariesFrom(start, vector.period.integer(u"count"_s, 1)))
        dates.append(iso(day));
    return Outcome::ok({{u"dates"_s, dates}});
}

Outcome next(Vector &vector)
{
    const QDate from = vector.period.date(u"from"_s);
    const QDate anchor = vector.period.has(u"anchor"_s) ? vector.period.date(u"anchor"_s) : from;
    return Outcome::ok({{u"date"_s, iso(nextDate(from, anchor, intervalOf(vector)))}});
}

Outcome periodAt(Vector &vector)
{
    const QDate start = vector.period.date(u"start"_s);
    const auto position = positionAt(gridOf(vector, start), start, vector.period.date(u"date"_s));
    return Outcome::ok({{u"period"_s, QJsonArray{iso(position.period.start), iso(position.period.end)}},
                        {u"elapsed"_s, QString::number(position.elapsed)}});
}

Outcome schedule(Vector &vector)
{
    const QDate start = vector.period.date(u"start"_s);
    const auto end = vector.period.has(u"end"_s) ? std::optional(vector.period.date(u"end"_s)) : std::nullopt;
    const DueMode mode = vector.period.text(u"mode"_s) == u"in_arrears"_s ? DueMode::InArrears : DueMode::InAdvance;
    const auto due = duePeriods(gridOf(vector, start), start, end, vector.period.date(u"target"_s), mode);
    const Exact price = vector.price.number(u"amount"_s);
    if (!due)
        return Outcome::refused(u"invalid_dates"_s);
    QJsonArray periods;
    for (const ServicePeriod &period : *due)
        periods.append(QJsonArray{iso(period.served.start), iso(period.served.end)});
    const auto billed = billedFor(*due, price, vector.currency);
    return billed ? Outcome::ok(
                        {{u"periods"_s, periods}, {u"cycles"_s, print(cyclesOf(*due))}, {u"billed"_s, print(*billed)}})
                  : Outcome::failed(billed.error());
}

Outcome wholePeriods(Vector &vector)
{
    const int count = wholeIntervals(vector.period.date(u"start"_s), vector.period.date(u"end"_s), intervalOf(vector));
    return Outcome::ok({{u"count"_s, QString::number(count)}});
}

Outcome localDayOf(Vector &vector)
{
    const auto instant = QDateTime::fromString(vector.context.text(u"instant"_s), Qt::ISODateWithMs);
    const auto day = localDay(instant, vector.context.text(u"timezone"_s));
    return day ? Outcome::ok({{u"day"_s, QString::number(day->day())}}) : Outcome::failed(day.error());
}

Outcome dayCount(Vector &vector)
{
    const Period period{vector.period.date(u"start"_s), vector.period.date(u"end"_s)};
    return Outcome::ok({{u"days"_s, QString::number(period.days())}});
}

} // namespace

void addScheduleModels(Models &models)
{
    models.insert(u"first_boundary"_s, firstBoundary);
    models.insert(u"boundaries"_s, boundaries);
    models.insert(u"next_date"_s, next);
    models.insert(u"period_at"_s, periodAt);
    models.insert(u"schedule"_s, schedule);
    models.insert(u"whole_periods"_s, wholePeriods);
    models.insert(u"local_day"_s, localDayOf);
    models.insert(u"day_count"_s, dayCount);
}

} // namespace accord::conformance
