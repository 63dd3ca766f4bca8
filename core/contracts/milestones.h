// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/contract.h"

namespace accord::contracts {

/// That something a contract waits for has been reached: an item falls due, an instalment is to be paid.
struct ReachedMilestone
{
    ContractId contract;
    QString name; ///< as in the contract: "Go-live"
    QDate day;

    friend bool operator==(const ReachedMilestone &, const ReachedMilestone &) = default;
};

/// The milestones that items and instalments of \a contract wait for, in the order of the contract, each once.
QStringList milestonesOf(const Contract &contract);

/// \a contract with its items dated by what was reached: an item falls due on the day of its milestone, and one that
/// still waits is left out.
Contract datedByMilestones(const Contract &contract, const std::vector<ReachedMilestone> &reached);

} // namespace accord::contracts
