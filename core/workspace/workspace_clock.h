// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"

#include <memory>

namespace accord::storage {
class Session;
}

namespace accord::workspace {

/// What a workspace goes by: the clock of the machine, or one that stands still on the day that the workspace names.
struct WorkspaceClock
{
    std::shared_ptr<const Clock> clock;
    bool isFixed = false;
};

/// \returns what reading the setting "fixed_today" can fail with.
Result<WorkspaceClock> clockOf(storage::Session &session);

} // namespace accord::workspace
