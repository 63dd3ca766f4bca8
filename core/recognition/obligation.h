// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recognition/schedule.h"

namespace accord::recognition {

/// How a performance obligation is satisfied.
enum class Pattern {
    Daily, ///< over time, by the days of its span
    EvenMonths, ///< over time, the same in each month of its span
    PointInTime ///< on the first day of its span
};

/// A promise to transfer a distinct service (ASC 606-10-25-14, IFRS 15.22).
struct Obligation
{
    QString name;
    Money standAlonePrice; ///< observed or estimated (ASC 606-10-32-31 ff.), >= 0
    Pattern pattern = Pattern::Daily;
    Period span;
};

/// What one obligation brings in.
struct ObligationRevenue
{
    QString name;
    Money allocated; ///< its part of the transaction price
    Schedule months;
};

/// The revenue of a contract.
struct RevenuePlan
{
    std::vector<ObligationRevenue> obligations;
    Schedule months; ///< all obligations together
};

/// Allocates the transaction price by relative stand-alone prices (ASC 606-10-32-28 to -31, IFRS 15.73 ff.), by largest
/// remainder; a discount is thereby shared by all. 36,000 over stand-alone prices of 30,000, 6,000 and 4,000: 27,000,
/// 5,400 and 3,600.
/// \returns InvalidInput "allocation.weights" for negative or all-zero stand-alone prices, "money.currency_mix",
///          "number.overflow".
Result<std::vector<Money>> allocateTransactionPrice(const Money &price, const std::vector<Obligation> &obligations,
                                                    pricing::Recorder *recorder = nullptr);

/// Recognises \a allocated by the obligation's pattern. \returns as the schedules, "period.empty".
Result<Schedule> scheduleOf(const Money &allocated, const Obligation &obligation,
                            pricing::Recorder *recorder = nullptr);

/// The calendar months that \a span touches.
int monthsOf(const Period &span);

/// Allocates \a price and recognises each part by its obligation's pattern.
/// \returns InvalidInput as allocateTransactionPrice() and the schedules, with the obligation's name.
Result<RevenuePlan> planRevenue(const Money &price, const std::vector<Obligation> &obligations,
                                pricing::Recorder *recorder = nullptr);

/// "daily", "even_months", "point_in_time".
QString toString(Pattern pattern);
/// \returns InvalidInput "recognition.pattern_unknown".
Result<Pattern> patternFromString(const QString &text);

} // namespace accord::recognition
