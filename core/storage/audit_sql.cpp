// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/audit_sql.h"

#include "core/storage/session.h"

#include <QtCore/QJsonDocument>

#include <limits>

namespace accord::storage {

using security::AuditRecord;

namespace {

#define RECORDS                                                                                                        \
    "SELECT sequence, recorded_at, actor, device, kind, subject_kind, subject_id, body, previous_hash, hash "          \
    "FROM audit_record "

AuditRecord readRecord(Statement &row)
{
    AuditRecord record;
    record.sequence = row.read<qint64>();
    record.recordedAt = row.read<QDateTime>();
    record.entry.actor = row.read<QString>();
    record.entry.device = row.read<QString>();
    record.entry.kind = row.read<QString>();
    record.entry.subjectKind = row.read<QString>();
    record.entry.subjectId = row.read<QString>();
    // A body that was tampered with need not be JSON: the chain says so, so reading it must not fail.
    record.bodyText = row.readBytes().toByteArray();
    record.entry.body = QJsonDocument::fromJson(record.bodyText).object();
    record.previousHash = row.readBytes().toByteArray();
    record.hash = row.readBytes().toByteArray();
    return record;
}

QString notNull(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

} // namespace

AuditSql::AuditSql(Session &session)
    : m_session(session)
{ }

Result<std::optional<AuditRecord>> AuditSql::last() const
{
    // A login that may not read the record sees its place and hash alone.
    return m_session
        .statement("SELECT audit_head.sequence, audit_head.hash, recorded_at FROM audit_head "
                   "LEFT JOIN audit_record ON audit_record.sequence = audit_head.sequence")
        .first([](Statement &row) {
            AuditRecord record;
            record.sequence = row.read<qint64>();
            record.hash = row.readBytes().toByteArray();
            record.recordedAt = row.read<std::optional<QDateTime>>().value_or(QDateTime());
            return record;
        });
}

Result<> AuditSql::append(const AuditRecord &record)
{
    const auto stored = m_session.run(
        "INSERT INTO audit_record (sequence, recorded_at, actor, device, kind, subject_kind, subject_id, body, "
        "previous_hash, hash) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        record.sequence, record.recordedAt, record.entry.actor, notNull(record.entry.device), record.entry.kind,
        notNull(record.entry.subjectKind), notNull(record.entry.subjectId), QString::fromUtf8(record.bodyText),
        QString::fromLatin1(record.previousHash), QString::fromLatin1(record.hash));
    if (!stored)
        return passOn(stored);
    return {};
}

Result<> AuditSql::visit(qint64 firstSequence, const std::function<bool(const AuditRecord &)> &visit) const
{
    auto select = m_session.statement(RECORDS "WHERE sequence >= ? ORDER BY sequence");
    select.bind(firstSequence);
    while (select.next()) {
        if (!visit(readRecord(select)))
            break;
    }
    return select.finish();
}

Result<std::vector<AuditRecord>> AuditSql::historyOf(const QString &subjectKind, const QString &subjectId,
                                                     qint64 beforeSequence, int limit) const
{
    auto select = m_session.statement(
        RECORDS "WHERE subject_kind = ? AND subject_id = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?");
    const qint64 before = beforeSequence > 0 ? beforeSequence : std::numeric_limits<qint64>::max();
    return select.bind(subjectKind, subjectId, before, limit).all(readRecord);
}

Result<std::vector<AuditRecord>> AuditSql::historyOf(const QString &subjectId, int limit) const
{
    auto select = m_session.statement(RECORDS "WHERE subject_id = ? ORDER BY sequence DESC LIMIT ?");
    return select.bind(notNull(subjectId), limit).all(readRecord);
}

Result<std::vector<AuditRecord>> AuditSql::newest(int limit, qint64 beforeSequence) const
{
    const qint64 before = beforeSequence > 0 ? beforeSequence : std::numeric_limits<qint64>::max();
    return m_session.statement(RECORDS "WHERE sequence < ? ORDER BY sequence DESC LIMIT ?")
        .bind(before, limit)
        .all(readRecord);
}

Result<QString> AuditSql::regionOf(const security::AuditEntry &entry) const
{
    const QUuid id = QUuid::fromString(entry.subjectId);
    const auto region = [&](Statement &&select) -> Result<QString> {
        const auto found = select.bind(id).first([](Statement &row) { return row.read<QString>(); });
        return found ? Result<QString>(found->value_or(QString())) : passOn(found);
    };
    if (entry.subjectKind == "account"_L1)
        return region(m_session.statement("SELECT region FROM account WHERE id = ?"));
    if (entry.subjectKind == "contract"_L1)
        return region(m_session.statement("SELECT account.region FROM contract JOIN account ON account.id = account_id "
                                          "WHERE contract.id = ?"));
    if (entry.subjectKind == "invoice"_L1)
        return region(m_session.statement("SELECT account.region FROM invoice JOIN account ON account.id = account_id "
                                          "WHERE invoice.id = ?"));
    if (entry.subjectKind == "credit_note"_L1)
        return region(m_session.statement(
            "SELECT account.region FROM credit_note JOIN account ON account.id = account_id WHERE credit_note.id = ?"));
    return QString();
}

} // namespace accord::storage
