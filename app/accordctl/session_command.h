// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/accordctl/command.h"

namespace accord::ctl {

std::vector<Command> sessionCommands(); ///< who is connected to the database of a team

} // namespace accord::ctl
