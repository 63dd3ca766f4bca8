// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/accordctl/command.h"

namespace accord::ctl {

std::vector<Command> serverCommands(); ///< names for the databases of teams

} // namespace accord::ctl
