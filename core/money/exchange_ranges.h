// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/exchange.h"

#include <map>

namespace accord {

/// The fewest and the most units of a currency that one unit of another was worth.
struct ExchangeRange
{
    Exact least;
    Exact most;
};

/// What one \a unit was worth in each currency of ISO 4217 that \a rates know, on the first days of the months from
/// \a first to \a last; by the code of the currency.
std::map<QString, ExchangeRange> exchangeRanges(const ExchangeRates &rates, const Currency &unit, const QDate &first,
                                                const QDate &last);

} // namespace accord
