// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/problems.h"
#include "core/usage/usage_row.h"

#include <functional>

class QIODevice;

namespace accord::usage {

/// Reads a usage file of any form that Accord knows: CSV long or wide, FOCUS 1.0, or NDJSON with a member for each column of
/// the long form. Streamed: a row is handed to \a sink as soon as it is read. Every row that cannot be used is a problem; the
/// rows before and after it still reach the sink, and the caller decides (an import takes all or nothing).
///
/// An empty file, a binary one and text that is not UTF-8 are problems of line 1.
void readUsage(QIODevice &device, Problems &problems, const std::function<void(UsageRow &&)> &sink);

} // namespace accord::usage
