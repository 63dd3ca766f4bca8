// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/milestones.h"

namespace accord::storage {

class Session;

/// Which milestones of contracts were reached, and when.
class MilestonesSql
{
public:
    explicit MilestonesSql(Session &session)
        : m_session(session)
    { }

    /// Keeps \a milestone, or corrects its day. \returns Conflict "billing.milestone_billed" once an item of it was
    /// billed.
    Result<> put(const contracts::ReachedMilestone &milestone, const QString &recordedBy, const QDateTime &now);
    /// In the order of their days.
    Result<std::vector<contracts::ReachedMilestone>> reached(const contracts::ContractId &contract) const;

private:
    Session &m_session;
};

} // namespace accord::storage
