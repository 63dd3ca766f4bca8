// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <functional>
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
    bool isLeftOut = false; ///< not looked at, as the actor is shown a part of the rows that it is about

    bool holds() const { return violations.empty() && !isLeftOut; }
};

/// Whether the actor is shown every row that an operation of the permission matrix ("bank.read") is about.
using SeesAll = std::function<bool(const QString &operation)>;

/// Checks with SQL, over the whole workspace, what the program promises: entries balance, receivables equal open
/// documents, numbers have no gap, totals add up, charges are billed once, approvals were made by somebody else.
/// What needs rows that the actor is not shown is left out; without \a seesAll nothing is.
Result<std::vector<InvariantCheck>> checkInvariants(Session &session, const SeesAll &seesAll = {});

} // namespace accord::storage
