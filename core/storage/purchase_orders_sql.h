// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/invoice.h"
#include "core/purchasing/order_balance.h"

namespace accord::storage {

class Session;

/// What the invoices that name a purchase order took of it, drafts included, less what was credited of them.
struct PurchaseOrderBalance
{
    purchasing::PurchaseOrder order;
    Money used;
    /// What is left when the drafts are issued as they are; below zero where they exceed it.
    Money available() const { return Money(order.amount.minor() - used.minor(), order.amount.currency()); }
};

struct PurchaseOrderRow
{
    purchasing::PurchaseOrder order;
    QString accountName;
};

/// An invoice or an issued credit note, or what of it is on one order.
struct OrderDocument
{
    QUuid id;
    QString number; ///< empty until issued
    QDate day; ///< of issue
    Money amount; ///< of the lines that name the order, with tax; of a credit note below zero
    bool isIssued = false;
    bool isCreditNote = false;
};

/// Purchase orders and the invoice lines that name them.
class PurchaseOrdersSql
{
public:
    explicit PurchaseOrdersSql(Session &session)
        : m_session(session)
    { }

    /// Adds \a order, or changes everything but its account, number and currency.
    Result<> save(const purchasing::PurchaseOrder &order);
    Result<std::vector<PurchaseOrderBalance>> ofAccount(const accounts::AccountId &account) const;
    /// Every order, by account and number.
    Result<std::vector<PurchaseOrderRow>> all() const;
    /// Every account may have an order of this number. \returns none where no account has one.
    Result<std::vector<PurchaseOrderRow>> byNumber(const QString &number) const;
    /// By day.
    Result<std::vector<OrderDocument>> documentsOn(const purchasing::PurchaseOrder &order) const;

private:
    Session &m_session;
};

} // namespace accord::storage
