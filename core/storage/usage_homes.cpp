// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/usage_homes.h"

#include "core/storage/session.h"

namespace accord::storage {

namespace {

constexpr std::pair<Homeless, const char *> reasons[] = {{Homeless::AccountUnknown, "account_unknown"}, {Homeless::LocationUnknown, "location_unknown"},
                                                         {Homeless::MeterUnknown, "meter_unknown"}, {Homeless::NoAccount, "no_account"}};

QString idText(const QUuid &id)
{
    return id.toString(QUuid::WithoutBraces);
}

} // namespace

QString toString(Homeless reason)
{
    const auto found = std::find_if(std::begin(reasons), std::end(reasons), [&](const auto &r) { return r.first == reason; });
    return QString::fromLatin1(found->second);
}

Result<Homeless> homelessFromString(const QString &text)
{
    for (const auto &[reason, word] : reasons) {
        if (text == QLatin1StringView(word))
            return reason;
    }
    return fail(ErrorKind::Internal, u"storage.damaged"_s, {{u"findings"_s, text}});
}

Result<UsageHomes> UsageHomes::load(Session &session)
{
    UsageHomes homes;
    auto accounts = session.statement("SELECT id, number, name FROM account ORDER BY number DESC");
    accounts.bind();
    while (accounts.next()) {
        const auto id = accounts.read<QUuid>();
        const auto number = accounts.read<QString>();
        homes.m_accounts.insert(accounts.read<QString>(), id); // of two accounts of one name the first number counts
        homes.m_accounts.insert(number, id);
        homes.m_accounts.insert(idText(id), id);
    }
    if (const auto read = accounts.finish(); !read)
        return passOn(read);
    auto locations = session.statement("SELECT id, code, account_id FROM location");
    locations.bind();
    while (locations.next()) {
        const auto id = locations.read<QUuid>();
        const auto code = locations.read<QString>();
        const std::pair place(id, locations.read<QUuid>());
        homes.m_locations.insert(idText(id), place);
        homes.m_locations.insert(code, place);
    }
    if (const auto read = locations.finish(); !read)
        return passOn(read);
    auto meters = session.statement("SELECT id, code FROM meter");
    meters.bind();
    while (meters.next()) {
        const auto id = meters.read<QUuid>();
        homes.m_meters.insert(meters.read<QString>(), id);
    }
    if (const auto read = meters.finish(); !read)
        return passOn(read);
    auto zones = session.statement("SELECT contract.account_id, json_extract(body, '$.terms.time_zone') FROM contract JOIN contract_version "
                                   "ON contract_id = contract.id AND version = current_version ORDER BY starts_on");
    zones.bind();
    while (zones.next()) {
        const auto account = zones.read<QUuid>();
        const QTimeZone zone(zones.read<QString>().toLatin1());
        if (zone.isValid())
            homes.m_zones.insert(account, zone);
    }
    if (const auto read = zones.finish(); !read)
        return passOn(read);
    return homes;
}

std::variant<Home, Homeless> UsageHomes::find(const usage::UsageRow &row) const
{
    Home home;
    if (!row.location.isEmpty()) {
        const auto place = m_locations.constFind(row.location);
        if (place == m_locations.constEnd())
            return Homeless::LocationUnknown;
        home.location = place->first;
        home.account = place->second;
    } else if (!row.account.isEmpty()) {
        home.account = m_accounts.value(row.account);
        if (home.account.isNull())
            return Homeless::AccountUnknown;
    } else {
        return Homeless::NoAccount;
    }
    home.meter = m_meters.value(row.meter);
    if (home.meter.isNull())
        return Homeless::MeterUnknown;
    const auto zone = m_zones.constFind(home.account);
    home.day = row.day.isValid() ? row.day : (zone == m_zones.constEnd() ? row.instant : row.instant.toTimeZone(*zone)).date();
    return home;
}

} // namespace accord::storage
