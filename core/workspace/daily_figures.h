// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/progress.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// Brings what lists sort by (ARR at the day's rates, renewal, active locations) to the present business date:
/// contracts start and end, and rates move, without anybody saving something. Does nothing when it was done for the
/// day, or when the file is read only.
/// \returns whether something was brought up to date.
Result<bool> refreshDailyFigures(Services &services, jobs::Progress &progress);

} // namespace accord::workspace
