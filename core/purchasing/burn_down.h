// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/purchasing/order_balance.h"

namespace accord::purchasing {

/// What is left of an order at the end of a day. At least one of the two is there, both on the day of the report.
struct BurnPoint
{
    QDate day;
    std::optional<Money> remaining; ///< known: amount − documents up to and including the day
    std::optional<Money> projected; ///< expected: what remains − burn × days from the report on, never below zero
};

inline constexpr int mostProjectedMonths = 24;

/// How an order has gone down and goes on at its present rate, at the ends of months: from the day it is valid (or its
/// first document) to the later of its last day and the day on which it is used up, at most 24 months ahead and at
/// least to \a asOf. An order without use and without a last day goes three months ahead.
/// \param entries  as given to balanceOf(), whose result for \a asOf is \a balance
/// \returns InvalidInput "money.currency_mix", "number.overflow".
Result<std::vector<BurnPoint>> burnDown(const PurchaseOrder &order, std::vector<OrderEntry> entries,
                                        const OrderBalance &balance, const QDate &asOf);

} // namespace accord::purchasing
