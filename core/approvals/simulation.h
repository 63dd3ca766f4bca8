// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/policy.h"

namespace accord::approvals {

/// What one document would have asked for under two policies.
struct Simulated
{
    size_t subject = 0; ///< its place
    Demand before;
    Demand after;

    bool differs() const { return before.seats != after.seats; }
};

/// Holds every one of \a subjects against both policies. \returns what demandOf() says.
Result<std::vector<Simulated>> simulate(const std::vector<std::vector<Subject>> &subjects, const Policy &before,
                                        const Policy &after);

/// "approver; then controller": who is asked, stage by stage; empty for nobody.
QString inWords(const std::vector<Seat> &seats);

} // namespace accord::approvals
