// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill_input.h"
#include "core/billing/usage_lookup.h"
#include "core/tax/tax_provider.h"

namespace accord::billing {

/// \b The billing function: contract terms, usage and tax facts in, a bill out. Charges that are billed already are
/// left out, so running it again adds nothing. Charges of the past that come to something else by now are adjusted by
/// lines of their own. Order inside: price → line discounts → cap → minimum → commitments → fixed discounts spread →
/// service level credits → tax per group → split → prepaid credit → instalments.
///
/// \param taxes     the table of rates or a calculator outside; its answer is checked before it is used
/// \param recorder  gets one node per line, then "Subtotal", one per tax group, "Total", one per share and prepaid
/// credit,
///                  "Amount due" and "Instalments"
/// \returns InvalidInput with the contract and item where something does not compute
Result<Bill> rate(const BillInput &input, const UsageLookup &usage, const tax::TaxProvider &taxes,
                  pricing::Recorder *recorder = nullptr);
/// With the taxes of a table of rates.
Result<Bill> rate(const BillInput &input, const UsageLookup &usage, const tax::RateTable &rates,
                  pricing::Recorder *recorder = nullptr);

} // namespace accord::billing
