// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

#include <QtCore/QDateTime>

namespace accord::storage {

class Session;

/// One of those who get a document, and what became of it there.
struct DeliveryRecipient
{
    QString role; ///< "to", "copy", "portal"
    QString address; ///< e-mail, or the reference in the portal
    QString state; ///< "waiting", "sent", "failed", "unknown"
    QString note;
    QDateTime changedAt; ///< null while it waits
    QString changedBy;
};

/// A document or letter that was put up for sending, and what became of it.
struct DeliveryRow
{
    QUuid id;
    QString kind; ///< "invoice", "credit_note", "dunning"
    QUuid subject; ///< the invoice, the credit note, the step of dunning
    QString number; ///< of the document; empty for a step of dunning
    QString step = {}; ///< of dunning: "notify" is a letter, others are work of the own people; empty for a document
    int level = 0; ///< of the step
    QStringList inside = {}; ///< roles of the own people whose work it is; "account_manager"
    accounts::AccountId account;
    QString accountName;
    QString email; ///< where the account wants it; empty: nowhere by mail
    QString portal; ///< its reference in the customer's portal; empty: none
    QString state; ///< as those of its recipients together: "failed" before "unknown", "waiting" and "sent"
    QString note;
    QDateTime createdAt;
    QDateTime changedAt; ///< null while it waits
    QString changedBy;
    std::vector<DeliveryRecipient> recipients = {}; ///< as it was put up; none: nobody was known then
};

/// What is to be sent and was.
class OutboxSql
{
public:
    explicit OutboxSql(Session &session)
        : m_session(session)
    { }

    /// Addresses what was put up as \a outbox to who gets documents of \a kind of \a account, as they are known now.
    Result<> address(const QUuid &outbox, const accounts::AccountId &account, const QString &kind);
    /// Newest first. \param state  empty: all
    Result<std::vector<DeliveryRow>> rows(const QString &state, int limit) const;
    /// The newest of a document or step; none where it was never put up for sending.
    Result<std::optional<DeliveryRow>> ofSubject(const QUuid &subject) const;
    /// \returns Conflict "delivery.sent_already".
    Result<> mark(const QUuid &id, const QString &state, const QString &note, const QString &by, const QDateTime &now);
    /// The same for one recipient; the document as a whole is not changed.
    Result<> mark(const QUuid &id, const DeliveryRecipient &recipient);

private:
    Result<> readRecipients(DeliveryRow &row) const;

    Session &m_session;
};

} // namespace accord::storage
