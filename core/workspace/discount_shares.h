// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"

namespace accord::workspace {

/// Tells \a again and \a spent what the discounts of invoices took of those charges of \a contract, as far as it was
/// kept with their invoices.
/// \param period  that is run
/// \returns what earlier bills took of the fixed amounts of \a contract; nothing where it takes none.
Result<std::vector<billing::FixedTaken>> noteDiscountShares(Services &services, const contracts::Contract &contract,
                                                            const Period &period,
                                                            std::vector<billing::BilledCharge> &again,
                                                            std::vector<billing::BilledCharge> &spent);

} // namespace accord::workspace
