// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/purchasing/purchase_order.h"

namespace accord::purchasing {

bool PurchaseOrder::isValidOn(const QDate &day) const
{
    return (validFrom.isNull() || validFrom <= day) && (expiresOn.isNull() || day <= expiresOn);
}

Result<void> check(const PurchaseOrder &order)
{
    const auto refuse = [&](const QString &id) {
        return fail(ErrorKind::InvalidInput, id, {{u"number"_s, order.number}, {u"amount"_s, order.amount.toString()}});
    };
    if (order.number.trimmed().isEmpty())
        return refuse(u"purchasing.order_number"_s);
    if (order.amount.minor() <= 0)
        return refuse(u"purchasing.order_amount"_s);
    if (!order.validFrom.isNull() && !order.expiresOn.isNull() && order.expiresOn < order.validFrom)
        return refuse(u"purchasing.order_dates"_s);
    if ((order.scope == OrderScope::Blanket) != order.keys.isEmpty())
        return refuse(u"purchasing.order_keys"_s);
    return {};
}

QString toString(OrderScope scope)
{
    switch (scope) {
    case OrderScope::Blanket:
        return u"blanket"_s;
    case OrderScope::Locations:
        return u"locations"_s;
    case OrderScope::Lines:
        return u"lines"_s;
    }
    Q_UNREACHABLE();
}

Result<OrderScope> orderScopeFromString(const QString &text)
{
    for (const OrderScope scope : {OrderScope::Blanket, OrderScope::Locations, OrderScope::Lines}) {
        if (text == toString(scope))
            return scope;
    }
    return fail(ErrorKind::InvalidInput, u"purchasing.scope_unknown"_s, {{u"value"_s, text}});
}

} // namespace accord::purchasing
