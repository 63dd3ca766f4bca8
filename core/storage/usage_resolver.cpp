// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/usage_resolver.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

using usage::QuarantineReason;

namespace {

QString text(const QByteArray &utf8)
{
    return notNull(QString::fromUtf8(utf8));
}

/// What has \a code for its own; failing that, what somebody said that it stands for.
template<typename Make> auto firstOf(Statement &own, Statement &mapped, const QByteArray &code, Make make)
{
    auto found = own.bind(text(code)).first(make);
    return !found || *found ? found : mapped.bind(text(code)).first(make);
}

} // namespace

Result<std::optional<UsageResolver::KnownMeter>> UsageResolver::meter(const QByteArray &code)
{
    if (const auto known = m_meters.constFind(code); known != m_meters.constEnd())
        return *known;
    auto select = m_session.statement("SELECT id, aggregation FROM meter WHERE code = ?");
    auto mapped = m_session.statement(
        "SELECT meter.id, meter.aggregation FROM usage_code JOIN meter "
        "ON meter.id = usage_code.meter_id WHERE usage_code.kind = 'meter' AND usage_code.code = ?");
    auto found = firstOf(select, mapped, code, [](Statement &row) {
        const auto id = row.read<catalog::MeterId>();
        return KnownMeter{id, catalog::aggregationFromString(row.read<QString>()).value_or(catalog::Aggregation::Sum)};
    });
    if (found)
        m_meters.insert(code, *found);
    return found;
}

Result<std::optional<UsageResolver::Site>> UsageResolver::location(const QByteArray &code)
{
    if (code.isEmpty())
        return std::nullopt;
#define SITE                                                                                                           \
    "SELECT location.id, account.id, coalesce(account.payer_id, account.id) "                                          \
    "FROM location JOIN account ON account.id = location.account_id "
    auto select = m_session.statement(SITE "WHERE location.code = ?");
    auto mapped = m_session.statement(SITE "JOIN usage_code ON usage_code.location_id = location.id "
                                           "WHERE usage_code.kind = 'location' AND usage_code.code = ?");
    return firstOf(select, mapped, code, [](Statement &row) {
        return Site{row.read<accounts::LocationId>(), row.read<accounts::AccountId>(), row.read<accounts::AccountId>()};
    });
}

Result<std::optional<UsageResolver::Party>> UsageResolver::account(const QByteArray &number)
{
    if (number.isEmpty())
        return std::nullopt;
    if (const auto known = m_accounts.constFind(number); known != m_accounts.constEnd())
        return *known;
    auto select = m_session.statement("SELECT id, coalesce(payer_id, id) FROM account WHERE number = ?");
    auto mapped
        = m_session.statement("SELECT account.id, coalesce(account.payer_id, account.id) FROM usage_code JOIN account "
                              "ON account.id = usage_code.account_id WHERE usage_code.kind = 'account' "
                              "AND usage_code.code = ?");
    auto found = firstOf(select, mapped, number, [](Statement &row) {
        return Party{row.read<accounts::AccountId>(), row.read<accounts::AccountId>()};
    });
    if (found)
        m_accounts.insert(number, *found);
    return found;
}

Result<QTimeZone> UsageResolver::zoneOf(const accounts::AccountId &payer)
{
    if (const auto known = m_zones.constFind(payer.uuid()); known != m_zones.constEnd())
        return *known;
    auto select = m_session.statement(
        "SELECT contract_version.body FROM contract JOIN contract_version "
        "ON contract_version.contract_id = contract.id AND contract_version.version = contract.current_version "
        "WHERE contract.account_id = ? ORDER BY contract.starts_on DESC, contract.id DESC LIMIT 1");
    const auto body = select.bind(payer).first([](Statement &row) { return row.read<QJsonObject>(); });
    if (!body)
        return passOn(body);
    const QString name
        = body->value_or(QJsonObject()).value(u"terms"_s).toObject().value(u"time_zone"_s).toString(u"UTC"_s);
    QTimeZone zone = name == u"UTC" ? QTimeZone::utc() : QTimeZone(name.toUtf8());
    if (!zone.isValid())
        zone = QTimeZone::utc(); // a finding of the contract, which is not billed before it is mended
    m_zones.insert(payer.uuid(), zone);
    return zone;
}

Result<UsageResolver::Answer> UsageResolver::owner(const std::optional<Site> &site, const Party &party,
                                                   const KnownMeter &meter)
{
    const auto zone = zoneOf(party.payer);
    if (!zone)
        return passOn(zone);
    return UsageOwner{party.id, site ? site->id : accounts::LocationId(), meter.id, meter.aggregation, *zone};
}

Result<UsageResolver::Answer> UsageResolver::resolve(const usage::Names &names)
{
    const auto knownMeter = meter(names.meter);
    if (!knownMeter)
        return passOn(knownMeter);
    const auto site = location(names.location.isEmpty() ? names.party : names.location);
    if (!site)
        return passOn(site);
    const auto party = account(names.account.isEmpty() ? names.party : names.account);
    if (!party)
        return passOn(party);
    if (!*site && !names.location.isEmpty())
        return QuarantineReason::UnknownLocation;
    if (!*party && !(*site && names.account.isEmpty()))
        return QuarantineReason::UnknownAccount;
    if (*site && !names.account.isEmpty() && (*party)->id != (*site)->account && (*party)->id != (*site)->payer)
        return QuarantineReason::LocationOfOtherAccount;
    if (!*knownMeter)
        return QuarantineReason::UnknownMeter;
    return owner(*site, *site ? Party{(*site)->account, (*site)->payer} : **party, **knownMeter);
}

} // namespace accord::storage
