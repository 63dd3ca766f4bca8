// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/discount_reach.h"

#include <algorithm>

namespace accord::contracts {

bool reaches(const pricing::Discount &discount, const PriceItem *item)
{
    switch (discount.scope) {
    case pricing::DiscountScope::Everything:
        return true;
    case pricing::DiscountScope::Recurring:
        return item && item->kind == ItemKind::Recurring;
    case pricing::DiscountScope::Usage:
        return item && item->kind == ItemKind::Usage;
    }
    Q_UNREACHABLE();
}

bool reaches(const pricing::Discount &discount, const PriceItem *item, const QDate &day)
{
    return reaches(discount, item) && discount.holdsOn(day);
}

bool isTakenOfInvoice(const Contract &contract, size_t place, const PriceItem *item, const QDate &day)
{
    const auto end = contract.discounts.begin() + std::ptrdiff_t(place) + 1;
    return std::any_of(contract.discounts.begin(), end, [&](const pricing::Discount &discount) {
        return discount.basis == pricing::DiscountBasis::Fixed && discount.amount.currency() == contract.currency
               && reaches(discount, item, day);
    });
}

} // namespace accord::contracts
