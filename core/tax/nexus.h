// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tax/tax_rules.h"

namespace accord::tax {

/// Which sales a state counts.
enum class NexusPeriod {
    CalendarYear, ///< of this calendar year, or of the one before
    YearBefore, ///< of the calendar year before: who reaches the threshold collects from January on
    TwelveMonths ///< of the twelve months up to the day
};

/// When sales alone make a seller collect in a state (economic nexus after South Dakota v. Wayfair, 585 U.S. ___
/// (2018)). The figures are the state's and belong to data, not to this code.
struct NexusThreshold
{
    QString state; ///< "TX"
    Decimal sales; ///< major units of a year; 0: no threshold of sales
    int transactions = 0; ///< of a year; 0: no threshold of transactions
    bool both = false; ///< both have to be reached; otherwise either
    NexusPeriod period = NexusPeriod::CalendarYear;
};

/// One sale into a state, or what was given back of one.
struct SaleIntoState
{
    QDate day;
    Decimal amount; ///< major units, without tax; < 0 for what was given back
    int transactions = 1; ///< 0 for what was given back
};

/// The day from which the seller has to collect: the day after the sale with which the sales of the period reach
/// \a threshold, or the January after it; none when they do not.
/// \param sales  in any order
/// \returns InvalidInput "number.overflow".
Result<std::optional<CollectsFrom>> economicNexus(const NexusThreshold &threshold, std::vector<SaleIntoState> sales);

/// How far the sales into a state have come.
struct NexusStanding
{
    Period period; ///< that was counted: of two years the one that comes closer
    Decimal sales; ///< major units
    int transactions = 0;
    Decimal share; ///< of the threshold, in percent, cut to one digit after the point: 100 is reached
    std::optional<CollectsFrom> collects; ///< from when the sales alone oblige to collect
};

/// Where \a sales stand on \a day. Of two thresholds the one that decides gives the share: the closer one where either
/// is enough, the farther one where both have to be reached.
/// \returns InvalidInput "number.overflow".
Result<NexusStanding> nexusStanding(const NexusThreshold &threshold, const std::vector<SaleIntoState> &sales,
                                    const QDate &day);

} // namespace accord::tax
