// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/accordctl/command.h"

namespace accord::ctl {

std::vector<Command> customerRecordsCommands(); ///< notes, people, `account edit`
std::vector<Command> attachmentCommands();
std::vector<Command> syncCommands();

} // namespace accord::ctl
