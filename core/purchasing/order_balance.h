// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/ratio.h"
#include "core/pricing/derivation.h"
#include "core/purchasing/purchase_order.h"

namespace accord::purchasing {

/// A document against an order.
struct OrderEntry
{
    QDate day; ///< of issue
    Money amount; ///< with tax; credit notes are negative
};

/// What somebody should know about an order.
enum class OrderFlag {
    Warning, ///< 80 % or more is consumed
    Exceeded, ///< more than 100 % is consumed
    Expiring, ///< expires within 60 days, that day included
    Expired, ///< the day of expiry has passed
    ExhaustsBeforeExpiry ///< at the present rate it is used up before the day of expiry
};
/// "warning", "exceeded", "expiring", "expired", "exhausts_before_expiry".
QString toString(OrderFlag flag);

inline constexpr int burnDays = 90; ///< days of the burn rate, the day of the report among them
inline constexpr int expiryWarningDays = 60;
inline constexpr int consumptionWarningPercent = 80;

/// An order on a day.
struct OrderBalance
{
    Money amount;
    Money consumed; ///< invoices − credit notes up to and including the day
    Money committed; ///< drafts and bills that are sure to come; not consumed yet
    Money remaining; ///< amount − consumed; below zero when it is exceeded
    Money available; ///< remaining − committed
    Ratio consumedShare; ///< consumed / amount
    Exact burnPerDay; ///< net of the last 90 days / 90, in minor units
    Ratio runwayDays; ///< remaining / burn; undefined "purchasing.order_used_up", "purchasing.no_recent_use"
    QDate exhaustsOn; ///< the day + ⌊runway⌋; null where there is no runway, or none before the year 3000
    std::vector<OrderFlag> flags; ///< in the order of the enumeration

    bool has(OrderFlag flag) const;
    /// Whether what is issued fits into the order, and with the drafts it would not.
    bool isExceededByDrafts() const { return available.isNegative() && !remaining.isNegative(); }
    /// \c burnPerDay in whole minor units, rounded as Exact::toMoney(). \returns "number.overflow".
    Result<Money> roundedBurn() const;
};

/// What is left of \a order on \a asOf, how fast it is used, and when it runs out.
/// \param entries    of the order's currency, in any order; those after \a asOf do not count
/// \param committed  >= 0, of the order's currency
/// \returns as check(order); InvalidInput "purchasing.committed_negative", "money.currency_mix", "number.overflow".
Result<OrderBalance> balanceOf(const PurchaseOrder &order, const std::vector<OrderEntry> &entries,
                               const Money &committed, const QDate &asOf, pricing::Recorder *recorder = nullptr);

} // namespace accord::purchasing
