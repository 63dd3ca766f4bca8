// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/purchasing/order_balance.h"

#include <algorithm>

namespace accord::purchasing {

namespace {

struct Use
{
    Money consumed;
    Money recent; ///< of the last 90 days
};

Result<Use> useOf(const std::vector<OrderEntry> &entries, const Currency &currency, const QDate &asOf)
{
    MoneySum consumed(currency), recent(currency);
    for (const OrderEntry &entry : entries) {
        if (entry.day > asOf)
            continue;
        consumed.add(entry.amount);
        if (entry.day > asOf.addDays(-burnDays))
            recent.add(entry.amount);
    }
    if (!consumed.total() || !recent.total())
        return consumed.total() ? passOn(recent.total()) : passOn(consumed.total());
    return Use{*consumed.total(), *recent.total()};
}

Ratio runwayOf(const Money &remaining, const Money &recent)
{
    if (remaining.minor() <= 0)
        return Ratio::undefined(u"purchasing.order_used_up"_s);
    if (recent.minor() <= 0)
        return Ratio::undefined(u"purchasing.no_recent_use"_s);
    return Ratio::of(Exact(remaining.minor()) * Exact(burnDays), Exact(recent.minor()), {});
}

QDate exhaustionOf(const Ratio &runway, const QDate &asOf)
{
    if (!runway.value())
        return {};
    const auto days = runway.value()->floor();
    const bool isFar = !days || *days > asOf.daysTo(QDate(2999, 12, 31));
    return isFar ? QDate() : asOf.addDays(*days);
}

std::vector<OrderFlag> flagsOf(const OrderBalance &balance, const QDate &expiresOn, const QDate &asOf)
{
    std::vector<OrderFlag> flags;
    const Exact percent = *balance.consumedShare.value() * Exact(100);
    if (percent > Exact(100))
        flags.push_back(OrderFlag::Exceeded);
    else if (percent >= Exact(consumptionWarningPercent))
        flags.push_back(OrderFlag::Warning);
    if (expiresOn.isNull())
        return flags;
    if (expiresOn < asOf)
        flags.push_back(OrderFlag::Expired);
    else if (asOf.daysTo(expiresOn) <= expiryWarningDays)
        flags.push_back(OrderFlag::Expiring);
    if (!balance.exhaustsOn.isNull() && balance.exhaustsOn < expiresOn)
        flags.push_back(OrderFlag::ExhaustsBeforeExpiry);
    return flags;
}

void record(pricing::Recorder *recorder, const PurchaseOrder &order, const OrderBalance &balance)
{
    const pricing::Step step(recorder, [&] { return u"Left of %1"_s.arg(order.number); });
    recorder->rule(u"amount − (invoices − credit notes)"_s);
    recorder->rounded(balance.remaining);
    recorder->fact(u"Amount"_s, balance.amount.toString());
    recorder->fact(u"Consumed"_s, balance.consumed.toString());
    recorder->fact(u"Committed"_s, balance.committed.toString());
    recorder->fact(u"Burn per day, minor units"_s, balance.burnPerDay.toString());
    recorder->fact(u"Used up on"_s, balance.exhaustsOn.isNull() ? u"—"_s : balance.exhaustsOn.toString(Qt::ISODate));
}

} // namespace

QString toString(OrderFlag flag)
{
    switch (flag) {
    case OrderFlag::Warning:
        return u"warning"_s;
    case OrderFlag::Exceeded:
        return u"exceeded"_s;
    case OrderFlag::Expiring:
        return u"expiring"_s;
    case OrderFlag::Expired:
        return u"expired"_s;
    case OrderFlag::ExhaustsBeforeExpiry:
        return u"exhausts_before_expiry"_s;
    }
    Q_UNREACHABLE();
}

bool OrderBalance::has(OrderFlag flag) const
{
    return std::find(flags.begin(), flags.end(), flag) != flags.end();
}

Result<Money> OrderBalance::roundedBurn() const
{
    return (burnPerDay * Exact(Money(1, amount.currency()))).toMoney(amount.currency());
}

Result<OrderBalance> balanceOf(const PurchaseOrder &order, const std::vector<OrderEntry> &entries,
                               const Money &committed, const QDate &asOf, pricing::Recorder *recorder)
{
    if (const auto usable = check(order); !usable)
        return passOn(usable);
    if (committed.isNegative())
        return fail(ErrorKind::InvalidInput, u"purchasing.committed_negative"_s, {{u"number"_s, order.number}});
    const auto use = useOf(entries, order.amount.currency(), asOf);
    if (!use)
        return passOn(use);
    const auto remaining = order.amount.minus(use->consumed);
    if (!remaining)
        return passOn(remaining);
    const auto available = remaining->minus(committed);
    if (!available)
        return passOn(available);
    OrderBalance balance{order.amount,
                         use->consumed,
                         committed,
                         *remaining,
                         *available,
                         Ratio::of(Exact(use->consumed), Exact(order.amount), {}),
                         Exact::ratio(use->recent.minor(), burnDays),
                         runwayOf(*remaining, use->recent),
                         {},
                         {}};
    balance.exhaustsOn = exhaustionOf(balance.runwayDays, asOf);
    balance.flags = flagsOf(balance, order.expiresOn, asOf);
    if (recorder)
        record(recorder, order, balance);
    return balance;
}

} // namespace accord::purchasing
