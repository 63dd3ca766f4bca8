// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/period.h"
#include "core/money/exact.h"

#include <vector>

namespace accord::pricing {

/// Boundaries of billing periods, all counted from one anchor: boundary k lies k · intervalMonths months after the
/// anchor's month, on day min(anchorDay, days in that month). 31 January → 28 February → 31 March.
class PeriodGrid
{
public:
    /// \param anchor          month and day from which is counted
    /// \param anchorDay       1 to 31: the day wanted, which \a anchor's month may not have
    /// \param intervalMonths  1, 3, 6, 12 or any other number above 0
    PeriodGrid(const QDate &anchor, int anchorDay, int intervalMonths);

    QDate boundary(int k) const;
    /// The full, unclipped period that contains \a day (before the anchor too).
    Period periodAt(const QDate &day) const;
    /// The full periods that overlap \a range, in order.
    std::vector<Period> periodsOverlapping(const Period &range) const;

private:
    int indexAt(const QDate &day) const;

    int m_month; // months since year 0
    int m_anchorDay;
    int m_interval;
};

/// days served / days of the full period, between 0 and 1. A day of 23 or 25 hours is one day.
Exact prorationFraction(const Period &served, const Period &fullPeriod);

} // namespace accord::pricing
