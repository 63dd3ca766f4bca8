// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/accordctl/command.h"

namespace accord::ctl {

std::vector<Command> workerCommands(); ///< work that several programs share
/// `bill run --share`, `usage import --share` and `export due --share`.
Result<int> shareBillRun(Context &context);
Result<int> shareUsageImport(Context &context);
Result<int> shareDueExports(Context &context);

} // namespace accord::ctl
