// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/period.h"
#include "core/money/money.h"

#include <QtCore/QDateTime>

#include <optional>

namespace accord::approvals {

struct StandingDelegation;
using StandingDelegationId = Id<StandingDelegation>;

/// Somebody stands in for another person for a while: decides in their place, what they could decide themselves.
struct StandingDelegation
{
    StandingDelegationId id;
    QString from; ///< who is stood in for
    QString to;
    Period period; ///< the days on which it holds
    std::optional<Money> limit; ///< > 0, in company currency: up to which amount; none: as \c from
    QString note;
    QDateTime madeAt;
    QDateTime endedAt; ///< null: was not taken back

    bool holdsAt(const QDateTime &instant) const;
    bool covers(const Money &amount) const;
};

/// \returns InvalidInput "approvals.delegate_self", "approvals.delegation_limit_zero", "approvals.delegation_past"
/// where
///          it ends before \a today; Forbidden "approvals.delegation_role" where \a fromRoles decide nothing,
///          "approvals.delegate_unfit" where \a toRoles keep \c to from deciding (administrators, auditors, workers).
Result<> check(const StandingDelegation &delegation, const QStringList &fromRoles, const QStringList &toRoles,
               const QDate &today);

} // namespace accord::approvals
