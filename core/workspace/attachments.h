// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/attachments_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// What a file is kept for.
struct AttachmentSubject
{
    accounts::AccountId account;
    QString kind = storage::accountAttachment; ///< "exemption_certificate"
    QUuid id = {}; ///< of that kind; null: the account itself
};

/// Files that are kept beside accounts: at most 25 MiB each, never changed, and never opened by the program itself.
/// Their names come without a path and as every system takes them, whoever wrote them.
class Attachments
{
public:
    explicit Attachments(Services &services)
        : m_services(services)
    { }

    /// Keeps \a bytes under a name that \a fileName is made safe to.
    /// \returns InvalidInput "attachments.empty", "attachments.too_large"; what rights refuse.
    Result<storage::Attachment> add(const AttachmentSubject &subject, const QString &fileName, const QByteArray &bytes);
    /// The same for the file at \a path, under its own name or \a name. \returns also InvalidInput "file.unreadable".
    Result<storage::Attachment> addFile(const AttachmentSubject &subject, const QString &path,
                                        const QString &name = {});
    Result<std::vector<storage::Attachment>> of(const AttachmentSubject &subject);
    /// \returns NotFound "attachments.not_found".
    Result<storage::Attachment> find(const QUuid &id);
    /// The file, held against its hash. \returns NotFound "attachments.not_found", "attachments.removed",
    /// "attachments.part_missing" in a copy that has not got all of it yet; Internal "attachments.damaged".
    Result<QByteArray> content(const QUuid &id);
    /// By who added it, or who looks after the billing data of the account; its name stays in the history.
    /// \returns NotFound "attachments.not_found", "attachments.removed"; Forbidden "attachments.not_author".
    Result<> remove(const QUuid &id);

private:
    Services &m_services;
};

/// Whether a program of the desktop may be asked to show the file: what only shows, and neither runs nor fetches.
bool mayBeShown(const storage::Attachment &attachment);

} // namespace accord::workspace
