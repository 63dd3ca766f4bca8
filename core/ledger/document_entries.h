// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/entry.h"

/// Entries behind documents that are not invoices. Each is balanced in its currency and in base currency.
namespace accord::ledger {

/// As entryForInvoice(invoice), with base amounts at \a rate.
/// \returns as withBase()
Result<Entry> entryForInvoice(const billing::Invoice &invoice, const BookRate &rate);

/// What is open of a document that another system issued, on the day of the cut-over: receivable against the opening
/// balance, for revenue and tax stand in the books of before.
Result<Entry> entryForOpening(const billing::Invoice &invoice, const QDate &on);

/// A credit note as it is posted; amounts are positive.
struct CreditNotePosting
{
    QUuid document;
    accounts::AccountId customer;
    QDate dated;
    Money revenue; ///< net that was recognised already
    Money deferred; ///< net that is still deferred
    std::vector<tax::TaxGroup> taxGroups; ///< \c taxable is not looked at
};
/// Revenue, deferred revenue and tax against receivable: the reverse of an invoice.
/// \returns InvalidInput "ledger.amount_negative", and as withBase()
Result<Entry> entryForCreditNote(const CreditNotePosting &note, const BookRate &rate);

/// Moves \a amount from deferred revenue to revenue.
Result<Entry> entryForRecognition(const QUuid &document, const accounts::AccountId &customer, const Money &amount,
                                  const QDate &dated, const BookRate &rate);

/// A receivable that is given up.
struct WriteOffPosting
{
    QUuid document;
    accounts::AccountId customer;
    QDate dated;
    Money amount; ///< with tax, > 0
    std::vector<tax::TaxGroup> taxRelief; ///< tax that the authority gives back (bad debt relief); empty: none
    QUuid invoice = {}; ///< that is given up; null: none
};
/// Bad debt and tax relief against receivable. \returns as entryForCreditNote()
Result<Entry> entryForWriteOff(const WriteOffPosting &writeOff, const BookRate &rate);

} // namespace accord::ledger
