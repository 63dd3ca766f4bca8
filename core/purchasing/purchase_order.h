// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

namespace accord::purchasing {

struct PurchaseOrder;
using PurchaseOrderId = Id<PurchaseOrder>;

/// What a purchase order may be used for.
enum class OrderScope {
    Blanket, ///< everything the account is billed for
    Locations, ///< the locations that it names
    Lines ///< the price items that it names
};

/// A customer's promise to pay up to an amount.
struct PurchaseOrder
{
    PurchaseOrderId id;
    accounts::AccountId account;
    QString number; ///< as printed: "ENT-2024-001"
    OrderScope scope = OrderScope::Blanket;
    QStringList keys; ///< codes of locations, or keys of price items; empty for a blanket order
    Money amount; ///< with tax, > 0; its currency is the only one that the order takes
    QDate validFrom; ///< null: ever since
    QDate expiresOn; ///< the last day on which it is valid; null: never

    bool isValidOn(const QDate &day) const;
};

/// \returns InvalidInput with the order's number: "purchasing.order_number" for an empty one,
///          "purchasing.order_amount" unless it is above zero, "purchasing.order_dates" when it expires before it is
///          valid, "purchasing.order_keys" for a blanket order with keys or another one without.
Result<void> check(const PurchaseOrder &order);

/// "blanket", "locations", "lines".
QString toString(OrderScope scope);
/// \returns InvalidInput "purchasing.scope_unknown".
Result<OrderScope> orderScopeFromString(const QString &text);

} // namespace accord::purchasing
