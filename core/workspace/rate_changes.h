// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"

namespace accord::workspace {

/// A note for each price on \a bill that differs from the one of the period right before it, once for each item and
/// pair of prices. Lines without one unit price, where several made the amount, are not compared.
Result<std::vector<billing::BillException>> changedRates(Services &services, const billing::Bill &bill);

} // namespace accord::workspace
