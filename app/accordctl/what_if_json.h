// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/accordctl/context.h"
#include "core/workspace/what_if.h"

namespace accord::ctl {

/// The changes of every `--set PATH=VALUE`, in order.
Result<std::vector<contracts::TriedChange>> changesFrom(const Arguments &arguments);

/// Two scenarios side by side as a document.
QJsonObject toJson(const workspace::WhatIf &whatIf);
/// Prints it in the form that was asked for: in a table the lines, the totals and what to know about prices.
Result<> print(Context &context, const workspace::WhatIf &whatIf);

QJsonArray findingsToJson(const std::vector<contracts::Finding> &findings);

} // namespace accord::ctl
