// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/quota.h"

namespace accord::usage {

std::optional<Exact> Quota::utilisation() const
{
    if (!included || included->isZero())
        return std::nullopt;
    return Exact(used) / Exact(*included);
}

Exact Quota::overage() const
{
    return included && used > *included ? Exact(used) - Exact(*included) : Exact(0);
}

std::optional<Exact> Quota::remaining() const
{
    if (!included)
        return std::nullopt;
    return used > *included ? Exact(0) : Exact(*included) - Exact(used);
}

} // namespace accord::usage
