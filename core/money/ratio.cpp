// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/ratio.h"

namespace accord {

Ratio Ratio::of(const Exact &numerator, const Exact &denominator, const QString &reason)
{
    if (denominator.isZero())
        return undefined(reason);
    Ratio ratio;
    ratio.m_value = numerator / denominator;
    return ratio;
}

Ratio Ratio::undefined(const QString &reason)
{
    Ratio ratio;
    ratio.m_reason = reason;
    return ratio;
}

Result<Decimal> Ratio::rounded(int places) const
{
    return m_value ? m_value->rounded(places) : fail(ErrorKind::NotFound, m_reason);
}

Result<Decimal> Ratio::percent(int places) const
{
    return m_value ? (*m_value * Exact(100)).rounded(places) : fail(ErrorKind::NotFound, m_reason);
}

} // namespace accord
