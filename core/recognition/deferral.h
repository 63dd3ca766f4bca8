// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recognition/schedule.h"

namespace accord::recognition {

/// The deferred revenue of one contract in one month, and how it is presented (ASC 606-10-45-1 ff., IFRS 15.105 ff.).
struct MonthBalance
{
    QDate month; ///< its first day
    Money opening;
    Money billed;
    Money recognised;
    Money closing; ///< opening + billed − recognised; below zero: more was recognised than billed
    Money contractLiability; ///< deferred revenue: what of \c closing lies above zero
    Money contractAsset; ///< unbilled revenue: what lies below, as a positive amount

    bool operator==(const MonthBalance &) const = default;
};

/// opening + billed − recognised. \returns "money.currency_mix", "number.overflow".
Result<Money> closingBalance(const Money &opening, const Money &billed, const Money &recognised);

/// Rolls the balance of a contract forward over every month of \a billed and \a recognised. A contract is presented
/// net: as an asset or as a liability, never as both.
/// \returns "money.currency_mix", "number.overflow".
Result<std::vector<MonthBalance>> rollForward(const Money &opening, const Schedule &billed, const Schedule &recognised);

} // namespace accord::recognition
