// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/entry.h"
#include "core/payments/payment_terms.h"

/// Entries behind money that comes and goes. Documents are relieved at the base amount that the books carry them at;
/// what the money is worth on its own day beyond that is a realised exchange difference (IAS 21.28).
namespace accord::ledger {

/// What a payment does to one document.
struct ReceiptApplication
{
    accounts::AccountId customer;
    Money cash; ///< of the document's currency; below zero for a credit note that is used up
    std::optional<payments::DiscountTaken> discount = {}; ///< early payment
    Money withheld = {}; ///< no currency: none
    Money writtenOff = {}; ///< within the tolerance; no currency: none
    Money carrying; ///< base amount of all that is settled; of its sign
    QUuid document = {}; ///< the invoice that is settled; null: none
};

/// A payment as it is posted. Σ cash + credit = received in the documents' currency + fee.
struct ReceiptPosting
{
    QUuid payment;
    QDate dated;
    Money received; ///< on the bank account, > 0
    BookRate rate; ///< of the bank account's currency on the day
    std::vector<ReceiptApplication> applications; ///< of one currency
    Money fee; ///< that the bank took off, in the documents' currency; >= 0
    Money credit; ///< more than was owed, in the documents' currency; >= 0
    std::optional<accounts::AccountId> creditOf; ///< whose credit on account it is; none: unapplied cash
};

/// The base amount of \a settled out of a document of which \a open is carried at \a carrying: its share, rounded; of
/// all that is open, all that is carried, so that nothing stays on a settled document.
/// \returns InvalidInput "ledger.carrying" when nothing is open; "money.currency_mix", "number.overflow".
Result<Money> carryingOf(const Money &settled, const Money &open, const Money &carrying);

/// Cash, bank fee, discount with its tax, withheld tax and small differences against receivable; a credit of a known
/// customer against receivable as well, otherwise against unapplied cash. Two currencies, or a difference between the
/// days, are joined by exchange clearing and a realised exchange difference.
/// \returns InvalidInput "ledger.receipt_sum" unless the parts add up, "ledger.amount_negative", "ledger.carrying" for
/// a
///          carrying amount in another currency than that of the books; as withBase() and checkBalanced().
Result<Entry> entryForReceipt(const ReceiptPosting &receipt);

/// Applies money that stands in unapplied cash already: as entryForReceipt(), with unapplied cash in the place of cash.
/// \returns as entryForReceipt()
Result<Entry> entryForApplication(const ReceiptPosting &receipt);

/// Cash from nobody knows whom.
Result<Entry> entryForUnappliedCash(const QUuid &payment, const Money &amount, const QDate &dated,
                                    const BookRate &rate);

/// Takes the entry of a payment back that bounced, and what the bank charged for it: an expense, or the customer's debt
/// where the contract passes it on.
/// \param fee       >= 0, in base currency or in that of the bank account
/// \param passedTo  who bears the fee; none: an expense
Result<Entry> entryForReturn(const Entry &receipt, const QDate &dated, const Money &fee, const BookRate &rate,
                             const std::optional<accounts::AccountId> &passedTo = {});

/// Pays credit on account back.
/// \param carrying  base amount at which the credit stands in the books
Result<Entry> entryForRefund(const QUuid &refund, const accounts::AccountId &customer, const Money &amount,
                             const Money &carrying, const QDate &dated, const BookRate &rate);

} // namespace accord::ledger
