// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/contract.h"

namespace accord::contracts {

/// Whether what \a contract comes to depends on how many locations it serves.
bool countsLocations(const Contract &contract);
/// The committed value of a year: for each recurring item price × quantity × 12 / months of the price, times \a
/// locations for items per location; before discounts, without usage. Rounded once per item.
Result<Money> committedAnnualValue(const Contract &contract, int locations, pricing::Recorder *recorder = nullptr);

/// Annual recurring revenue on \a day: the same items in force on it, less the percentage discounts that reach them.
Result<Money> annualRecurringRevenue(const Contract &contract, int locations, const QDate &day,
                                     pricing::Recorder *recorder = nullptr);

/// What a customer binds themselves to for a year at most: the recurring items, or what is committed or stated where
/// that is more, and everything that is charged once; before discounts.
Result<Money> boundValue(const Contract &contract, int locations);

/// The largest percentage that anything in the contract takes off.
Decimal largestDiscount(const Contract &contract);

/// What the contract's discounts are measured against.
Result<pricing::DiscountFacts> discountFacts(const Contract &contract, int locations);

} // namespace accord::contracts
