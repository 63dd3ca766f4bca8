// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/sign_in.h"

#include "core/storage/sign_in_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/permit.h"

namespace accord::workspace {

using storage::SignIn;
using storage::SignInSql;

namespace {

/// A login proves it.
bool isTeam(Services &services)
{
    return services.session().dialect().database() == storage::Dialect::Database::PostgreSql;
}

/// How many seconds nobody may try again; 0: at once.
qint64 pauseLeft(const SignIn &signIn, const QDateTime &now)
{
    if (signIn.failures < failuresUntilPause || !signIn.failedAt.isValid())
        return 0;
    const qint64 passed = signIn.failedAt.secsTo(now);
    // A clock that was set back must not lock anybody out for longer than the pause.
    return passed < 0 ? secondsOfPause : std::max<qint64>(0, secondsOfPause - passed);
}

Result<> noteFailure(Services &services, const QString &user, int failures, const QDateTime &now)
{
    storage::Transaction transaction(services.session());
    if (auto noted = SignInSql(services.session()).noteFailure(user, now); !noted)
        return noted;
    const auto audited = services.audit(u"identity.sign_in_failed"_s, u"app_user"_s, user, {{u"failures"_s, failures}});
    if (!audited)
        return passOn(audited);
    return transaction.commit();
}

} // namespace

Result<bool> asksForPassphrase(Services &services, const QString &user)
{
    if (isTeam(services))
        return false;
    return SignInSql(services.session()).of(user).map([](const std::optional<SignIn> &one) { return one.has_value(); });
}

Result<> signIn(Services &services, const QString &user, const QString &passphrase)
{
    if (isTeam(services))
        return {};
    SignInSql store(services.session());
    const auto known = store.of(user);
    if (!known)
        return passOn(known);
    if (!*known)
        return {};
    const QDateTime now = SystemClock().now(); // a pause is of the machine's time
    if (const qint64 pause = pauseLeft(**known, now); pause > 0)
        return fail(ErrorKind::Unavailable, u"identity.passphrase_pause"_s, {{u"seconds"_s, pause}});
    const bool isRight = security::isPassphrase(passphrase, (*known)->passphrase);
    if (services.session().isReadOnly())
        return isRight ? Result<>() : fail(ErrorKind::Forbidden, u"identity.passphrase_wrong"_s, {{u"user"_s, user}});
    if (isRight)
        return (*known)->failures > 0 ? store.noteSuccess(user) : Result<>();
    if (auto noted = noteFailure(services, user, (*known)->failures + 1, now); !noted)
        return noted;
    return fail(ErrorKind::Forbidden, u"identity.passphrase_wrong"_s, {{u"user"_s, user}});
}

Result<> setPassphrase(Services &services, const QString &before, const QString &next)
{
    if (isTeam(services))
        return fail(ErrorKind::Conflict, u"identity.passphrase_of_team"_s);
    const QString user = services.actor();
    if (auto known = signIn(services, user, before); !known)
        return known;
    if (auto usable = security::checkPassphrase(next, user); !usable)
        return usable;
    storage::Transaction transaction(services.session());
    SignIn signIn;
    signIn.user = user;
    signIn.passphrase = security::recordPassphrase(next);
    signIn.changedAt = services.clock().now();
    if (auto saved = SignInSql(services.session()).save(signIn); !saved)
        return saved;
    const auto audited
        = services.audit(u"identity.passphrase"_s, u"app_user"_s, user, {{u"first"_s, before.isEmpty()}});
    if (!audited)
        return passOn(audited);
    return transaction.commit();
}

Result<> removePassphrase(Services &services, const QString &user)
{
    if (auto may = permit(services, Act::ChangePeople); !may)
        return may;
    storage::Transaction transaction(services.session());
    SignInSql store(services.session());
    const auto known = store.of(user);
    if (!known)
        return passOn(known);
    if (!*known)
        return fail(ErrorKind::NotFound, u"identity.no_passphrase"_s, {{u"user"_s, user}});
    if (auto removed = store.remove(user); !removed)
        return removed;
    const auto audited = services.audit(u"identity.passphrase_removed"_s, u"app_user"_s, user, {});
    if (!audited)
        return passOn(audited);
    return transaction.commit();
}

} // namespace accord::workspace
