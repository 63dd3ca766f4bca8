// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace accord::workspace {

/// Whether a command changes the workspace or only shows what it would do.
enum class Effect { Kept, Shown };

} // namespace accord::workspace
