// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/credited_invoice.h"

namespace accord::storage {

class Session;

/// One credit note in a list.
struct CreditNoteRow
{
    billing::CreditNoteId id;
    QString number; ///< empty until issued
    billing::InvoiceId invoice;
    QString invoiceNumber;
    QString account;
    billing::CreditNoteState state = billing::CreditNoteState::Draft;
    QDate issueDate; ///< null until issued
    Money net;
    Money tax;
    Money total;
    QString reason;
    QString requestedBy;
    QDateTime requestedAt;
};

/// Empty members do not filter.
struct CreditNoteFilter
{
    std::optional<billing::InvoiceId> invoice;
    std::optional<accounts::AccountId> account;
    std::optional<billing::CreditNoteState> state;
};

/// Credit notes with their lines. That they stay within their invoice and do not change is held by the database.
class CreditNotesSql
{
public:
    explicit CreditNotesSql(Session &session)
        : m_session(session)
    { }

    /// Stores a new draft. \returns Conflict "billing.over_credited" when it gives back more than is left.
    Result<> add(const billing::CreditNote &note);
    Result<> setState(const billing::CreditNoteId &id, billing::CreditNoteState state);
    /// Gives it number, date and seal, and marks the lines that are credited in full by it. The only way to "issued";
    /// the database refuses it without its approval.
    Result<> markIssued(const billing::CreditNote &note);
    /// Makes one that was not issued void. \returns Conflict "billing.credit_note_immutable".
    Result<> markVoid(const billing::CreditNoteId &id, const QString &reason, const QString &by);
    Result<> queueForSending(const QUuid &id, const billing::CreditNote &note);

    /// \returns NotFound "billing.credit_note_not_found".
    Result<billing::CreditNote> find(const billing::CreditNoteId &id) const;
    /// By number, or by id text.
    Result<billing::CreditNote> findByReference(const QString &reference) const;
    /// Every credit note of \a invoice, void ones included, as they were requested.
    Result<std::vector<billing::CreditNote>> ofInvoice(const billing::InvoiceId &invoice) const;
    /// Newest first.
    Result<std::vector<CreditNoteRow>> list(const CreditNoteFilter &filter) const;
    Result<std::vector<billing::CreditNoteId>> ids() const;
    /// The latest issue date among those of \a entity; null when there is none.
    Result<QDate> lastIssueDate(const billing::IssuingEntityId &entity) const;
    /// The number of another invoice on which an uncredited later adjustment of a charge of \a invoice stands; empty
    /// when there is none. \param lines  of \a invoice, counted from 1
    Result<QString> adjustedOn(const billing::InvoiceId &invoice, const std::vector<int> &lines) const;

    /// Keeps the digest of the rendered PDF, or compares it with the kept one.
    /// \returns Internal "documents.bytes_differ" when it was rendered to other bytes before.
    Result<> confirmDocument(const billing::CreditNoteId &id, const QByteArray &sha256, qint64 size,
                             const QDateTime &now);

private:
    Result<> addParts(const billing::CreditNote &note);
    Result<> readParts(billing::CreditNote &note) const;
    Session &m_session;
};

} // namespace accord::storage
