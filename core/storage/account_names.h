// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

#include <QtCore/QMutex>

#include <memory>

namespace accord::storage {

class Session;

/// Where a list of accounts by name goes on: behind the account of this folded name and id.
struct NameBookmark
{
    QString foldedName;
    accounts::AccountId id;
};

/// The folded names and numbers of all accounts in one buffer, in the order of the list by name: what is typed into a
/// filter is found by one pass over it, where the database would read every row.
class AccountNames
{
public:
    static Result<AccountNames> read(Session &session);

    struct Matches
    {
        std::vector<accounts::AccountId> ids; ///< by name; no more than were asked for
        qint64 count = 0; ///< of all matches, wherever the ids begin
        qint64 arrMinor = 0; ///< of all matches, in company currency
    };
    /// The accounts whose name or number holds \a foldedText somewhere; the ids are those behind \a after.
    Matches find(const QString &foldedText, const std::optional<NameBookmark> &after, int most) const;

private:
    qsizetype accountAt(qsizetype offset) const;
    qsizetype firstBehind(const NameBookmark &bookmark) const;

    QByteArray m_buffer; ///< "name\nnumber\n" for each account
    std::vector<qsizetype> m_starts; ///< of each account in the buffer, and its end
    std::vector<accounts::AccountId> m_ids;
    std::vector<qint64> m_arrMinor;
};

/// The names as they are now, read again after any of them was changed, by whatever program; shared by the threads of
/// a program.
class AccountNamesCache
{
public:
    Result<std::shared_ptr<const AccountNames>> get(Session &session);

private:
    QMutex m_guard;
    std::shared_ptr<const AccountNames> m_names;
    qint64 m_changes = -1;
};

} // namespace accord::storage
