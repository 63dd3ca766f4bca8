// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/credited_invoice.h"
#include "core/ledger/dimensions.h"

namespace accord::ledger {

struct Entry;
using EntryId = Id<Entry>;

/// One side of an entry: debits are positive, credits negative.
struct Posting
{
    QString account; ///< of the chart: "receivable", "tax_payable/US-CA"
    std::optional<accounts::AccountId> customer;
    Money amount; ///< never zero
    Money base = {}; ///< in the currency of the books; no currency until withBase()
    QUuid document = {}; ///< the invoice that it charges, settles or gives back of; null: none
    Dimensions dimensions = {}; ///< of income, earned or deferred

    friend bool operator==(const Posting &, const Posting &) = default;
};

/// A balanced double entry behind one document or payment.
struct Entry
{
    EntryId id;
    QDate dated;
    QString kind; ///< "invoice", "credit_note", "payment", "payment_return", …
    QUuid subject;
    std::vector<Posting> postings;

    friend bool operator==(const Entry &, const Entry &) = default;
};

/// Receivable against revenue, deferred revenue (charges in advance), late charges and tax by jurisdiction; revenue and
/// deferred revenue by their dimensions. Without postings for a document of zero.
Result<Entry> entryForInvoice(const billing::Invoice &invoice);

/// What the invoice posted, the other way round, for the part that \a note gives back. Of a charge in advance, the part
/// for the days up to \a recognisedThrough was revenue already and lowers it; the rest was still deferred. What the
/// credit notes of a line take from its dimensions is, once all of it is given back, what the invoice posted to them.
/// Without postings for nothing.
Result<Entry> entryForCreditNote(const billing::CreditNote &note, const billing::Invoice &invoice,
                                 const QDate &recognisedThrough = {});

/// Cash against receivable, for \a document if there is one.
Entry entryForPayment(const QUuid &payment, const accounts::AccountId &customer, const Money &amount,
                      const QDate &received, const QUuid &document = {});

/// How much of \a amount, which is for the days of \a served, belongs to those up to \a through: by day, rounded once.
Result<Money> servedPart(const Money &amount, const Period &served, const QDate &through);

/// How a currency is turned into that of the books.
struct BookRate
{
    Currency base;
    Exact rate = Exact(1); ///< units of the base currency for one of the document's; 1 for the base currency itself

    /// \a amount in base currency, rounded once.
    Result<Money> toBase(const Money &amount) const;
};

/// \a entry, whose postings are of one currency, with amounts in base currency: rounded together, so that they balance.
/// \returns InvalidInput "ledger.rate" unless the rate is above zero and 1 for the base currency; "money.currency_mix";
///          "number.overflow".
Result<Entry> withBase(Entry entry, const BookRate &rate);

/// Whether \a entry is one: at least two postings, none of zero, Σ = 0 in each currency and in base currency, and no
/// difference between amount and base in the base currency itself. An entry without postings (of a document of zero)
/// is.
/// \returns InvalidInput "ledger.unbalanced", "ledger.one_side", "ledger.posting_zero", "ledger.base_differs" with the
///          kind and currency.
Result<void> checkBalanced(const Entry &entry);

/// What takes \a entry back on \a dated, under another \a kind.
Entry reversalOf(const Entry &entry, const QDate &dated, const QString &kind);

} // namespace accord::ledger
