// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill.h"

namespace accord::billing {

/// What every line of \a bill bears of each of its taxes, in the order of the line's taxes: the shares of a line add up
/// to its tax, those of a group to the tax of the group. Computed from what is on the bill and nothing else, so that a
/// document gives the same shares for ever.
/// \returns Internal "billing.tax_shares" when lines and groups do not add up to each other; "number.overflow".
Result<std::vector<std::vector<Money>>> taxSharesOf(const Bill &bill);

/// The place among \a groups of the tax \a component; none when it is not there.
std::optional<size_t> taxGroupOf(const std::vector<tax::TaxGroup> &groups, const tax::Component &component);

} // namespace accord::billing
