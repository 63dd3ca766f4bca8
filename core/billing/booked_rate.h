// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/invoice.h"

namespace accord::billing {

/// At which rate the books take \a invoice into the currency of the company, as kept among its inputs: with the day and
/// the source. None where both are the same currency, and of documents that keep no rate.
std::optional<Conversion> bookedRate(const Invoice &invoice);

/// What the total of \a invoice comes to in the books, for an explanation. None where it is in their currency.
std::optional<pricing::Derivation> explainBooked(const Invoice &invoice);

} // namespace accord::billing
