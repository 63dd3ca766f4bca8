// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payments/settlement.h"

namespace accord::payments {

/// What a person says that a payment pays.
struct HandShare
{
    std::uint32_t document = 0; ///< its place in the book
    std::optional<Money> cash = {}; ///< below zero: so much of a credit note is used up; none: all that is open, as far
                                    ///< as the money reaches
};

struct HandWish
{
    std::vector<HandShare> shares;
    std::vector<Application> kept = {}; ///< what the payment pays already and goes on paying
    bool writesOffRest = false; ///< what lacks of the documents is given up, within the tolerance
    QString certificate = {}; ///< of withheld tax; empty: none is taken as withheld
};

/// \a wish as a match of \a tender. A discount in time is taken where it makes up what lacks of a document, withheld
/// tax where a certificate says so; documented charges count where the shares need them. The rest is credit.
///
/// \returns Conflict "payments.over_applied" with number and open amount; InvalidInput "payments.share_zero",
///          "payments.rate_missing" for another currency, "payments.beyond_entry" for shares that come to more than the
///          payment, "payments.write_off_limit" with the rest and the limit.
Result<Match> byHand(const MatchBook &book, const HandWish &wish, const Tender &tender);

} // namespace accord::payments
