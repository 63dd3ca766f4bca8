// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/exchange.h"

#include <QtCore/QDateTime>
#include <QtCore/QHash>
#include <QtCore/QStringList>

#include <vector>

namespace accord::storage {

class Session;

/// How logins are found for people.
struct LoginWishes
{
    QHash<QString, QString> logins; ///< by user name; the others get one of their own name
    bool existing = false; ///< logins that are on the server already may be taken
};

struct SecuredTeam
{
    QStringList people; ///< user names that have a login
    QStringList made; ///< logins that were made; the administrator of the server gives them a password or a certificate
    int tables = 0; ///< that are guarded
};

/// Makes the database of a team keep everybody to the permission matrix: group roles, grants, row policies, rules about
/// who somebody is, and a login for each person. It may be run again, and has to be after people or the schema changed;
/// all or nothing. Only the owner of the database can.
/// \returns InvalidInput "storage.not_a_team"; Conflict "identity.nobody_controls" without an administrator and a
///          controller, "identity.login_there", "identity.login_bound", "identity.login_powerful",
///          "storage.table_unguarded"; Forbidden "storage.statement_refused" for who does not own it.
/// \param rates  by which the database measures what is said to be worth an amount of another currency
Result<SecuredTeam> secureTeam(const QString &url, const ExchangeRates &rates, const LoginWishes &wishes = {});

/// A connection to the database of a team.
struct TeamSession
{
    QString person; ///< user name
    QDateTime since;
    QDateTime latest; ///< when it last began or ended to do something
    QString program;
    QString address; ///< empty for a socket on the server
};

/// Who is connected, the longest first: one's own connections, or all for who looks after the database or the audit
/// trail. \returns InvalidInput "storage.not_a_team" for a file or a database that is not secured.
Result<std::vector<TeamSession>> teamSessions(Session &session);

/// Who the login of the session is: a user name; empty where everybody may say who they are, which is in a file, in a
/// database that is not secured yet, and for the owner of the database.
/// \returns Forbidden "identity.login_unknown".
Result<QString> personOfLogin(Session &session);

} // namespace accord::storage
