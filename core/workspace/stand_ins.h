// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"

namespace accord::workspace {

struct StandInRow
{
    approvals::StandingDelegation delegation;
    QString fromName; ///< display name
    QString toName;
    bool holdsNow = false;
};

/// What an approver asks another person to do meanwhile.
struct StandInWish
{
    QString to; ///< user name
    QDate from;
    QDate lastDay; ///< still belongs to it
    std::optional<Money> limit = {}; ///< in company currency
    QString note = {};
};

/// People who decide in the place of others for a while.
class StandIns
{
public:
    explicit StandIns(Services &services)
        : m_services(services)
    { }

    /// Those that hold today or later, by their first day.
    Result<std::vector<StandInRow>> list();
    /// The actor's approvals are decided by another person on the days of \a wish, as well as by the actor.
    /// \returns InvalidInput "approvals.delegation_days", NotFound "identity.user_not_found", and what
    ///          approvals::check() says.
    Result<approvals::StandingDelegation> add(const StandInWish &wish);
    /// Takes one back. \returns Forbidden "approvals.delegation_of_other" unless the actor gave or holds it, Conflict
    ///          "approvals.delegation_ended".
    Result<> end(const approvals::StandingDelegationId &id);

private:
    Services &m_services;
};

} // namespace accord::workspace
