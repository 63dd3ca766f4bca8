// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/amendment.h"

namespace accord::contracts {

/// Reads an amendment as it is being written: "from", "reason" and "changes", each with its "kind": "price" ("item",
/// "price"), "quantity" ("item", "quantity"), "discount" ("item" or none, "percent"), "agree"
/// ("discount", one of a contract), "add" ("new", an item), "remove"
/// ("item"), "pause" ("start", "end"), "cancel" ("at_period_end"), "renew" ("end").
/// \param currency  of the contract
/// \returns InvalidInput with the "path" of the field that is wrong.
Result<Amendment> amendmentFromJson(const QJsonObject &object, const Currency &currency);

} // namespace accord::contracts
