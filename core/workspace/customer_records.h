// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/notes_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// What is written down about customers besides what they buy and pay: notes, people, and what nothing is computed
/// from. The same in a team's workspace, alone, and in the copy on a rep's machine. Each act leaves one record.
class CustomerRecords
{
public:
    explicit CustomerRecords(Services &services)
        : m_services(services)
    { }

    /// \param account  number, name or id
    Result<std::vector<storage::Note>> notes(const QString &account);
    /// \returns InvalidInput "notes.empty"; what permit() refuses.
    Result<storage::Note> addNote(const QString &account, const QString &text);
    /// \returns Forbidden "sync.not_author" for somebody else's; NotFound "notes.not_found".
    Result<storage::Note> reviseNote(const QUuid &id, const QString &text);
    Result<> withdrawNote(const QUuid &id);

    /// Adds (a null id) or changes a person. \returns InvalidInput "accounts.contact_without_name".
    Result<accounts::Contact> saveContact(accounts::Contact contact);
    Result<> removeContact(const accounts::ContactId &id);

    /// Name and segment; what is not given stays.
    Result<accounts::Account> editAccount(const QString &account, const std::optional<QString> &name,
                                          const std::optional<QString> &segment);

private:
    Result<storage::Note> ownNote(const QUuid &id);
    Result<> audited(const QString &kind, const QString &subject, const QString &id, const QJsonObject &body);

    Services &m_services;
};

} // namespace accord::workspace
