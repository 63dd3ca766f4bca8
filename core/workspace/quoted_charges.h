// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill_input.h"

#include <QtCore/QJsonObject>

namespace accord::workspace {

/// What earlier bills charged, from their documents as `quote` and `invoice show` print them, for a quote that looks
/// back. Lines of the same charge are added up; service credits and true-ups come along, for commitments count without
/// them.
/// \param prices  the currency of the contract's prices
/// \returns InvalidInput with the path of what does not fit, "money.currency_mix".
Result<std::vector<billing::BilledCharge>> chargesOfBills(const std::vector<QJsonObject> &bills,
                                                          const Currency &prices);

} // namespace accord::workspace
