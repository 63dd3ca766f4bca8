// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/contract_locations.h"

namespace accord::workspace {

Result<> checkLocations(Services &services, const contracts::Contract &contract, const contracts::Contract *base)
{
    if (contract.locations.services.empty())
        return {};
    const auto payer = services.accounts().find(contract.account);
    if (!payer)
        return passOn(payer);
    const auto locations = services.accounts().locationsPaidBy(contract.account);
    if (!locations)
        return passOn(locations);
    for (const contracts::LocationService &service : contract.locations.services) {
        const auto found
            = std::ranges::find_if(*locations, [&](const auto &one) { return one.location.code == service.location; });
        if (found == locations->end())
            return fail(ErrorKind::InvalidInput, u"contracts.location_unknown"_s,
                        {{u"location"_s, service.location}, {u"account"_s, payer->name}});
        const bool isAdded = base && service.from.isValid() && !base->locations.limits(service.location);
        if (isAdded && base->term.contains(service.from.addDays(-1))
            && found->location.isActiveOn(service.from.addDays(-1)))
            return fail(ErrorKind::InvalidInput, u"contracts.location_served"_s,
                        {{u"location"_s, service.location}, {u"day"_s, service.from.toString(Qt::ISODate)}});
    }
    return {};
}

} // namespace accord::workspace
