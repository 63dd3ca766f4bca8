// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payments/match_book.h"

namespace accord::payments {

/// How an amount fits a set of documents.
enum class Fit {
    Exact, ///< everything is closed, with documented charges, an early discount or the tolerance where they explain it
    PaidTwice, ///< everything was closed before and comes to the amount: all of it would be credit
    ClosedBefore, ///< everything was closed before, by other amounts: all of it would be credit
    Withheld, ///< everything is closed if the customer paid the rest to the tax authority
    Partial, ///< too little: the rest stays open
    Overpaid, ///< too much: the rest is credit
    None ///< no money comes in for these
};

/// Whether everything was closed before.
constexpr bool isClosedBefore(Fit fit)
{
    return fit == Fit::PaidTwice || fit == Fit::ClosedBefore;
}

struct Settlement
{
    Fit fit = Fit::None;
    Match match; ///< with the reasons that the fit has; without a score
};

/// What is known about the money.
struct Tender
{
    Money cash; ///< > 0
    Money charges; ///< >= 0, of the currency of \c cash
    QDate valueDate;
    std::int64_t tolerance = 0; ///< minor units
};

/// The discount of \a document that is still offered on \a valueDate, at most what is open; minor units.
std::int64_t discountInTime(const OpenDocument &document, const QDate &valueDate);
/// The tax that is expected to be kept back of \a document, at most what is open; minor units.
std::int64_t withholdingOf(const OpenDocument &document);

/// Applies \a tender to \a documents, which are of its currency. Credit notes among them are used up first, the rest
/// goes to the oldest due date. A discount counts only up to its last day; one taken later is a partial payment.
Settlement settle(const MatchBook &book, const std::vector<std::uint32_t> &documents, const Tender &tender);
/// The same, with what late payment of \a documents was charged for where the money is exactly that much more.
Settlement settleWithCharges(const MatchBook &book, const std::vector<std::uint32_t> &documents, const Tender &tender);

} // namespace accord::payments
