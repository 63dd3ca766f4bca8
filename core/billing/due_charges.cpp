// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/due_charges.h"

#include "core/contracts/discount_reach.h"
#include "core/pricing/period_grid.h"

namespace accord::billing {

namespace {

bool isMetered(const contracts::PriceItem &item)
{
    return item.kind == contracts::ItemKind::Usage && item.timing == contracts::Timing::InArrears;
}

} // namespace

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
        for (const Period &part : contract.withoutGaps(served)) {
            const QDate decisive = item.timing == contracts::Timing::InAdvance ? part.start : part.lastDay();
            if (target.contains(decisive))
                due.push_back({part, full});
        }
    }
    return due;
}

std::vector<DueCharge> interimCharges(const contracts::Contract &contract, const contracts::PriceItem &item,
                                      const QDate &last)
{
    const Period service = contract.serviceOf(item);
    if (!isMetered(item) || !service.contains(last))
        return {};
    const pricing::PeriodGrid grid(contract.term.start, contract.anchorDay(), item.billingMonths);
    const Period full = grid.periodAt(last);
    const Period served = contract.billedHere(full.intersected(service));
    if (served.isEmpty() || served.lastDay() <= last || served.start > last)
        return {};
    return {{{served.start, last.addDays(1)}, full}};
}

bool hasFixedDiscount(const contracts::Contract &contract, const contracts::PriceItem &item)
{
    return std::any_of(contract.discounts.begin(), contract.discounts.end(), [&](const pricing::Discount &discount) {
        return discount.basis == pricing::DiscountBasis::Fixed && discount.amount.currency() == contract.currency
               && contracts::reaches(discount, &item);
    });
}

Period pricedTogether(const contracts::Contract &contract, const contracts::PriceItem &item, const Period &billed)
{
    const auto *commitment = std::get_if<pricing::CommitmentOverage>(&item.model);
    const bool isLonger = commitment && commitment->windowMonths > item.billingMonths;
    const int months = isLonger ? commitment->windowMonths : item.billingMonths;
    return pricing::PeriodGrid(contract.term.start, contract.anchorDay(), months).periodAt(billed.start);
}

Period fullPeriodOf(const contracts::Contract &contract, const contracts::PriceItem &item, const Period &billed)
{
    if (item.kind == contracts::ItemKind::OneTime)
        return billed;
    return pricing::PeriodGrid(contract.term.start, contract.anchorDay(), item.billingMonths).periodAt(billed.start);
}

} // namespace accord::billing
