// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"

namespace accord::workspace {

/// What an account used in the last weeks, of the meter that says most about it.
struct UsageLine
{
    QString meterName;
    QString unit;
    std::vector<std::optional<Decimal>> weeks; ///< oldest first; none: nothing was reported
};

/// The twelve full weeks before today of one added-up meter of \a account and the entities it pays for: the first of
/// the meters with the aggregation "sum" that has usage. None without usage.
Result<std::optional<UsageLine>> usageLineOf(Services &services, const accounts::AccountId &account);

} // namespace accord::workspace
