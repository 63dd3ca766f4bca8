// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/outbox_sql.h"

#include "core/payments/dunning_schedule.h"
#include "core/storage/document_recipients_sql.h"
#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

namespace {

#define DELIVERY                                                                                                       \
    "SELECT outbox.id, outbox.kind, outbox.subject_id, coalesce(invoice.number, credit_note.number), account.id, "     \
    "account.name, account.invoice_email, account.portal_reference, outbox.state, outbox.note, outbox.created_at, "    \
    "outbox.changed_at, outbox.changed_by, coalesce(dunning_step.kind, ''), coalesce(dunning_step.level, 0), "         \
    "coalesce(dunning_step.recipients, '[]') FROM outbox "                                                             \
    "LEFT JOIN invoice ON invoice.id = outbox.subject_id "                                                             \
    "LEFT JOIN credit_note ON credit_note.id = outbox.subject_id "                                                     \
    "LEFT JOIN dunning_step ON dunning_step.id = outbox.subject_id "                                                   \
    "JOIN account ON account.id = coalesce(invoice.account_id, credit_note.account_id, dunning_step.account_id) "

/// Whether a step of dunning is for the own people, and no letter.
bool isInside(const QString &step)
{
    return !step.isEmpty() && step != payments::toString(payments::DunningStepKind::Notify);
}

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
    one.step = row.read<QString>();
    one.level = row.read<int>();
    const QStringList inside = toStringList(row.read<QJsonArray>());
    if (isInside(one.step)) {
        one.inside = inside;
        one.email = one.portal = QString();
    }
    return one;
}

} // namespace

Result<std::vector<DeliveryRow>> OutboxSql::rows(const QString &state, int limit) const
{
    auto rows = state.isEmpty()
                    ? m_session.statement(DELIVERY "ORDER BY outbox.created_at DESC, outbox.id DESC LIMIT ?")
                          .bind(limit)
                          .all(read)
                    : m_session
                          .statement(DELIVERY
                                     "WHERE outbox.state = ? ORDER BY outbox.created_at DESC, outbox.id DESC LIMIT ?")
                          .bind(state, limit)
                          .all(read);
    if (!rows)
        return rows;
    for (DeliveryRow &row : *rows) {
        if (const auto known = readRecipients(row); !known)
            return passOn(known);
    }
    return rows;
}

Result<std::optional<DeliveryRow>> OutboxSql::ofSubject(const QUuid &subject) const
{
    auto row
        = m_session
              .statement(DELIVERY "WHERE outbox.subject_id = ? ORDER BY outbox.created_at DESC, outbox.id DESC LIMIT 1")
              .bind(subject)
              .first(read);
    if (!row || !*row)
        return row;
    const auto known = readRecipients(**row);
    return known ? std::move(row) : passOn(known);
}

Result<> OutboxSql::readRecipients(DeliveryRow &row) const
{
    auto recipients = m_session
                          .statement("SELECT role, address, state, note, changed_at, changed_by FROM delivery "
                                     "WHERE outbox_id = ? "
                                     "ORDER BY CASE role WHEN 'to' THEN 0 WHEN 'copy' THEN 1 ELSE 2 END, address")
                          .bind(row.id)
                          .all([](Statement &from) {
                              DeliveryRecipient one;
                              one.role = from.read<QString>();
                              one.address = from.read<QString>();
                              one.state = from.read<QString>();
                              one.note = from.read<QString>();
                              one.changedAt = from.read<QDateTime>();
                              one.changedBy = from.read<QString>();
                              return one;
                          });
    if (!recipients)
        return passOn(recipients);
    row.recipients = std::move(*recipients);
    return {};
}

Result<> OutboxSql::address(const QUuid &outbox, const accounts::AccountId &account, const QString &kind)
{
    const auto recipients = DocumentRecipientsSql(m_session).forKind(account, kind);
    if (!recipients)
        return passOn(recipients);
    for (const DocumentRecipient &one : *recipients) {
        const auto added = m_session.run("INSERT INTO delivery (outbox_id, role, address, state, note, changed_by) "
                                         "VALUES (?,?,?,'waiting','','')",
                                         outbox, one.role, one.address);
        if (!added)
            return passOn(added);
    }
    return {};
}

Result<> OutboxSql::mark(const QUuid &id, const DeliveryRecipient &recipient)
{
    const auto marked = m_session.run("UPDATE delivery SET state = ?, note = ?, changed_by = ?, changed_at = ? "
                                      "WHERE outbox_id = ? AND role = ? AND address = ?",
                                      recipient.state, notNull(recipient.note), notNull(recipient.changedBy),
                                      recipient.changedAt, id, recipient.role, recipient.address);
    return marked ? Result<>() : passOn(marked);
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
