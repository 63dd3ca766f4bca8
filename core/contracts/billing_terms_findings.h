// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/findings.h"

namespace accord::contracts {

/// What contradicts itself in the prepaid credits, the instalments, the service level table and the split of \a
/// contract: amounts in another currency, names given twice, credits that expire before they begin, keys of items that
/// are not there, instalments that do not add up, bands that do not fall, a split by usage without a meter or by heads
/// without any.
std::vector<Finding> findingsOfBillingTerms(const Contract &contract);

} // namespace accord::contracts
