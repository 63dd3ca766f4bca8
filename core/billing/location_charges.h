// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/due_charges.h"
#include "core/billing/item_rating.h"

namespace accord::billing {

/// Adds \a part, another stretch of the same charge in the same period, to \a whole.
Result<void> addPart(ItemCharge &whole, const ItemCharge &part);

/// Reports usage of \a item on days of \a due on which \a contract agrees not to serve its location: priced for each
/// location it is not billed, priced for all of them together it is counted.
Result<void> reportUsageOutside(Bill &bill, const BillInput &input, const contracts::Contract &contract,
                                const contracts::PriceItem &item, const DueCharge &due, const UsageLookup &usage);

} // namespace accord::billing
