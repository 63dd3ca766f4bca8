// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/quota.h"

namespace accord::usage {

QuotaState Quota::state() const
{
    if (!included)
        return QuotaState::Unlimited;
    if (used == *included)
        return QuotaState::Reached;
    return used < *included ? QuotaState::Within : QuotaState::Exceeded;
}

std::optional<Exact> Quota::ratio() const
{
    if (!included || included->isZero())
        return std::nullopt;
    return Exact(used) / Exact(*included);
}

std::optional<Exact> Quota::remaining() const
{
    if (!included)
        return std::nullopt;
    return used < *included ? Exact(*included) - Exact(used) : Exact(0);
}

Exact Quota::overage() const
{
    return included && used > *included ? Exact(used) - Exact(*included) : Exact(0);
}

} // namespace accord::usage
