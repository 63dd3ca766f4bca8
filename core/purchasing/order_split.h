// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill.h"
#include "core/purchasing/purchase_order.h"

namespace accord::purchasing {

/// A line of an invoice as an order sees it.
struct OrderableLine
{
    QString item; ///< key of the price item
    QString location; ///< its code; empty for the contract as a whole
    QString purchaseOrder; ///< number that the contract asks for; empty: any that fits
    Money amount; ///< with tax; a credit is negative
};

/// An order with what is still to be had of it.
struct AvailableOrder
{
    PurchaseOrder order;
    Money available; ///< before the invoice; below zero counts as nothing
};

/// What of a line goes to which order.
struct OrderShare
{
    size_t line = 0; ///< its place
    size_t order = 0; ///< its place
    Money amount;

    bool operator==(const OrderShare &) const = default;
};

/// What of a line no order takes.
struct Uncovered
{
    size_t line = 0;
    Money amount;
    QString reason; ///< "purchasing.order_missing", "purchasing.order_expired", "purchasing.order_exceeded"

    bool operator==(const Uncovered &) const = default;
};

/// Shares and what is uncovered add up to the lines.
struct OrderSplit
{
    std::vector<OrderShare> shares; ///< by line, then in the order in which they were used
    std::vector<Uncovered> uncovered;
};

/// Deals \a lines over \a orders on \a day. A line that names an order goes to that one only; any other first to orders
/// for its item, then to those for its location, then to blanket orders, of equal ones to the one that expires first,
/// then by number. What one order has no room for goes to the next. A credit goes back to the first order that fits,
/// which makes room for the lines after it.
/// \returns InvalidInput as check(order), "money.currency_mix" for lines of several currencies.
Result<OrderSplit> splitOverOrders(const std::vector<OrderableLine> &lines, const std::vector<AvailableOrder> &orders,
                                   const QDate &day);

/// What an account demands of invoices without an order.
enum class OrderPolicy {
    Optional, ///< an order is used where there is one
    Required ///< no order, no invoice
};

/// What stands against issuing: with a required order everything uncovered blocks; otherwise an order that was named
/// and is expired or exceeded warns. \c args: line, amount, order.
std::vector<billing::BillException> problemsOf(const OrderSplit &split, const std::vector<OrderableLine> &lines,
                                               OrderPolicy policy);

} // namespace accord::purchasing
