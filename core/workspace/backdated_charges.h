// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill_input.h"
#include "core/storage/billed_charges_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// The charges of items and locations that an amendment of \a contract added from a day on whose bills were made
/// before it was agreed, and that stand on no bill: recurring ones and those that are charged once. Usage that was
/// imported afterwards is found by its import.
/// \param runs  the periods that were billed
Result<std::vector<billing::BilledCharge>> backdatedCharges(Services &services, const contracts::Contract &contract,
                                                            const std::vector<billing::BilledLocation> &locations,
                                                            const std::vector<storage::RunPeriod> &runs);

} // namespace accord::workspace
