// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/credit_rules.h"

#include "core/pricing/proration.h"

namespace accord::billing {

Result<Money> keptOf(const BilledCharge &billed, const Exact &served)
{
    const auto unused = pricing::unusedCredit(billed.net, Exact(1) - served, Money::zero(billed.net.currency()));
    return unused.map([](const pricing::UnusedCredit &credit) { return credit.kept; });
}

Result<Money> withinCreditCap(const contracts::Terms &terms, const BilledCharge &billed, const Money &difference)
{
    if (!difference.isNegative() || terms.creditCap == contracts::CreditCap::Billed || !billed.paid)
        return difference;
    const auto first = billed.gross.minus(billed.discount);
    const auto credited = first ? first->minus(billed.net) : first;
    if (!credited)
        return credited;
    const Money before = credited->isNegative() ? Money::zero(difference.currency()) : *credited;
    return pricing::cappedCredit(difference.negated(), *billed.paid, before).map([](const Money &credit) {
        return credit.negated();
    });
}

} // namespace accord::billing
