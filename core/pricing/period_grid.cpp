// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/period_grid.h"

#include "core/pricing/proration.h"

namespace accord::pricing {

namespace {

int monthNumber(const QDate &day)
{
    return day.year() * 12 + day.month() - 1;
}

/// Day \a wanted of the month \a number, or its last day.
QDate inMonth(int number, int wanted)
{
    const QDate first(number / 12, number % 12 + 1, 1);
    return first.addDays(std::min(wanted, first.daysInMonth()) - 1);
}

int floorDivided(int a, int b)
{
    return a >= 0 ? a / b : -((-a + b - 1) / b);
}

} // namespace

Result<Interval> Interval::make(const QString &unit, int count)
{
    static const QHash<QString, Unit> units{
        {u"day"_s, Unit::Day}, {u"week"_s, Unit::Week}, {u"month"_s, Unit::Month}, {u"year"_s, Unit::Year}};
    const auto found = units.find(unit);
    if (found == units.end())
        return fail(ErrorKind::InvalidInput, u"pricing.interval_unknown"_s, {{u"value"_s, unit}});
    if (count < 1 || count > 10'000)
        return fail(ErrorKind::InvalidInput, u"pricing.interval_count"_s, {{u"value"_s, count}});
    return Interval{*found, count};
}

PeriodGrid::PeriodGrid(const QDate &anchor, int anchorDay, int intervalMonths)
    : PeriodGrid(anchor, anchorDay, Interval{Interval::Unit::Month, intervalMonths})
{ }

PeriodGrid::PeriodGrid(const QDate &anchor, int anchorDay, const Interval &interval)
    : m_interval(interval)
    , m_anchor(anchor)
    , m_month(monthNumber(anchor))
    , m_anchorDay(anchorDay)
{ }

QDate PeriodGrid::boundary(int k) const
{
    return m_interval.countsMonths() ? inMonth(m_month + k * m_interval.months(), m_anchorDay)
                                     : m_anchor.addDays(qint64(k) * m_interval.days());
}

int PeriodGrid::indexAt(const QDate &day) const
{
    if (!m_interval.countsMonths())
        return floorDivided(int(m_anchor.daysTo(day)), m_interval.days());
    int k = floorDivided(monthNumber(day) - m_month, m_interval.months());
    if (day < boundary(k))
        --k;
    else if (day >= boundary(k + 1))
        ++k;
    return k;
}

QDate PeriodGrid::boundaryFrom(const QDate &day) const
{
    const QDate below = boundary(indexAt(day));
    return below == day ? day : boundary(indexAt(day) + 1);
}

std::vector<QDate> PeriodGrid::boundariesFrom(const QDate &day, int count) const
{
    std::vector<QDate> days;
    const int first = indexAt(boundaryFrom(day));
    for (int k = 0; k < count; ++k)
        days.push_back(boundary(first + k));
    return days;
}

Period PeriodGrid::periodAt(const QDate &day) const
{
    const int k = indexAt(day);
    return Period{boundary(k), boundary(k + 1)};
}

std::vector<Period> PeriodGrid::periodsOverlapping(const Period &range) const
{
    std::vector<Period> periods;
    if (range.isEmpty())
        return periods;
    for (int k = indexAt(range.start); boundary(k) < range.end; ++k)
        periods.push_back(Period{boundary(k), boundary(k + 1)});
    return periods;
}

QDate nextDate(const QDate &from, const QDate &anchor, const Interval &interval)
{
    if (interval.countsMonths())
        return inMonth(monthNumber(from) + interval.months(), anchor.day());
    const QDate reached = from.addDays(interval.days());
    return interval.unit == Interval::Unit::Week ? reached.addDays(anchor.dayOfWeek() - reached.dayOfWeek()) : reached;
}

int wholeIntervals(const QDate &start, const QDate &end, const Interval &interval)
{
    if (end <= start)
        return 0;
    if (!interval.countsMonths())
        return int(start.daysTo(end) / interval.days());
    int count = (monthNumber(end) - monthNumber(start)) / interval.months();
    if (inMonth(monthNumber(start) + count * interval.months(), start.day()) > end)
        --count;
    return count;
}

Result<std::vector<ServicePeriod>> duePeriods(const PeriodGrid &grid, const QDate &start,
                                              const std::optional<QDate> &end, const QDate &target, DueMode mode)
{
    const bool inAdvance = mode == DueMode::InAdvance;
    if ((end && *end < start) || (inAdvance && target < start))
        return fail(ErrorKind::InvalidInput, u"pricing.invalid_dates"_s,
                    {{u"start"_s, start}, {u"end"_s, end.value_or(QDate())}, {u"target"_s, target}});
    std::vector<ServicePeriod> due;
    for (QDate day = start; day <= target && (!end || day < *end);) {
        const Period full = grid.periodAt(day);
        const Period served{day, end ? std::min(*end, full.end) : full.end};
        if (inAdvance || served.end <= target)
            due.push_back({served, full});
        day = full.end;
    }
    return due;
}

Exact cyclesOf(const std::vector<ServicePeriod> &periods)
{
    Exact sum;
    for (const auto &[served, full] : periods)
        sum = sum + prorationFraction(served, full);
    return sum;
}

Result<Money> billedFor(const std::vector<ServicePeriod> &periods, const Exact &price, const Currency &currency)
{
    MoneySum sum(currency);
    for (const auto &[served, full] : periods) {
        const auto part = (price * prorationFraction(served, full)).toMoney(currency);
        if (!part)
            return passOn(part);
        sum.add(*part);
    }
    return sum.total();
}

PositionInService positionAt(const PeriodGrid &grid, const QDate &start, const QDate &day)
{
    PositionInService position;
    for (QDate at = start;; ++position.elapsed) {
        const Period full = grid.periodAt(at);
        if (day < full.end) {
            position.period = {at, full.end};
            return position;
        }
        at = full.end;
    }
}

} // namespace accord::pricing
