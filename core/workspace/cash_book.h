// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payments/match_book.h"
#include "core/storage/bank_payments_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// What stored cash is matched against: the issued invoices with what is open of each, in the order of the book.
struct CashBook
{
    payments::MatchBook book;
    /// Element n is behind the book's document n. An invoice of which more was given back than is owed is a document of
    /// its own once more: the credit, by the number of the credit note.
    std::vector<storage::OpenInvoiceRow> invoices;
};

/// Reads the book. Entries that are decided about and that one of \a moneyOut may take back, for it names them by
/// end-to-end id or trace number, are in it as they were decided; all others count by what is open after them.
/// \returns as payments::MatchBook::make() and apply()
Result<CashBook> readCashBook(Services &services, const std::vector<payments::IncomingPayment> &moneyOut = {});

/// What may be given up of an invoice, in minor units of whatever currency: the setting "write_off_limit_minor", zero
/// where nobody set one.
Result<std::int64_t> writeOffLimit(Services &services);

/// \a match as it is stored and shown: score, reasons, fee, credit, and for each invoice its number, what is settled
/// and what of it is written off, discounted and withheld;
/// of a second payment the invoices that were settled before, and on which day.
QJsonObject toJson(const payments::Match &match, const CashBook &book);

/// \a match of \a entry as it is stored when it is applied.
/// \param customer  whose credit a rest is
storage::BankPayment bankPayment(const payments::Match &match, const CashBook &book, const storage::BankEntryRow &entry,
                                 const accounts::AccountId &customer, const QUuid &id);

} // namespace accord::workspace
