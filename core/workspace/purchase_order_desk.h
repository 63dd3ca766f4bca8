// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/purchasing/burn_down.h"
#include "core/storage/purchase_orders_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// A purchase order with its balance, and the invoices and credit notes on it.
struct OrderSheet
{
    storage::PurchaseOrderRow row;
    purchasing::OrderBalance balance;
    std::vector<storage::OrderDocument> documents; ///< by day, drafts among them
    std::vector<purchasing::BurnPoint> burnDown; ///< by day
};

/// Looks after the purchase orders of customers.
class PurchaseOrderDesk
{
public:
    explicit PurchaseOrderDesk(Services &services)
        : m_services(services)
    { }

    /// Every order as of \a day: those that need somebody first, then by account and number.
    Result<std::vector<OrderSheet>> sheets(const QDate &day);
    /// The orders of a number, one of each account that has one. \returns NotFound "purchasing.order_not_found".
    Result<std::vector<OrderSheet>> sheetsOf(const QString &number, const QDate &day,
                                             pricing::Recorder *recorder = nullptr);
    /// How the balance of the order \a id, whose number is \a number, came about.
    /// \returns NotFound "purchasing.order_not_found".
    Result<pricing::Derivation> explain(const QString &number, const purchasing::PurchaseOrderId &id, const QDate &day);
    /// The order that \a account calls \a number; none: there is none yet.
    Result<std::optional<purchasing::PurchaseOrder>> find(const QString &number, const accounts::AccountId &account);
    /// Adds an order, or changes the one of the same account and number.
    /// \returns what purchasing::check() says; InvalidInput "purchasing.order_location" or "purchasing.order_item"
    /// {number, value, known} for a location that the account does not pay for, an item that none of its contracts has;
    /// Conflict "purchasing.order_currency" when the currency would change.
    Result<purchasing::PurchaseOrder> save(purchasing::PurchaseOrder order);

private:
    Result<OrderSheet> sheet(storage::PurchaseOrderRow row, const QDate &day, pricing::Recorder *recorder);

    Services &m_services;
};

} // namespace accord::workspace
