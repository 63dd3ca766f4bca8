// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill_input.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// How many of \a locations \a contract serves on \a day. None in the copy on a rep's machine, which has no locations,
/// where what the contract comes to depends on their number: a figure without them would be wrong.
Result<std::optional<int>> countedLocations(Services &services, const contracts::Contract &contract,
                                            const std::vector<billing::BilledLocation> &locations, const QDate &day);

} // namespace accord::workspace
