// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill_input.h"
#include "core/billing/invoice.h"

namespace accord::storage {

class Session;

/// Whole invoices with their lines, and what is taken while they are issued.
class InvoicesSql
{
public:
    explicit InvoicesSql(Session &session)
        : m_session(session)
    { }

    /// Stores a new draft. \returns Conflict "billing.billed_already" or "storage.unique" when one of its charges
    /// stands on another invoice.
    Result<> add(const billing::Invoice &invoice);
    /// Removes an invoice that was not issued. \returns "billing.invoice_immutable".
    Result<> remove(const billing::InvoiceId &id);
    /// Stores the purchase orders of a draft with its revision, digest and exceptions.
    Result<> saveOrder(const billing::Invoice &invoice);
    /// Stores the dates of a draft with its worth in company currency, inputs, revision and digest.
    Result<> saveDates(const billing::Invoice &invoice);
    Result<> setState(const billing::InvoiceId &id, billing::InvoiceState state);
    /// Gives it number, dates and seal. The only way to "issued"; the database refuses it without its approval.
    Result<> markIssued(const billing::Invoice &invoice);

    /// Puts an issued invoice into the outbox.
    Result<> queueForSending(const QUuid &id, const billing::Invoice &invoice);

    /// \returns NotFound "billing.invoice_not_found"; Forbidden "sync.invoice_with_server" in a copy that has only the
    ///          header.
    Result<billing::Invoice> find(const billing::InvoiceId &id) const;
    /// By number, or by id text for a draft.
    Result<billing::Invoice> findByReference(const QString &reference) const;
    /// The seal that an issued invoice carries; empty for a draft and for one that is not there.
    Result<QString> sealOf(const billing::InvoiceId &id) const;
    /// Every invoice id, in the order of their making.
    Result<std::vector<billing::InvoiceId>> ids() const;

    /// Keys of the uncredited lines of \a contracts that can have fallen due in \a period.
    Result<QSet<QString>> billedKeys(const std::vector<contracts::ContractId> &contracts, const Period &period) const;
    /// What the invoices so far, drafts included, took of the prepaid credits of \a contract, by name.
    Result<std::vector<billing::CreditUsed>> creditsUsed(const contracts::ContractId &contract,
                                                         const Currency &currency) const;
    /// The next number of a series; to be called inside the issuing transaction only.
    Result<qint64> takeNumber(const billing::IssuingEntityId &entity, const QString &series, int year);
    /// The latest issue date among the issued invoices of \a entity; null when there is none.
    Result<QDate> lastIssueDate(const billing::IssuingEntityId &entity) const;
    /// Total of the last invoice of the account before \a before, in its currency; none when there is none.
    Result<std::optional<Money>> previousTotal(const accounts::AccountId &account, const QDate &before) const;

    /// Keeps the digest of the rendered PDF, or compares it with the kept one.
    /// \returns Internal "documents.bytes_differ" when it was rendered to other bytes before.
    Result<> confirmDocument(const billing::InvoiceId &id, const QByteArray &sha256, qint64 size, const QDateTime &now);

private:
    Result<billing::Invoice> orWithServer(Result<billing::Invoice> invoice, const QString &reference) const;
    Result<> addParts(const billing::Invoice &invoice);
    Result<> addPayment(const billing::Invoice &invoice);
    Result<> readParts(billing::Invoice &invoice) const;
    Result<> readPayment(billing::Bill &bill, const billing::InvoiceId &id) const;
    Session &m_session;
};

} // namespace accord::storage
