// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/outbox_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

namespace {

#define DELIVERY                                                                                                       \
    "SELECT outbox.id, outbox.kind, outbox.subject_id, coalesce(invoice.number, credit_note.number), account.id, "     \
    "account.name, account.invoice_email, account.portal_reference, outbox.state, outbox.note, outbox.created_at, "    \
    "outbox.changed_at, outbox.changed_by FROM outbox "                                                                \
    "LEFT JOIN invoice ON invoice.id = outbox.subject_id "                                                             \
    "LEFT JOIN credit_note ON credit_note.id = outbox.subject_id "                                                     \
    "LEFT JOIN dunning_step ON dunning_step.id = outbox.subject_id "                                                   \
    "JOIN account ON account.id = coalesce(invoice.account_id, credit_note.account_id, dunning_step.account_id) "

DeliveryRow read(Statement &row)
{
    DeliveryRow one;
    one.id = row.read<QUuid>();
    one.kind = row.read<QString>().section(u'.', 0, 0);
    one.subject = row.read<QUuid>();
    one.number = row.read<QString>();
    one.account = row.read<accounts::AccountId>();
    one.accountName = row.read<QString>();
    one.email = row.read<QString>();
    one.portal = row.read<QString>();
    one.state = row.read<QString>();
    one.note = row.read<QString>();
    one.createdAt = row.read<QDateTime>();
    one.changedAt = row.read<QDateTime>();
    one.changedBy = row.read<QString>();
    return one;
}

} // namespace

Result<std::vector<DeliveryRow>> OutboxSql::rows(const QString &state, int limit) const
{
    if (state.isEmpty())
        return m_session.statement(DELIVERY "ORDER BY outbox.created_at DESC, outbox.id DESC LIMIT ?")
            .bind(limit)
            .all(read);
    return m_session
        .statement(DELIVERY "WHERE outbox.state = ? ORDER BY outbox.created_at DESC, outbox.id DESC LIMIT ?")
        .bind(state, limit)
        .all(read);
}

Result<std::optional<DeliveryRow>> OutboxSql::ofSubject(const QUuid &subject) const
{
    return m_session
        .statement(DELIVERY "WHERE outbox.subject_id = ? ORDER BY outbox.created_at DESC, outbox.id DESC LIMIT 1")
        .bind(subject)
        .first(read);
}

Result<> OutboxSql::mark(const QUuid &id, const QString &state, const QString &note, const QString &by,
                         const QDateTime &now)
{
    const auto marked = m_session.run("UPDATE outbox SET state = ?, note = ?, changed_by = ?, changed_at = ? "
                                      "WHERE id = ?",
                                      state, notNull(note), by, now, id);
    return marked ? Result<>() : passOn(marked);
}

} // namespace accord::storage
