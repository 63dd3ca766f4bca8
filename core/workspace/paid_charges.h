// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"

namespace accord::workspace {

/// Says of \a charges of \a contract what was paid of them, where it gives back no more than that: the share of each
/// line in what came in for its invoice, rounded for each line.
Result<> notePaid(Services &services, const contracts::Contract &contract, std::vector<billing::BilledCharge> &charges);

} // namespace accord::workspace
