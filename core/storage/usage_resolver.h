// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/catalog/meter.h"
#include "core/usage/quarantine.h"
#include "core/usage/staging.h"

#include <QtCore/QTimeZone>

#include <variant>

namespace accord::storage {

class Session;

/// What they are in this workspace.
struct UsageOwner
{
    accounts::AccountId account;
    accounts::LocationId location; ///< null: the account as a whole
    catalog::MeterId meter;
    catalog::Aggregation aggregation = catalog::Aggregation::Sum; ///< of the meter
    QTimeZone zone; ///< whose days count: of the payer's latest contract; UTC without one
};

/// Turns names into what they are, each name asked for once: what has the name for its own, or else what somebody said
/// that it stands for (UsageCodesSql).
class UsageResolver
{
public:
    explicit UsageResolver(Session &session)
        : m_session(session)
    { }

    using Answer = std::variant<UsageOwner, usage::QuarantineReason>;
    Result<Answer> resolve(const usage::Names &names);

private:
    struct Site
    {
        accounts::LocationId id;
        accounts::AccountId account;
        accounts::AccountId payer;
    };
    struct Party
    {
        accounts::AccountId id;
        accounts::AccountId payer;
    };
    struct KnownMeter
    {
        catalog::MeterId id;
        catalog::Aggregation aggregation;
    };
    Result<std::optional<KnownMeter>> meter(const QByteArray &code);
    Result<std::optional<Site>> location(const QByteArray &code);
    Result<std::optional<Party>> account(const QByteArray &number);
    Result<QTimeZone> zoneOf(const accounts::AccountId &payer);
    Result<Answer> owner(const std::optional<Site> &site, const Party &party, const KnownMeter &meter);

    Session &m_session;
    QHash<QByteArray, std::optional<KnownMeter>> m_meters;
    QHash<QByteArray, std::optional<Party>> m_accounts;
    QHash<QUuid, QTimeZone> m_zones;
};

} // namespace accord::storage
