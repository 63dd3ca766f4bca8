// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recognition/obligation.h"

namespace accord::recognition {

/// How a contract modification is accounted for (ASC 606-10-25-13, IFRS 15.21).
enum class Treatment {
    Prospective, ///< (a): the remaining services are distinct; what is left is spread from the change on
    CumulativeCatchUp ///< (b): they are not; progress is measured again and the difference booked with the change
};

/// A change of an obligation that is recognised by day.
struct Modification
{
    QDate day; ///< the first day under the new terms; of the first open month for a change that comes late
    Money total; ///< the whole consideration under the new terms, with what is recognised already
    QDate end; ///< the first day that is not served under the new terms; not after \c day ends it at once
    Treatment treatment = Treatment::Prospective;
};

/// The schedule of \a total over \a span after \a changes, oldest first. Months before the month of a change are never
/// touched; the month of the change keeps what was earned before the day. The months add up to the last total.
///
/// Prospective: total − recognised before the day, over [day, end). Catch-up: from the day on the new total over
/// [start, end), and in the month of the change the difference between the new and the old amount up to that day. A
/// change that ends the obligation books what is left of the total (or takes back what is too much) on its day.
/// \returns InvalidInput "recognition.change_order" for changes that are not in order or before the start,
///          "money.currency_mix", "period.range", "number.overflow".
Result<Schedule> byDay(const Money &total, const Period &span, const std::vector<Modification> &changes,
                       pricing::Recorder *recorder = nullptr);

/// The schedule of an obligation that brings in \a allocated, after prospective \a changes, oldest first: months before
/// that of a change are never touched. By day as byDay(). In even months: what is left is dealt out from the month of
/// the change on. At a point in time: before it the new amount is booked on it, afterwards the difference on the day of
/// the change; \c end is then the day after the point.
/// \returns as byDay().
Result<Schedule> scheduleAfter(const Money &allocated, const Obligation &obligation,
                               const std::vector<Modification> &changes, pricing::Recorder *recorder = nullptr);

} // namespace accord::recognition
