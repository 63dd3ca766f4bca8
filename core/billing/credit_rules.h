// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill_input.h"

namespace accord::billing {

/// What was billed of a charge, less its share for the days that are not served: kept and given back add up to it.
/// \param served  the part of the charge's days that is served, 0 to 1
Result<Money> keptOf(const BilledCharge &billed, const Exact &served);

/// \a difference, what a charge comes to now less what was billed of it, as far as \a terms let it be given back: with
/// all that was given back before at most what was paid, where they say so. Never less than nothing is left of it.
Result<Money> withinCreditCap(const contracts::Terms &terms, const BilledCharge &billed, const Money &difference);

} // namespace accord::billing
