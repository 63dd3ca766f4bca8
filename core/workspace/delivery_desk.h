// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/outbox_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// Documents and letters on their way to customers. What is put up for sending waits until somebody, or a program that
/// sends, says what became of it.
class DeliveryDesk
{
public:
    explicit DeliveryDesk(Services &services)
        : m_services(services)
    { }

    /// Newest first. \param state  empty: all. \returns InvalidInput "delivery.state_unknown".
    Result<std::vector<storage::DeliveryRow>> list(const QString &state, int limit);
    /// Of an issued invoice or credit note; none where it was never put up for sending.
    Result<std::optional<storage::DeliveryRow>> of(const QUuid &document);
    /// Says what became of the document \a number at \a to, one of its recipients, or, where that is empty, at all of
    /// them that it was not sent to yet; with a word on where it went or why it did not.
    /// \returns Forbidden unless the matrix lets the actor "document.deliver"; InvalidInput
    ///          "delivery.state_unknown", "delivery.note_missing" for a failure without a reason; NotFound
    ///          "delivery.not_found", "delivery.recipient_unknown"; Conflict "delivery.sent_already".
    Result<storage::DeliveryRow> mark(const QString &number, const QString &state, const QString &note,
                                      const QString &to = {});

private:
    Result<QUuid> documentOf(const QString &number);
    Result<> markRecipients(storage::DeliveryRow &row, const storage::DeliveryRecipient &as, const QString &to);

    Services &m_services;
};

} // namespace accord::workspace
