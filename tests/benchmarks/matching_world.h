// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payments/matching.h"

/// Payments of which it is known what they were for.
namespace accord::bench {

/// Why a payment is hard, or not.
enum class Kind {
    Printed, ///< the number as printed, among other words
    OddSpelling, ///< small letters, no or other separators, broken by a line end, without leading zeros
    List, ///< three documents, the second and third in short form
    Reference, ///< RF reference
    Collection, ///< end-to-end id of our own collection
    Charges, ///< the bank took its fee off, and says so
    Discount, ///< early payment, in time
    Partial,
    Overpaid,
    Twice, ///< a document that was paid by an earlier payment
    AmountOnly, ///< known account, one open document of that amount
    TwoAmounts, ///< known account, the sum of two documents
    Typo, ///< one wrong character in the number, known account
    OtherCurrency, ///< instructed in the currency of the document
    Stranger, ///< nothing of ours, with numbers that are none of ours
    Returned ///< an earlier payment comes back
};
inline constexpr int kinds = 16;

struct Truth
{
    int kind = 0; ///< place of its name among the world's kinds
    std::vector<std::pair<std::uint32_t, std::int64_t>> cash; ///< document and minor units
    std::int64_t credit = 0;
    size_t returned = 0; ///< place of the payment that comes back
    bool isCertain = false; ///< the rules allow to apply it without a person
};

struct MatchingWorld
{
    std::vector<payments::OpenDocument> documents;
    std::vector<payments::KnownPayer> payers;
    std::vector<payments::IncomingPayment> payments;
    std::vector<Truth> truths; ///< one for each payment
    std::vector<QByteArray> kinds; ///< names of what payments are like
};

/// A company with \a documents open documents of a twentieth as many customers; a third of the documents is over one of
/// eight prices, every tenth customer has a second series of numbers with the same digits. The same seed makes the same
/// world.
MatchingWorld makeWorld(size_t documents, size_t payments, std::uint64_t seed);

/// The data set "cash" that shared/bench/generate.py made in \a folder. What is certain is not known of it.
/// \returns the error of the first line that cannot be read.
Result<MatchingWorld> readWorld(const QString &folder);

/// Whether \a match is what \a truth says.
bool isRight(const payments::Match &match, const Truth &truth);

} // namespace accord::bench
