// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/price_book.h"

namespace accord::catalog {

const Allowance *Plan::allowanceOf(const QString &meter) const
{
    const auto found
        = std::find_if(allowances.begin(), allowances.end(), [&](const Allowance &a) { return a.meter == meter; });
    return found == allowances.end() ? nullptr : &*found;
}

const Plan *PriceBook::plan(const QString &code) const
{
    const auto found = std::find_if(plans.begin(), plans.end(), [&](const Plan &p) { return p.code == code; });
    return found == plans.end() ? nullptr : &*found;
}

} // namespace accord::catalog
