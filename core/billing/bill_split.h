// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill_input.h"
#include "core/billing/usage_lookup.h"

namespace accord::billing {

/// Splits the total of \a bill as the first contract with shares says: by percentages, by heads, or by what the
/// locations of each entity used of a meter in the billing period. Without shares, the lines of each entity and cost
/// centre are added up where there are cost centres. Usage that nobody reported leaves the total with the payer, and an
/// exception that says so.
/// \returns as splitByShares() and splitByWeights(), and what the usage says.
Result<void> splitTotal(Bill &bill, const BillInput &input, const UsageLookup &usage, pricing::Recorder *recorder);

} // namespace accord::billing
