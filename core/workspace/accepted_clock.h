// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"

namespace accord::workspace {

/// Says that the clock of this machine is right though the last record is of a later time, for that record was made
/// with a wrong clock: acts are possible again, and the audit chain tells who said so and why.
/// \returns Denied for who may not maintain the workspace; InvalidInput "audit.reason_missing"; Conflict
/// "audit.clock_right"
///          where the clock is not behind.
Result<> acceptClock(Services &services, const QString &reason);

} // namespace accord::workspace
