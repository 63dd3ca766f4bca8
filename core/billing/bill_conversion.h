// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill.h"
#include "core/pricing/derivation.h"

namespace accord::billing {

/// Turns the lines and discounts of \a bill from the currency of its prices into the one it is written in.
///
/// The gross and the net of a line are each rounded once and the discount is their difference; what the line came to
/// before is kept with it. A price that contains the tax is converted with it: the tax is taken out of the converted
/// gross afterwards, so that what the customer pays is the agreed price at the rate, rounded once. The discounts over
/// the bill take the sum of those of the lines, by largest remainder.
/// \returns "money.currency_mix", "number.overflow".
Result<void> convertLines(Bill &bill, const Conversion &conversion, pricing::Recorder *recorder);

} // namespace accord::billing
