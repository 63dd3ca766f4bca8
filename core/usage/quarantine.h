// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace accord::usage {

/// Why usage cannot be counted yet.
enum class QuarantineReason {
    UnknownAccount,
    UnknownLocation,
    UnknownMeter,
    LocationOfOtherAccount ///< the row names an account that neither runs nor pays for the location
};

QString toString(QuarantineReason reason);
/// \returns InvalidInput "usage.reason_unknown".
Result<QuarantineReason> quarantineReasonFromString(const QString &text);

} // namespace accord::usage
