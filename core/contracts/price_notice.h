// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/findings.h"

namespace accord::contracts {

/// The items of which \a after asks for more than \a before, its version before, sooner than \a before lets it: on a
/// day before \a today plus the days of notice that are agreed. What was agreed before as a rise (ramp, escalation) is
/// no other price. Each is a warning "contracts.price_without_notice" at the price of the item, with the first day
/// ("from"), the "earliest" one and the agreed "days".
std::vector<Finding> noticeFindings(const Contract &before, const Contract &after, const QDate &today);

} // namespace accord::contracts
