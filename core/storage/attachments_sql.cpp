// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/attachments_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/synced_change.h"
#include "core/storage/transaction.h"

namespace accord::storage {

namespace {

#define ATTACHMENT_COLUMNS                                                                                             \
    "SELECT attachment.id, account_id, subject_kind, subject_id, file_name, media_type, sha256, size, added_by, "      \
    "added_at, coalesce(removed_by, ''), removed_at FROM attachment "                                                  \
    "JOIN attachment_content ON attachment_content.id = content_id "

Attachment readAttachment(Statement &row)
{
    Attachment attachment;
    attachment.id = row.read<QUuid>();
    attachment.account = row.read<accounts::AccountId>();
    attachment.subjectKind = row.read<QString>();
    attachment.subject = row.read<QUuid>();
    attachment.fileName = row.read<QString>();
    attachment.mediaType = row.read<QString>();
    attachment.content.sha256 = row.read<QString>();
    attachment.content.size = row.read<qint64>();
    attachment.addedBy = row.read<QString>();
    attachment.addedAt = row.read<QDateTime>();
    attachment.removedBy = row.read<QString>();
    attachment.removedAt = row.read<QDateTime>();
    return attachment;
}

std::optional<sync::RowKey> exchangedKey(const Attachment &attachment)
{
    return attachment.subjectKind == accountAttachment ? std::optional(sync::RowKey{u"attachment"_s, attachment.id})
                                                       : std::nullopt;
}

} // namespace

Result<> AttachmentsSql::add(const Attachment &attachment, const QUuid &content)
{
    Transaction transaction(m_session);
    SyncedChange change(m_session, exchangedKey(attachment));
    const auto added = m_session.run(
        "INSERT INTO attachment (id, account_id, subject_kind, subject_id, content_id, file_name, media_type, "
        "added_by, added_at) VALUES (?,?,?,?,?,?,?,?,?)",
        attachment.id, attachment.account, notNull(attachment.subjectKind), attachment.subject, content,
        notNull(attachment.fileName), notNull(attachment.mediaType), notNull(attachment.addedBy), attachment.addedAt);
    if (!added)
        return passOn(added);
    if (auto told = change.tell(); !told)
        return told;
    return transaction.commit();
}

Result<> AttachmentsSql::remove(const QUuid &id, const QString &person, const QDateTime &now)
{
    Transaction transaction(m_session);
    const auto attachment = find(id);
    if (!attachment)
        return passOn(attachment);
    SyncedChange change(m_session, exchangedKey(*attachment));
    const auto removed
        = m_session.run("UPDATE attachment SET removed_by = ?, removed_at = ? WHERE id = ?", person, now, id);
    if (!removed)
        return passOn(removed);
    if (auto told = change.tell(); !told)
        return told;
    return transaction.commit();
}

Result<> AttachmentsSql::putBack(const QUuid &id)
{
    const auto back = m_session.run("UPDATE attachment SET removed_by = NULL, removed_at = NULL WHERE id = ?", id);
    return back ? Result<>() : passOn(back);
}

Result<bool> AttachmentsSql::isNamed(const sync::ContentKey &content, const QStringList &regions) const
{
    auto select = m_session.statement(
        "SELECT DISTINCT account.region FROM attachment JOIN attachment_content ON attachment_content.id = content_id "
        "JOIN account ON account.id = account_id WHERE sha256 = ? AND size = ? AND subject_kind = ? "
        "AND removed_at IS NULL");
    const auto found = select.bind(content.sha256, content.size, accountAttachment).all([](Statement &row) {
        return row.read<QString>();
    });
    if (!found)
        return passOn(found);
    return std::ranges::any_of(*found, [&](const QString &region) { return regions.contains(region); });
}

Result<std::vector<sync::ContentKey>> AttachmentsSql::unfinished() const
{
    return m_session
        .statement("SELECT sha256, size FROM attachment_content WHERE NOT complete AND EXISTS "
                   "(SELECT 1 FROM attachment WHERE content_id = attachment_content.id AND removed_at IS NULL) "
                   "ORDER BY size, sha256")
        .bind()
        .all([](Statement &row) {
            const QString sha256 = row.read<QString>();
            return sync::ContentKey{sha256, row.read<qint64>()};
        });
}

Result<> AttachmentsSql::forget(const QUuid &id)
{
    const auto gone = m_session.run("DELETE FROM attachment WHERE id = ?", id);
    return gone ? dropUnnamed() : passOn(gone);
}

Result<> AttachmentsSql::forgetAll(const accounts::AccountId &account)
{
    const auto gone = m_session.run("DELETE FROM attachment WHERE account_id = ?", account);
    return gone ? dropUnnamed() : passOn(gone);
}

/// What was written on this machine stays: it may wait, or the team did not take it.
Result<> AttachmentsSql::dropUnnamed()
{
    for (const auto &gone :
         {m_session.run(
              "DELETE FROM attachment_part WHERE content_id IN (SELECT id FROM attachment_content WHERE "
              "brought_by = '' AND NOT EXISTS (SELECT 1 FROM attachment WHERE content_id = attachment_content.id))"),
          m_session.run("DELETE FROM attachment_content WHERE brought_by = '' AND NOT EXISTS "
                        "(SELECT 1 FROM attachment WHERE content_id = attachment_content.id)")}) {
        if (!gone)
            return passOn(gone);
    }
    return {};
}

Result<std::vector<Attachment>> AttachmentsSql::of(const QString &subjectKind, const QUuid &subject) const
{
    auto select
        = m_session.statement(ATTACHMENT_COLUMNS "WHERE subject_id = ? AND subject_kind = ? "
                                                 "AND removed_at IS NULL ORDER BY added_at DESC, attachment.id");
    return select.bind(subject, subjectKind).all(readAttachment);
}

Result<Attachment> AttachmentsSql::find(const QUuid &id) const
{
    const auto attachment
        = m_session.statement(ATTACHMENT_COLUMNS "WHERE attachment.id = ?").bind(id).first(readAttachment);
    if (!attachment)
        return passOn(attachment);
    if (!*attachment)
        return fail(ErrorKind::NotFound, u"attachments.not_found"_s,
                    {{u"attachment"_s, id.toString(QUuid::WithoutBraces)}});
    return **attachment;
}

} // namespace accord::storage
