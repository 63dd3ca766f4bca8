// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/proration.h"
#include "core/workspace/contract_desk.h"

namespace accord::workspace {

/// Another price of an item, for every contract that has it or for some of them.
struct AnnouncedPrice
{
    QString item; ///< key, as in the contracts
    std::optional<Decimal> unitPrice; ///< the price of each unit; otherwise …
    std::optional<Decimal> percent; ///< … every price of the item rises (or falls) by so much, rounded to its digits
    QDate from;
    QString reason; ///< as printed
    QStringList contracts; ///< their numbers; empty: all in force on the day that have the item
};

/// What it does to one contract.
struct PriceNotice
{
    contracts::Contract saved;
    std::optional<contracts::Contract> candidate; ///< the next version; none where it cannot be
    std::optional<Error> refused; ///< why not: "contracts.price_notice_short" with the "earliest" day, or of amended()
    pricing::ChargeModel before; ///< on the day before it holds
    pricing::ChargeModel after;
    pricing::PriceChange
        running; ///< what is left of the running period: the old price given back, the new one charged,
                 ///< for the quantity of one place; empty for usage, which is priced from its next period
};

/// Looks at what \a announced does if it is told today. Nothing is saved.
/// \returns InvalidInput "contracts.price_announced" (neither a price nor a percentage, or both), NotFound
///          "contracts.not_found", "contracts.amend_item" where no contract has the item.
Result<std::vector<PriceNotice>> planPrices(Services &services, const AnnouncedPrice &announced);

/// Saves the next version of every contract of \a announced, all of them or none. Those that the policy asks about
/// wait.
/// \returns what planPrices() and the first contract that refuses it say.
Result<std::vector<SavedContract>> announcePrices(Services &services, const AnnouncedPrice &announced);

} // namespace accord::workspace
