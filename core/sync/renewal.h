// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/stores.h"

namespace accord::sync {

/// What a machine does with what it has read when it becomes another one.
enum class FeedsAfterwards {
    Kept, ///< they are those of the server
    ReadAgain ///< they are not: all rows come anew, and stay in sight until then
};

/// This machine was restored from an older copy, or cloned, or the server was restored: it takes the name \a device,
/// numbers everything that it has kept anew and offers it again, answered or not. The server knows commands by their
/// ids, so nothing is done twice, and nothing that it forgot is lost.
void renew(ClientStore &store, const EntityRules &rules, const QUuid &device, FeedsAfterwards feeds);

/// All rows come anew, and stay in sight until then.
void readAgain(ClientStore &store);

} // namespace accord::sync
