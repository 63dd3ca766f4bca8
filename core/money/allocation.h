// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/exact.h"
#include "core/money/money.h"

#include <vector>

namespace accord {

/// Deals \a whole out over \a weights by the largest-remainder method (Hamilton): every part is first cut towards zero
/// to the minor unit, then one unit each goes to the largest remainders, ties to the earlier weight. The parts always
/// add up to the whole.
///
/// \param weights  >= 0, at least one of them > 0; they need not add up to 1 or 100
/// \returns InvalidInput "allocation.weights" for negative or all-zero weights, "number.overflow".
Result<std::vector<Money>> allocate(const Money &whole, const std::vector<Exact> &weights);

} // namespace accord
