// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/sync/content.h"

#include <QtCore/QDateTime>

namespace accord::storage {

class Session;

/// A file that somebody keeps beside an account, or beside something of it.
struct Attachment
{
    QUuid id;
    accounts::AccountId account; ///< whoever sees the account sees the file
    QString subjectKind; ///< "account", "exemption_certificate"
    QUuid subject; ///< of that kind; of "account" the account itself
    QString fileName; ///< as somebody called it; workspace/attachments makes it safe
    QString mediaType; ///< "application/pdf", by what is in the file
    sync::ContentKey content;
    QString addedBy; ///< user name
    QDateTime addedAt;
    QString removedBy; ///< user name; empty while it is there
    QDateTime removedAt;

    bool isRemoved() const { return removedAt.isValid(); }
};

/// What stands in \c subjectKind of the files of an account itself: these go along with a copy of a team's workspace.
inline const QString accountAttachment = QStringLiteral("account");

/// The rows that name attached files; the files themselves are in AttachmentContentsSql.
class AttachmentsSql
{
public:
    explicit AttachmentsSql(Session &session)
        : m_session(session)
    { }

    /// \param content  id of the content in its table
    /// \returns Conflict "attachments.incomplete" when not all of the content is here.
    Result<> add(const Attachment &attachment, const QUuid &content);
    /// What was removed in a copy and stays with the team.
    Result<> putBack(const QUuid &id);
    /// Whether a file that goes along with copies and is of an account in one of \a regions has this content.
    Result<bool> isNamed(const sync::ContentKey &content, const QStringList &regions) const;
    /// In a copy: contents that such a file names, and of which not all is here.
    Result<std::vector<sync::ContentKey>> unfinished() const;
    /// Takes rows away with what nobody else names of what the team sent: of one file, or of one account.
    Result<> forget(const QUuid &id);
    Result<> forgetAll(const accounts::AccountId &account);
    /// For ever, except in a copy. \returns Conflict "attachments.immutable" when it was removed before.
    Result<> remove(const QUuid &id, const QString &person, const QDateTime &now);
    /// The files of a subject that are there, newest first.
    Result<std::vector<Attachment>> of(const QString &subjectKind, const QUuid &subject) const;
    /// Removed or not. \returns NotFound "attachments.not_found".
    Result<Attachment> find(const QUuid &id) const;

private:
    Result<> dropUnnamed();
    Session &m_session;
};

} // namespace accord::storage
