// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/standing_delegation.h"

#include "core/approvals/policy.h"

#include <algorithm>

namespace accord::approvals {

bool StandingDelegation::holdsAt(const QDateTime &instant) const
{
    return period.contains(instant.toUTC().date()) && (!endedAt.isValid() || instant < endedAt);
}

bool StandingDelegation::covers(const Money &amount) const
{
    return !limit || (limit->currency() == amount.currency() && amount.minor() <= limit->minor());
}

Result<> check(const StandingDelegation &delegation, const QStringList &fromRoles, const QStringList &toRoles,
               const QDate &today)
{
    if (delegation.to.isEmpty() || delegation.to == delegation.from)
        return fail(ErrorKind::InvalidInput, u"approvals.delegate_self"_s);
    if (delegation.limit && delegation.limit->minor() <= 0)
        return fail(ErrorKind::InvalidInput, u"approvals.delegation_limit_zero"_s);
    if (delegation.period.lastDay() < today)
        return fail(ErrorKind::InvalidInput, u"approvals.delegation_past"_s,
                    {{u"day"_s, delegation.period.lastDay().toString(Qt::ISODate)}});
    const auto decides = [](const QString &role) { return decidingRoles().contains(role); };
    if (std::ranges::none_of(fromRoles, decides))
        return fail(ErrorKind::Forbidden, u"approvals.delegation_role"_s, {{u"user"_s, delegation.from}});
    for (const QString &role : {u"admin"_s, u"auditor"_s, u"worker"_s}) {
        if (toRoles.contains(role))
            return fail(ErrorKind::Forbidden, u"approvals.delegate_unfit"_s,
                        {{u"user"_s, delegation.to}, {u"role"_s, role}});
    }
    return {};
}

} // namespace accord::approvals
