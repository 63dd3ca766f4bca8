// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/findings.h"

namespace accord::contracts {

/// What is worth saying about one item: a key that is missing, a service outside the term, usage without meter, tiers
/// whose price falls, volume prices by which more units cost less, ramp steps outside the service, an escalation beside
/// ramp prices, a least spend above the most. \a path is that of the item: "items[2]".
std::vector<Finding> itemFindings(const Contract &contract, const PriceItem &item, const QString &path);

/// The most that the items of \a commitment can come to in one of its periods, before discounts; none where usage
/// counts towards it, which knows no most.
std::optional<Exact> mostCommitted(const Contract &contract, const SpendCommitment &commitment, int locations);

} // namespace accord::contracts
