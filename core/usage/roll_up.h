// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/reading.h"

#include <QtCore/QTimeZone>

namespace accord::usage {

/// What a series comes to on one local day.
struct DayTotal
{
    QDate day;
    DayTally tally;
};

/// The totals of \a events, which come in order of time, for each day of \a zone on which there are some; ascending.
/// Whole days are days of any zone. \returns "usage.sum_range"
Result<std::vector<DayTotal>> rollUp(const std::vector<Event> &events, catalog::Aggregation aggregation,
                                     const QTimeZone &zone);

} // namespace accord::usage
