// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/purchasing/burn_down.h"

#include <algorithm>

namespace accord::purchasing {

namespace {

constexpr int monthsAheadWithoutEnd = 3;

QDate endOfMonth(const QDate &day)
{
    return QDate(day.year(), day.month(), day.daysInMonth());
}

QDate firstDay(const PurchaseOrder &order, const std::vector<OrderEntry> &entries, const QDate &asOf)
{
    QDate first = order.validFrom.isValid() ? std::min(order.validFrom, asOf) : asOf;
    if (!entries.empty())
        first = std::min(first, entries.front().day);
    return first;
}

QDate lastDay(const PurchaseOrder &order, const OrderBalance &balance, const QDate &asOf)
{
    QDate last = std::max(order.expiresOn, balance.exhaustsOn); // a null day is before every other
    if (last.isNull())
        last = asOf.addMonths(monthsAheadWithoutEnd);
    return std::clamp(last, asOf, asOf.addMonths(mostProjectedMonths));
}

/// \a first, the ends of the months after it, the day of the report and \a last; each once, in order.
std::vector<QDate> daysOf(const QDate &first, const QDate &asOf, const QDate &last)
{
    std::vector<QDate> days{first, asOf, last};
    for (QDate month = endOfMonth(first); month < last; month = endOfMonth(month.addDays(1)))
        days.push_back(month);
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

Result<Money> projectedOn(const QDate &day, const OrderBalance &balance, const QDate &asOf)
{
    const Currency currency = balance.amount.currency();
    const Exact left
        = Exact(balance.remaining) - balance.burnPerDay * Exact(Money(1, currency)) * Exact(asOf.daysTo(day));
    return left < Exact(0) ? Result<Money>(Money::zero(currency)) : left.toMoney(currency);
}

} // namespace

Result<std::vector<BurnPoint>> burnDown(const PurchaseOrder &order, std::vector<OrderEntry> entries,
                                        const OrderBalance &balance, const QDate &asOf)
{
    std::sort(entries.begin(), entries.end(), [](const auto &a, const auto &b) { return a.day < b.day; });
    std::vector<BurnPoint> points;
    MoneySum consumed(order.amount.currency());
    auto next = entries.cbegin();
    for (const QDate &day : daysOf(firstDay(order, entries, asOf), asOf, lastDay(order, balance, asOf))) {
        BurnPoint point{day, {}, {}};
        if (day <= asOf) {
            for (; next != entries.cend() && next->day <= day; ++next)
                consumed.add(next->amount);
            const auto total = consumed.total();
            const auto left = total ? order.amount.minus(*total) : total;
            if (!left)
                return passOn(left);
            point.remaining = *left;
        }
        if (day >= asOf) {
            const auto left = projectedOn(day, balance, asOf);
            if (!left)
                return passOn(left);
            point.projected = *left;
        }
        points.push_back(point);
    }
    return points;
}

} // namespace accord::purchasing
