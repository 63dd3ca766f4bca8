// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tax/tax_groups.h"

namespace accord::tax {

/// A line whose price includes its taxes.
struct GrossLine
{
    Money gross; ///< what the customer pays, after all discounts
    std::vector<Component> components;
};

/// Lines whose gross was fixed, taken apart.
struct InclusiveResult
{
    std::vector<Money> lineNets; ///< net + tax of a line is its gross
    TaxResult tax; ///< groups, tax per line, total
    Money net; ///< sum of \c lineNets
    Money gross; ///< net + tax: exactly the sum of the lines' gross
};

/// Takes tax out of prices that include it. Lines with the same taxes are one group: net = round(gross / (1 + r)),
/// tax = gross − net, so that the gross never changes; line nets are shares of the group's net by largest remainder,
/// and so are several taxes of one group. 100.00 at 20 % is 83.33 + 16.67; three lines of 9.99 are 24.98 + 4.99 with
/// nets of 8.33, 8.33, 8.32.
///
/// The tax of a group can lie one minor unit off net × rate (BR-CO-17); that is what a fixed gross costs.
/// \returns InvalidInput "money.currency_mix", "number.overflow"; "tax.rate_negative" for a rate below zero.
Result<InclusiveResult> computeInclusiveTax(const std::vector<GrossLine> &lines, const Currency &currency,
                                            pricing::Recorder *recorder = nullptr);

} // namespace accord::tax
