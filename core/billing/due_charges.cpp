// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/due_charges.h"

#include "core/pricing/period_grid.h"

namespace accord::billing {

std::vector<DueCharge> dueCharges(const contracts::Contract &contract, const contracts::PriceItem &item,
                                  const Period &target)
{
    const Period service = contract.serviceOf(item);
    if (item.kind == contracts::ItemKind::OneTime) {
        const bool due = target.contains(service.start) && !contract.billedHere(service).isEmpty();
        return due ? std::vector<DueCharge>{{service, service}} : std::vector<DueCharge>();
    }
    std::vector<DueCharge> due;
    const pricing::PeriodGrid grid(contract.term.start, contract.anchorDay(), item.billingMonths);
    for (const Period &full : grid.periodsOverlapping(service)) {
        const Period served = contract.billedHere(full.intersected(service));
        if (served.isEmpty())
            continue;
        const QDate decisive = item.timing == contracts::Timing::InAdvance ? served.start : served.lastDay();
        if (target.contains(decisive))
            due.push_back({served, full});
    }
    return due;
}

Period fullPeriodOf(const contracts::Contract &contract, const contracts::PriceItem &item, const Period &billed)
{
    if (item.kind == contracts::ItemKind::OneTime)
        return billed;
    return pricing::PeriodGrid(contract.term.start, contract.anchorDay(), item.billingMonths).periodAt(billed.start);
}

} // namespace accord::billing
