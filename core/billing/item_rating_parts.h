// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/item_rating.h"

#include <limits>

namespace accord::billing {

/// Earlier ones rounded what a charge comes to once, however many prices it has, and each part of a period by itself.
inline constexpr int firstEngineThatRoundsEachPrice = 4;
/// Earlier ones made a ramp's own discount part of the price where the terms change inside a period.
inline constexpr int firstEngineThatTakesRampDiscountsApart = 6;
/// Earlier ones billed nothing of usage that nobody reported, though its price asks for an amount without any.
inline constexpr int firstEngineThatOwesFlatPrices = 4;

/// Stands for the ramp's own discount among the places of the contract's discounts.
inline constexpr size_t rampPlace = std::numeric_limits<size_t>::max();

/// \a value with as many digits as matter.
Result<Decimal> shortest(const Exact &value);

/// The name of a ramp's own discount.
QString wordsOfRampDiscount(const contracts::PriceItem &item);

/// What a capped line says: its amount is not price × quantity, and what is printed has to add up.
QString wordsOfMaximum(const ItemCharge &charge);

} // namespace accord::billing
