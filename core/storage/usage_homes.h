// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/catalog/meter.h"
#include "core/usage/usage_row.h"

#include <QtCore/QHash>
#include <QtCore/QTimeZone>

#include <variant>

namespace accord::storage {

class Session;

/// Why a row of usage has no home.
enum class Homeless { AccountUnknown, LocationUnknown, MeterUnknown, NoAccount };

QString toString(Homeless reason);
Result<Homeless> homelessFromString(const QString &text);

/// Where a row of usage belongs.
struct Home
{
    QUuid account;
    QUuid location; ///< null: the account as a whole
    QUuid meter;
    QDate day; ///< the local day
};

/// Looks up the accounts, locations and meters that usage files name.
class UsageHomes
{
public:
    static Result<UsageHomes> load(Session &session);
    std::variant<Home, Homeless> find(const usage::UsageRow &row) const;

private:
    QHash<QString, QUuid> m_accounts; ///< by number, name and id
    QHash<QString, std::pair<QUuid, QUuid>> m_locations; ///< by code and id: location and account
    QHash<QString, QUuid> m_meters;
    QHash<QUuid, QTimeZone> m_zones; ///< by account; missing: UTC
};

} // namespace accord::storage
