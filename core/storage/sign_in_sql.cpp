// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/sign_in_sql.h"

#include "core/storage/session.h"

namespace accord::storage {

namespace {

Result<> done(const Result<qint64> &run)
{
    return run ? Result<>() : passOn(run);
}

} // namespace

Result<std::optional<SignIn>> SignInSql::of(const QString &user) const
{
    return m_session
        .statement("SELECT salt, rounds, derived_key, changed_at, failures, failed_at FROM sign_in WHERE user_name = ?")
        .bind(user)
        .first([&user](Statement &row) {
            SignIn signIn;
            signIn.user = user;
            signIn.passphrase.salt = row.read<QByteArray>();
            signIn.passphrase.rounds = row.read<int>();
            signIn.passphrase.derivedKey = row.read<QByteArray>();
            signIn.changedAt = row.read<QDateTime>();
            signIn.failures = row.read<int>();
            signIn.failedAt = row.read<QDateTime>();
            return signIn;
        });
}

Result<> SignInSql::save(const SignIn &signIn)
{
    return done(m_session.run("INSERT INTO sign_in (user_name, salt, rounds, derived_key, changed_at) "
                              "VALUES (?,?,?,?,?) ON CONFLICT (user_name) DO UPDATE SET salt = excluded.salt, "
                              "rounds = excluded.rounds, derived_key = excluded.derived_key, "
                              "changed_at = excluded.changed_at, failures = 0, failed_at = NULL",
                              signIn.user, signIn.passphrase.salt, signIn.passphrase.rounds,
                              signIn.passphrase.derivedKey, signIn.changedAt));
}

Result<> SignInSql::remove(const QString &user)
{
    return done(m_session.run("DELETE FROM sign_in WHERE user_name = ?", user));
}

Result<> SignInSql::noteFailure(const QString &user, const QDateTime &now)
{
    return done(
        m_session.run("UPDATE sign_in SET failures = failures + 1, failed_at = ? WHERE user_name = ?", now, user));
}

Result<> SignInSql::noteSuccess(const QString &user)
{
    return done(
        m_session.run("UPDATE sign_in SET failures = 0, failed_at = NULL WHERE user_name = ? AND failures > 0", user));
}

} // namespace accord::storage
