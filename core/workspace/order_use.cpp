// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/order_use.h"

#include "core/purchasing/order_split.h"
#include "core/storage/purchase_orders_sql.h"
#include "core/workspace/invoice_submission.h"

#include <algorithm>
#include <map>

namespace accord::workspace {

using billing::BillException;
using billing::BillLine;
using contracts::Severity;
using purchasing::AvailableOrder;
using purchasing::OrderScope;

namespace {

Result<Money> amountOf(const BillLine &line)
{
    return line.net.plus(line.tax);
}

/// The one of \a orders that takes all of \a line, which names none; none: no order does.
Result<AvailableOrder *> orderFor(const BillLine &line, std::vector<AvailableOrder> &orders, const QDate &day)
{
    auto amount = amountOf(line);
    if (!amount)
        return passOn(amount);
    if (amount->isZero())
        amount = Money(1, amount->currency()); // it stands on an order all the same
    std::vector<AvailableOrder> left = orders;
    while (!left.empty()) {
        const auto split = purchasing::splitOverOrders({{line.key.item, line.locationCode, {}, *amount}}, left, day);
        if (!split)
            return passOn(split);
        if (split->shares.empty())
            return nullptr;
        const auto first = left.begin() + qptrdiff(split->shares.front().order);
        if (split->shares.front().amount == *amount) {
            const auto found = std::ranges::find(orders, first->order.id, [](const auto &one) { return one.order.id; });
            return &*found;
        }
        left.erase(first);
    }
    return nullptr;
}

/// What the lines of \a bill ask of each order that they name, in the order of the numbers.
Result<std::map<QString, Money>> neededOf(const billing::Bill &bill)
{
    std::map<QString, Money> needed;
    for (const BillLine &line : bill.lines) {
        if (line.purchaseOrder.isEmpty())
            continue;
        const auto amount = amountOf(line);
        if (!amount)
            return passOn(amount);
        const auto known = needed.emplace(line.purchaseOrder, Money::zero(bill.currency)).first;
        const auto sum = known->second.plus(*amount);
        if (!sum)
            return passOn(sum);
        known->second = *sum;
    }
    return needed;
}

BillException exceeded(const QString &number, const Money &remaining, const Money &needed)
{
    return {Severity::Warning,
            u"billing.purchase_order_exceeded"_s,
            {{u"number"_s, number},
             {u"remaining"_s, remaining.toString()},
             {u"needed"_s, needed.toString()},
             {u"currency"_s, needed.currency().code()}}};
}

BillException expired(const purchasing::PurchaseOrder &order, const QDate &day)
{
    return {Severity::Warning,
            u"billing.purchase_order_expired"_s,
            {{u"number"_s, order.number},
             {u"from"_s, order.validFrom.toString(Qt::ISODate)},
             {u"until"_s, order.expiresOn.toString(Qt::ISODate)},
             {u"day"_s, day.toString(Qt::ISODate)}}};
}

/// What is left of \a order beside issued documents.
Result<Money> leftOf(Services &services, const purchasing::PurchaseOrder &order)
{
    const auto documents = storage::PurchaseOrdersSql(services.session()).documentsOn(order);
    if (!documents)
        return passOn(documents);
    MoneySum left(order.amount.currency());
    left.add(order.amount);
    for (const storage::OrderDocument &document : *documents)
        if (document.isIssued)
            left.subtract(document.amount);
    return left.total();
}

tl::unexpected<Error> refused(BillException exception, const QString &account)
{
    exception.args.insert(u"account"_s, account);
    return fail(ErrorKind::Conflict, exception.id, exception.args);
}

} // namespace

Result<std::vector<AvailableOrder>> availableOrders(Services &services, const accounts::AccountId &payer)
{
    const auto balances = storage::PurchaseOrdersSql(services.session()).ofAccount(payer);
    if (!balances)
        return passOn(balances);
    std::vector<AvailableOrder> orders;
    for (const auto &balance : *balances)
        orders.push_back({balance.order, balance.available()});
    return orders;
}

Result<> useOrders(const BillAssembly &assembly, billing::Bill &bill)
{
    const std::optional<QString> &group = assembly.purchaseOrder;
    if (!lacksPurchaseOrder(bill) || (group && group->isEmpty()))
        return {};
    const accounts::Account &payer = assembly.input.payer;
    const QDate day = std::max(assembly.input.taxDay, billing::earliestIssueDate(bill));
    std::vector<AvailableOrder> orders = assembly.orders;
    std::erase_if(orders, [&](const AvailableOrder &one) {
        return one.order.amount.currency() != bill.currency || (group && one.order.number != *group)
               || (one.order.scope == OrderScope::Blanket && !payer.needsPurchaseOrder);
    });
    if (orders.empty())
        return {};
    for (BillLine &line : bill.lines) {
        if (!line.purchaseOrder.isEmpty())
            continue;
        const auto order = orderFor(line, orders, day);
        const auto amount = amountOf(line);
        if (!order)
            return passOn(order);
        if (!amount)
            return passOn(amount);
        if (!*order)
            continue;
        line.purchaseOrder = (*order)->order.number;
        (*order)->available = Money((*order)->available.minor() - amount->minor(), bill.currency);
        if (bill.purchaseOrder.isEmpty())
            bill.purchaseOrder = line.purchaseOrder;
    }
    return {};
}

void takeFromOrders(std::vector<AvailableOrder> &orders, const billing::Bill &bill)
{
    for (const BillLine &line : bill.lines) {
        if (line.purchaseOrder.isEmpty())
            continue;
        for (AvailableOrder &one : orders) {
            const auto amount = amountOf(line);
            if (one.order.number == line.purchaseOrder && amount && amount->currency() == one.available.currency())
                one.available = one.available.minus(*amount).value_or(one.available);
        }
    }
}

Result<std::vector<BillException>> problemsWithOrders(Services &services, const accounts::AccountId &payer,
                                                      const QDate &day, const billing::Bill &bill)
{
    const auto needed = neededOf(bill);
    if (!needed)
        return passOn(needed);
    std::vector<BillException> problems;
    if (needed->empty())
        return problems;
    const auto orders = availableOrders(services, payer);
    if (!orders)
        return passOn(orders);
    for (const AvailableOrder &one : *orders) {
        const auto found = needed->find(one.order.number);
        if (found == needed->end() || one.order.amount.currency() != bill.currency)
            continue;
        if (!one.order.isValidOn(day))
            problems.push_back(expired(one.order, day));
        if (one.available.minor() < found->second.minor())
            problems.push_back(exceeded(one.order.number, one.available, found->second));
    }
    return problems;
}

Result<> holdsItsOrder(Services &services, const billing::Invoice &invoice)
{
    const auto account = services.accounts().find(invoice.account);
    if (!account)
        return passOn(account);
    if (!account->needsPurchaseOrder)
        return {};
    if (lacksPurchaseOrder(invoice.bill))
        return fail(ErrorKind::Conflict, u"billing.purchase_order_missing"_s, {{u"account"_s, invoice.accountName}});
    const auto needed = neededOf(invoice.bill);
    const auto orders = availableOrders(services, invoice.account);
    if (!needed)
        return passOn(needed);
    if (!orders)
        return passOn(orders);
    for (const AvailableOrder &one : *orders) {
        const auto found = needed->find(one.order.number);
        const bool isAsked = found != needed->end() && found->second.minor() > 0;
        if (!isAsked || one.order.amount.currency() != invoice.bill.currency)
            continue;
        if (!one.order.isValidOn(invoice.issueDate))
            return refused(expired(one.order, invoice.issueDate), invoice.accountName);
        const auto left = leftOf(services, one.order);
        if (!left)
            return passOn(left);
        if (left->minor() < found->second.minor())
            return refused(exceeded(one.order.number, *left, found->second), invoice.accountName);
    }
    return {};
}

} // namespace accord::workspace
