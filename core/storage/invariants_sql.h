// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <vector>

namespace accord::storage {

class Session;

/// Something that must always hold and does not.
struct Violation
{
    QString invariant; ///< "ledger.balanced"
    QString subject; ///< which row, as people know it
};

/// What was checked and what was found.
struct InvariantCheck
{
    QString invariant;
    QString inWords;
    std::vector<Violation> violations; ///< the first hundred
};

/// Checks with SQL, over the whole workspace, what the program promises: entries balance, receivables equal open
/// documents, numbers have no gap, totals add up, charges are billed once, approvals were made by somebody else.
Result<std::vector<InvariantCheck>> checkInvariants(Session &session);

} // namespace accord::storage
