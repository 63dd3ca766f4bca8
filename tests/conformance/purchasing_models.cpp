// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/purchasing/order_balance.h"
#include "tests/conformance/models.h"

namespace accord::conformance {

namespace {

using namespace purchasing;

/// Accord says why there is no value by an id; the vectors say it in words.
QJsonObject runway(const Ratio &ratio)
{
    const QHash<QString, QString> words{{u"purchasing.order_used_up"_s, u"order is used up"_s},
                                        {u"purchasing.no_recent_use"_s, u"no use in the last 90 days"_s}};
    QJsonObject printed = print(ratio, u"val"_s, 1);
    if (printed.contains(u"why"_s))
        printed[u"why"_s] = words.value(ratio.reason());
    return printed;
}

std::vector<OrderEntry> entriesOf(Fields &input, const Currency &currency)
{
    std::vector<OrderEntry> entries;
    for (const auto &entry : input.raw(u"entries"_s).toArray()) {
        const QJsonArray pair = entry.toArray();
        entries.push_back(
            {QDate::fromString(pair.at(0).toString(), Qt::ISODate), Money(pair.at(1).toInteger(), currency)});
    }
    return entries;
}

Outcome orderOf(Fields &input, const Currency &currency)
{
    PurchaseOrder order;
    order.number = u"PO"_s;
    order.amount = input.minor(u"amount"_s, currency);
    order.expiresOn = input.date(u"expires"_s);
    const auto balance = balanceOf(order, entriesOf(input, currency), Money::zero(currency), input.date(u"as_of"_s));
    if (!balance)
        return Outcome::failed(balance.error());
    QJsonArray flags;
    for (const OrderFlag flag : balance->flags)
        flags.append(toString(flag));
    const auto percent = balance->consumedShare.percent(1);
    if (!percent)
        return Outcome::failed(percent.error());
    const QJsonValue exhaustsOn
        = balance->exhaustsOn.isNull() ? QJsonValue() : QJsonValue(balance->exhaustsOn.toString(Qt::ISODate));
    return Outcome::ok({{u"consumed"_s, qint64(balance->consumed.minor())},
                        {u"remaining"_s, qint64(balance->remaining.minor())},
                        {u"consumed_pct"_s, percent->toString()},
                        {u"burn_per_day"_s, print(Ratio::of(balance->burnPerDay, Exact(1), {}), u"val"_s, 2)},
                        {u"runway_days"_s, runway(balance->runwayDays)},
                        {u"exhausts_on"_s, exhaustsOn},
                        {u"flags"_s, flags}});
}

} // namespace

void addPurchasingAreas(Areas &areas)
{
    areas.insert(u"purchase_orders"_s, orderOf);
}

} // namespace accord::conformance
