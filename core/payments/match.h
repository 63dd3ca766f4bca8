// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payments/match_facts.h"

namespace accord::payments {

/// Why a match is what it is.
enum class MatchReason {
    StructuredReference,
    EndToEndId,
    TraceNumber,
    NumberInText,
    ShortNumberInList,
    RemittanceAdvice,
    EndOfNumber,
    SimilarNumber,
    PurchaseOrder,
    PayerAccount,
    PayerName,
    SingleOpenAmount,
    SeveralWithAmount,
    Combination,
    AmountEqualsSum,
    CreditNoteNetted,
    BankCharges,
    EarlyDiscount,
    LateDiscount,
    Withholding,
    WithinTolerance,
    Partial,
    Overpaid,
    PaidTwice, ///< of documents that were paid before, in their amount
    SettledBefore, ///< of documents that were settled before, in another amount
    LateCharges, ///< with what late payment of them was charged for
    ParentPays,
    OtherPayer,
    OtherCurrency,
    OtherCompany, ///< it came to the account of another company of the seller
    ByHand ///< a person said what is paid of what
};
/// "structured_reference", "number_in_text", …: stable, for storage and scripts.
QString toString(MatchReason reason);

/// What a payment does to one document, in the document's currency.
struct Application
{
    std::uint32_t document = 0; ///< its place in the book
    Money cash; ///< below zero for a credit note that is used up
    Money discount; ///< >= 0, for early payment
    Money withheld; ///< >= 0, tax that the customer keeps back
    Money writtenOff; ///< >= 0, within the tolerance

    /// cash + discount + withheld + written off: by so much the document's open amount falls.
    Money settled() const;
    friend bool operator==(const Application &, const Application &) = default;
};

/// One way to apply a payment. Σ cash of the applications + credit = cash + fee.
struct Match
{
    Money cash; ///< of the payment: the instructed amount where the documents are in the payer's currency
    std::vector<Application> applications;
    Money fee; ///< >= 0, bank charges that the statement documents
    Money credit; ///< >= 0, goes on the payer's account
    int score = 0; ///< 0 to 100
    std::vector<MatchReason> reasons;
    QString certificate = {}; ///< number of the certificate of withheld tax
    std::vector<std::uint32_t> settledBefore = {}; ///< places of documents that it names and that owe nothing any more

    /// Whether all of it would be credit, for what it names is settled: a person says what becomes of it.
    bool isSecondPayment() const { return !settledBefore.empty() && applications.empty(); }
    bool has(MatchReason reason) const;
    friend bool operator==(const Match &, const Match &) = default;
};

/// What becomes of a payment.
enum class Verdict {
    Automatic, ///< certain, or accepted by a person: the one match is applied
    Proposed, ///< a person chooses; the best match first
    Unapplied, ///< cash that belongs to no document yet
    Repeated, ///< the same entry was imported before: nothing happens
    Returned, ///< takes an earlier payment back
    ReturnUnknown ///< money out that takes back no payment we know
};
/// "automatic", "proposed", "unapplied", "repeated", "returned", "return_unknown".
QString toString(Verdict verdict);

/// What was decided about one payment, and why.
struct Decision
{
    QString payment; ///< id of the entry
    Verdict verdict = Verdict::Unapplied;
    Money received; ///< as booked on the account
    std::vector<Match> matches; ///< Automatic: exactly one
    std::vector<accounts::AccountId> payers; ///< whose credit it would be, as far as that is known
    QString returned; ///< id of the payment that came back
    Money returnFee; ///< >= 0, what the bank took on top of a returned amount

    friend bool operator==(const Decision &, const Decision &) = default;
};

/// \a decision as a person made it: its match at \a place is to be applied.
/// \returns InvalidInput "payments.no_such_match"; "payments.certificate_missing" where tax is withheld and
///          \a certificate is empty; "payments.rate_missing" for documents in a currency that the payment does not
///          name.
Result<Decision> accepted(const Decision &decision, size_t place, const QString &certificate = {});

/// How far a person's judgement may be replaced.
struct MatchPolicy
{
    /// In minor units of whatever currency: what may lack of the amount of a document that is written off at once.
    std::int64_t tolerance = 0;
};

} // namespace accord::payments
