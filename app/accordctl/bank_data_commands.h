// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/accordctl/command.h"

namespace accord::ctl {

/// `bank own`, `bank agree-own` and `bank consent`.
std::vector<Command> ownBankCommands();

/// Notes when a bank with \a bic keeps no accounts with numbers like \a account; nothing where one of them is none.
void warnOfBic(Context &context, const QString &bic, const QString &account);

} // namespace accord::ctl
