// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tax/tax_rules.h"

namespace accord::tax {

/// When sales alone make a seller collect in a state (economic nexus after South Dakota v. Wayfair, 585 U.S. ___
/// (2018)). The figures are the state's and belong to data, not to this code.
struct NexusThreshold
{
    QString state; ///< "TX"
    Decimal sales; ///< major units of a year; 0: no threshold of sales
    int transactions = 0; ///< of a year; 0: no threshold of transactions
    bool both = false; ///< both have to be passed; otherwise either
};

/// One sale into a state.
struct SaleIntoState
{
    QDate day;
    Decimal amount; ///< major units, without tax
};

/// The day from which the seller has to collect: the day after the sale with which the calendar year's sales reach
/// \a threshold; none when they do not.
/// \param sales  in any order
/// \returns InvalidInput "number.overflow".
Result<std::optional<CollectsFrom>> economicNexus(const NexusThreshold &threshold, std::vector<SaleIntoState> sales);

} // namespace accord::tax
