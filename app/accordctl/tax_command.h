// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/accordctl/command.h"

namespace accord::ctl {

/// Economic nexus: sales by state against the thresholds of the states.
std::vector<Command> taxCommands();
/// `account exemption`: certificates by which a customer need not pay sales tax.
std::vector<Command> accountExemptionCommands();

} // namespace accord::ctl
