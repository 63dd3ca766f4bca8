// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

#include <QtCore/QDateTime>

namespace accord::storage {

class Session;

/// What somebody wrote down about an account.
struct Note
{
    QUuid id;
    accounts::AccountId account;
    QString author; ///< user name
    QString text;
    QDateTime writtenAt;
};

class NotesSql
{
public:
    explicit NotesSql(Session &session)
        : m_session(session)
    { }

    /// Adds the note, or revises its text.
    Result<> save(const Note &note);
    Result<> remove(const QUuid &id);
    Result<std::vector<Note>> of(const accounts::AccountId &account) const; ///< newest first
    /// \returns NotFound "notes.not_found".
    Result<Note> find(const QUuid &id) const;

private:
    Session &m_session;
};

} // namespace accord::storage
