// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/entry.h"

#include <QtCore/QDateTime>

namespace accord::storage {

class Session;

struct Payment
{
    QUuid id;
    accounts::AccountId account;
    QDate receivedOn;
    Money amount;
    QString method; ///< "wire", "ach", "cheque"
    QString reference;
};

/// What the ledger holds of a document.
struct CarriedAmount
{
    Money open; ///< in the document's currency
    Money base; ///< in company currency; no currency where an entry has no base amount
};

/// Double entry and payments.
class LedgerSql
{
public:
    explicit LedgerSql(Session &session)
        : m_session(session)
    { }

    /// Writes a balanced entry; \returns "ledger.unbalanced" from the database otherwise, Conflict
    /// "ledger.period_closed" for a day that is closed. An entry without postings (a document of zero) writes nothing.
    Result<> post(const ledger::Entry &entry, const QDateTime &now);
    /// The entry \a kind of \a subject. \returns NotFound "ledger.entry_not_found".
    Result<ledger::Entry> entryOf(const QString &kind, const QUuid &subject) const;
    /// What stands on receivable for \a invoice.
    Result<CarriedAmount> carried(const billing::InvoiceId &invoice, const Currency &currency) const;
    /// A payment applied whole to one invoice, with its entry. It is worth what the books carry of the invoice: nothing
    /// is won or lost by exchange.
    Result<> receive(const Payment &payment, const billing::InvoiceId &invoice, const ledger::EntryId &entry,
                     const QDateTime &now);

private:
    Result<Currency> companyCurrency() const;

    Session &m_session;
};

} // namespace accord::storage
