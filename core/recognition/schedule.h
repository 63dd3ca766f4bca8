// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/period.h"
#include "core/money/money.h"
#include "core/pricing/derivation.h"

#include <vector>

namespace accord::recognition {

/// What is recognised as revenue in one calendar month.
struct MonthAmount
{
    QDate month; ///< its first day
    Money amount; ///< below zero where a change takes revenue back

    bool operator==(const MonthAmount &) const = default;
};

/// Revenue by month, ascending, without gaps between the first and the last.
using Schedule = std::vector<MonthAmount>;

/// Recognises \a total over the days of \a span (ASC 606-10-25-27, IFRS 15.35: satisfied over time): month k gets
/// round(total · days_k / days) less what was recognised before it, where days_k count from the start to the month's
/// end. The months add up to the total; 1,000.00 over 2025 is 84.93, 76.71, 84.94, …
/// \returns InvalidInput "period.empty", "period.range", "number.overflow".
Result<Schedule> byDay(const Money &total, const Period &span, pricing::Recorder *recorder = nullptr);

/// Deals \a total out to \a months equal months from that of \a first on, by largest remainder.
/// \returns InvalidInput "recognition.months" unless 1 <= months <= 1200, "period.range" outside the years 1900 to
///          2999.
Result<Schedule> byEvenMonths(const Money &total, const QDate &first, int months,
                              pricing::Recorder *recorder = nullptr);

/// Recognises \a total at once (ASC 606-10-25-30, IFRS 15.38: satisfied at a point in time).
/// \returns InvalidInput "period.range".
Result<Schedule> atOnce(const Money &total, const QDate &day, pricing::Recorder *recorder = nullptr);

/// Adds entries of one currency month by month, in any order; the result has no gaps.
/// \returns "money.currency_mix", "period.range", "number.overflow".
Result<Schedule> added(const std::vector<Schedule> &schedules);

/// What \a schedule comes to. \returns "money.currency_mix", "number.overflow".
Result<Money> totalOf(const Schedule &schedule, const Currency &currency);

} // namespace accord::recognition
