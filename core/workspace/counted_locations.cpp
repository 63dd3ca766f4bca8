// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/counted_locations.h"

#include "core/contracts/contract_value.h"
#include "core/storage/sync_client_sql.h"

namespace accord::workspace {

Result<std::optional<int>> countedLocations(Services &services, const contracts::Contract &contract,
                                            const std::vector<billing::BilledLocation> &locations, const QDate &day)
{
    const auto inCopy = storage::isCopy(services.session());
    if (!inCopy)
        return passOn(inCopy);
    if (*inCopy && contracts::countsLocations(contract))
        return std::optional<int>();
    return std::optional(billing::servedOn(contract, locations, day));
}

} // namespace accord::workspace
