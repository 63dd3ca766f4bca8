// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/period.h"
#include "core/money/exact.h"
#include "core/money/money.h"

#include <optional>
#include <vector>

namespace accord::pricing {

/// The length of a billing period.
struct Interval
{
    enum class Unit { Day, Week, Month, Year };
    Unit unit = Unit::Month;
    int count = 1; ///< 1 to 10,000

    /// \returns InvalidInput "pricing.interval_unknown", "pricing.interval_count".
    static Result<Interval> make(const QString &unit, int count);
    bool countsMonths() const { return unit == Unit::Month || unit == Unit::Year; }
    int months() const { return unit == Unit::Year ? 12 * count : count; } ///< of a month-based interval
    int days() const { return unit == Unit::Week ? 7 * count : count; } ///< of a day-based one
};

/// Boundaries of billing periods, all counted from one anchor. Month-based: boundary k lies k · interval after the
/// anchor's month, on day min(anchorDay, days in that month): 31 January → 28 February → 31 March. Day-based: k ·
/// interval days after the anchor.
class PeriodGrid
{
public:
    /// \param anchor          day from which is counted; of month-based grids its month
    /// \param anchorDay       1 to 31: the day wanted, which \a anchor's month may not have
    /// \param intervalMonths  1, 3, 6, 12 or any other number above 0
    PeriodGrid(const QDate &anchor, int anchorDay, int intervalMonths);
    PeriodGrid(const QDate &anchor, int anchorDay, const Interval &interval);

    QDate boundary(int k) const;
    /// The first boundary on or after \a day.
    QDate boundaryFrom(const QDate &day) const;
    /// \a count boundaries, the first one on or after \a day.
    std::vector<QDate> boundariesFrom(const QDate &day, int count) const;
    /// The full, unclipped period that contains \a day (before the anchor too).
    Period periodAt(const QDate &day) const;
    /// The full periods that overlap \a range, in order.
    std::vector<Period> periodsOverlapping(const Period &range) const;

private:
    int indexAt(const QDate &day) const;

    Interval m_interval;
    QDate m_anchor;
    int m_month; // months since year 0
    int m_anchorDay;
};

/// The date one interval after \a from, on the day of the month of \a anchor (months, years) or on its weekday in the
/// ISO week that is reached (weeks).
QDate nextDate(const QDate &from, const QDate &anchor, const Interval &interval);

/// Whole intervals between two dates, \a start <= \a end; otherwise 0.
int wholeIntervals(const QDate &start, const QDate &end, const Interval &interval);

/// A part of a service that is due, and the full period that it is a part of.
struct ServicePeriod
{
    Period served;
    Period full;

    friend bool operator==(const ServicePeriod &, const ServicePeriod &) = default;
};

enum class DueMode {
    InAdvance, ///< due when it begins
    InArrears ///< due when it is over; a service that has ended closes its period
};

/// Every period of a service that is due on \a target.
/// \param end  the first day without service; none: open
/// \returns InvalidInput "pricing.invalid_dates" when the end lies before the start or, in advance, the target does.
Result<std::vector<ServicePeriod>> duePeriods(const PeriodGrid &grid, const QDate &start,
                                              const std::optional<QDate> &end, const QDate &target, DueMode mode);

/// The sum of the parts that \a periods are of their full periods.
Exact cyclesOf(const std::vector<ServicePeriod> &periods);
/// The sum of the rounded charges of \a periods at \a price for a full one.
Result<Money> billedFor(const std::vector<ServicePeriod> &periods, const Exact &price, const Currency &currency);
/// The period of a service from \a start on that contains \a day, its lead-in included, and how many were before it.
struct PositionInService
{
    Period period;
    int elapsed = 0;
};
PositionInService positionAt(const PeriodGrid &grid, const QDate &start, const QDate &day);

} // namespace accord::pricing
