// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill_discounts.h"
#include "core/billing/usage_lookup.h"

namespace accord::billing {

/// Adds to \a bill what the charges of \a contract among those to be looked at again come to by the terms and the usage
/// of now, less what was billed of them: late usage, backdated changes, closed locations. Each is looked at by the
/// engine that made it.
/// Each keeps the shares of fixed amounts that it was given; FixedAmounts::takeWhatIsLeft() gives more to those that
/// come to more.
/// \returns what fixed discounts took of those that were billed before the end of a period that this bill is for, where
///          \a amounts do not know it.
Result<std::vector<TakenEarly>> adjustBilled(Bill &bill, const BillInput &input, const contracts::Contract &contract,
                                             FixedAmounts &amounts, const UsageLookup &usage,
                                             pricing::Recorder *recorder);

} // namespace accord::billing
