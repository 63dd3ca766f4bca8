// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"

namespace accord::workspace {

/// Whether \a contract names only locations that its account pays for.
/// \param base  the version that it follows: a location that it serves while it is active, and served before the day of
///              the amendment, cannot be added from that day on
/// \returns InvalidInput "contracts.location_unknown", "contracts.location_served".
Result<> checkLocations(Services &services, const contracts::Contract &contract,
                        const contracts::Contract *base = nullptr);

} // namespace accord::workspace
