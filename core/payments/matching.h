// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payments/match_book.h"

namespace accord::payments {

/// Decides about one payment; changes nothing.
///
/// In this order: a structured reference (RF and QRR with valid check digits), the end-to-end id or trace number of our
/// own collection are certain; document numbers in advice or free text are certain when the amount is what they come
/// to; a known payer with exactly one open document or combination of that amount is a proposal, the better when a
/// similar number stands in the text; anything else is unapplied cash. Several that fit equally are all proposed. What
/// differs from the amount is explained by documented bank charges, a discount in time, the tolerance, tax withheld (a
/// proposal: it needs the certificate's number), partial payment or overpayment.
Decision decide(const MatchBook &book, const IncomingPayment &payment, const MatchPolicy &policy = {});

/// Decides about all of \a payments and applies what is automatic: first everything certain by value date, then what is
/// left against what is still open. The order of \a payments changes nothing but the order of the answers.
/// \returns what MatchBook::apply() can fail with, which a right book never does.
Result<std::vector<Decision>> matchAll(MatchBook &book, const std::vector<IncomingPayment> &payments,
                                       const MatchPolicy &policy = {});

} // namespace accord::payments
