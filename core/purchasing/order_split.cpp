// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/purchasing/order_split.h"

#include <algorithm>
#include <tuple>

namespace accord::purchasing {

namespace {

bool isFor(const PurchaseOrder &order, const OrderableLine &line)
{
    if (order.amount.currency() != line.amount.currency())
        return false;
    if (!line.purchaseOrder.isEmpty())
        return order.number == line.purchaseOrder;
    switch (order.scope) {
    case OrderScope::Blanket:
        return true;
    case OrderScope::Locations:
        return order.keys.contains(line.location);
    case OrderScope::Lines:
        return order.keys.contains(line.item);
    }
    Q_UNREACHABLE();
}

/// Orders are used by this: the narrowest first, then the one that expires first.
auto rankOf(const PurchaseOrder &order)
{
    return std::make_tuple(-int(order.scope == OrderScope::Lines) * 2 - int(order.scope == OrderScope::Locations),
                           order.expiresOn.isNull(), order.expiresOn, order.number);
}

class Splitter
{
public:
    Splitter(const std::vector<AvailableOrder> &orders, const QDate &day)
        : m_orders(orders)
        , m_day(day)
    {
        for (size_t i = 0; i < orders.size(); ++i) {
            m_ranked.push_back(i);
            m_left.push_back(std::max<std::int64_t>(orders[i].available.minor(), 0));
        }
        std::stable_sort(m_ranked.begin(), m_ranked.end(),
                         [&](size_t a, size_t b) { return rankOf(orders[a].order) < rankOf(orders[b].order); });
    }

    void deal(const OrderableLine &line, size_t place)
    {
        std::int64_t open = line.amount.minor();
        bool isCovered = false, isExpired = false;
        for (const size_t i : m_ranked) {
            if (open == 0 || !isFor(m_orders[i].order, line))
                continue;
            if (!m_orders[i].order.isValidOn(m_day)) {
                isExpired = true;
                continue;
            }
            isCovered = true;
            const std::int64_t part = std::min(open, m_left[i]);
            if (part == 0)
                continue;
            m_left[i] -= part;
            open -= part;
            m_split.shares.push_back({place, i, Money(part, line.amount.currency())});
        }
        if (open == 0)
            return;
        const QString reason = isCovered ? u"purchasing.order_exceeded"_s
                                         : (isExpired ? u"purchasing.order_expired"_s : u"purchasing.order_missing"_s);
        m_split.uncovered.push_back({place, Money(open, line.amount.currency()), reason});
    }

    OrderSplit take() { return std::move(m_split); }

private:
    const std::vector<AvailableOrder> &m_orders;
    QDate m_day;
    std::vector<size_t> m_ranked;
    std::vector<std::int64_t> m_left; ///< of each order, minor units
    OrderSplit m_split;
};

} // namespace

Result<OrderSplit> splitOverOrders(const std::vector<OrderableLine> &lines, const std::vector<AvailableOrder> &orders,
                                   const QDate &day)
{
    for (const AvailableOrder &order : orders) {
        if (const auto usable = check(order.order); !usable)
            return passOn(usable);
        if (const auto sameCurrency = order.order.amount.plus(order.available); !sameCurrency)
            return passOn(sameCurrency);
    }
    Splitter splitter(orders, day);
    for (size_t i = 0; i < lines.size(); ++i) {
        if (const auto sameCurrency = lines.front().amount.plus(lines[i].amount); !sameCurrency)
            return passOn(sameCurrency);
        splitter.deal(lines[i], i);
    }
    return splitter.take();
}

std::vector<billing::BillException> problemsOf(const OrderSplit &split, const std::vector<OrderableLine> &lines,
                                               OrderPolicy policy)
{
    std::vector<billing::BillException> problems;
    for (const Uncovered &uncovered : split.uncovered) {
        const QString &named = lines[uncovered.line].purchaseOrder;
        const bool isWanted = policy == OrderPolicy::Required || !named.isEmpty();
        if (!isWanted || uncovered.amount.isNegative())
            continue;
        problems.push_back(
            {policy == OrderPolicy::Required ? contracts::Severity::Blocking : contracts::Severity::Warning,
             uncovered.reason,
             {{u"line"_s, qulonglong(uncovered.line + 1)},
              {u"amount"_s, uncovered.amount.toString()},
              {u"order"_s, named}}});
    }
    return problems;
}

} // namespace accord::purchasing
