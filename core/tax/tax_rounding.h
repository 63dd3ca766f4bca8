// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace accord::tax {

/// Where the tax of an invoice is rounded.
enum class Rounding {
    RateGroup, ///< once for each group: the default, and what EN 16931 checks (BR-CO-17)
    Line, ///< for each line and tax; a group is the sum of its lines
    Invoice ///< once for the invoice; groups and lines are shares of that by largest remainder
};

/// "rate_group", "line", "invoice".
QString toString(Rounding rounding);
/// \returns InvalidInput "tax.rounding_unknown".
Result<Rounding> roundingFromString(const QString &text);

} // namespace accord::tax
