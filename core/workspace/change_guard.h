// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"

namespace accord::workspace {

/// Whether an account, a contract or the price book may be changed so without a request: what the policy asks about
/// changes by a request for approval alone (see ChangeDesk). Anything else of the record is free.
/// \returns Forbidden "approvals.change_by_request" with what may not, the record and the rule that asks.
Result<> mayChangeDirectly(Services &services, const accounts::Account &before, const accounts::Account &after);
Result<> mayChangeDirectly(Services &services, const contracts::Contract &before, const contracts::Contract &after);
/// \param before  none for the first price book, which is free
Result<> mayChangeBookDirectly(Services &services, const std::optional<QJsonObject> &before, const QJsonObject &after);

} // namespace accord::workspace
