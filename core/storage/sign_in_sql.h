// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/security/passphrase.h"

#include <QtCore/QDateTime>

#include <optional>

namespace accord::storage {

class Session;

/// How a person signs in to a file.
struct SignIn
{
    QString user;
    security::PassphraseRecord passphrase;
    QDateTime changedAt;
    int failures = 0; ///< in a row
    QDateTime failedAt; ///< the last of them; null when there was none
};

/// The passphrases of a workspace.
class SignInSql
{
public:
    explicit SignInSql(Session &session)
        : m_session(session)
    { }

    /// None where the person needs no passphrase.
    Result<std::optional<SignIn>> of(const QString &user) const;
    Result<> save(const SignIn &signIn);
    Result<> remove(const QString &user);
    Result<> noteFailure(const QString &user, const QDateTime &now);
    Result<> noteSuccess(const QString &user);

private:
    Session &m_session;
};

} // namespace accord::storage
