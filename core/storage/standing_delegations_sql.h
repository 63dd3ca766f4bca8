// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/standing_delegation.h"

namespace accord::storage {

class Session;

/// Who stands in for whom, and when.
class StandingDelegationsSql
{
public:
    explicit StandingDelegationsSql(Session &session)
        : m_session(session)
    { }

    Result<> add(const approvals::StandingDelegation &delegation);
    /// Takes one back from \a now on.
    Result<> end(const approvals::StandingDelegationId &id, const QString &who, const QDateTime &now);
    /// \returns NotFound "approvals.delegation_not_found".
    Result<approvals::StandingDelegation> find(const approvals::StandingDelegationId &id) const;
    /// All that hold on \a day or later, by their first day.
    Result<std::vector<approvals::StandingDelegation>> from(const QDate &day) const;
    /// Those to \a user that hold at \a instant.
    Result<std::vector<approvals::StandingDelegation>> heldBy(const QString &user, const QDateTime &instant) const;

private:
    Session &m_session;
};

} // namespace accord::storage
