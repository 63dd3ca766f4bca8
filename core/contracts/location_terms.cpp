// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/location_terms.h"

namespace accord::contracts {

namespace {

QString iso(const QDate &day)
{
    return day.toString(Qt::ISODate);
}

bool beginsBefore(const LocationService &one, const LocationService &other)
{
    return one.location == other.location && other.from.isValid() && (!one.from.isValid() || one.from < other.from);
}

} // namespace

Period LocationService::within(const Period &period) const
{
    const Period days{from.isValid() ? from : period.start, to.isValid() ? to : period.end};
    return days.end > days.start ? days.intersected(period) : Period{period.start, period.start};
}

bool LocationTerms::isListed(const QString &code) const
{
    return std::ranges::find(services, code, &LocationService::location) != services.end();
}

std::vector<Period> LocationTerms::servedWithin(const accounts::Location &location, const Period &period) const
{
    const Period active = location.activeWithin(period);
    if (active.isEmpty())
        return {};
    if (!limits(location.code))
        return {active};
    std::vector<Period> parts;
    for (const LocationService &service : services) {
        if (service.location != location.code)
            continue;
        if (const Period part = service.within(active); !part.isEmpty())
            parts.push_back(part);
    }
    return parts;
}

bool LocationTerms::serves(const accounts::Location &location, const QDate &day) const
{
    return !servedWithin(location, {day, day.addDays(1)}).empty();
}

Result<void> LocationTerms::add(const QString &code, const QDate &day)
{
    for (const LocationService &service : services) {
        if (service.location != code || (service.to.isValid() && service.to <= day))
            continue;
        const bool isServed = !service.from.isValid() || service.from <= day;
        return fail(ErrorKind::InvalidInput, isServed ? u"contracts.location_served"_s : u"contracts.location_later"_s,
                    {{u"location"_s, code}, {u"first"_s, iso(service.from)}, {u"day"_s, iso(day)}});
    }
    const LocationService added{code, day, {}};
    services.insert(std::ranges::find_if(services, [&](const auto &one) { return beginsBefore(added, one); }), added);
    return {};
}

Result<void> LocationTerms::close(const QString &code, const QDate &day)
{
    if (!limits(code)) {
        services.push_back({code, {}, day});
        return {};
    }
    const auto last = std::ranges::find_if(services, [&](const LocationService &one) {
        return one.location == code && (!one.from.isValid() || one.from < day) && (!one.to.isValid() || one.to > day);
    });
    if (last == services.end())
        return fail(ErrorKind::InvalidInput, u"contracts.location_not_served"_s,
                    {{u"location"_s, code}, {u"day"_s, iso(day)}});
    last->to = day;
    std::erase_if(services, [&](const LocationService &one) {
        return one.location == code && one.from.isValid() && one.from >= day;
    });
    return {};
}

} // namespace accord::contracts
