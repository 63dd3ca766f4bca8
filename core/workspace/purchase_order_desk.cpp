// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/purchase_order_desk.h"

#include "core/storage/transaction.h"
#include "core/workspace/permit.h"

namespace accord::workspace {

using purchasing::PurchaseOrder;
using storage::PurchaseOrdersSql;

namespace {

/// The larger, the sooner somebody has to look: exceeded, then used up before its end, then any other warning. What
/// has expired needs nobody any more.
int urgencyOf(const OrderSheet &sheet)
{
    using enum purchasing::OrderFlag;
    if (sheet.balance.has(Exceeded))
        return 3;
    if (sheet.balance.has(Expired))
        return 0;
    if (sheet.balance.isExceededByDrafts() || sheet.balance.has(ExhaustsBeforeExpiry))
        return 2;
    return sheet.balance.flags.empty() ? 0 : 1;
}

QJsonObject bodyOf(const PurchaseOrder &order)
{
    return {{u"number"_s, order.number},
            {u"account"_s, order.account.toString()},
            {u"scope"_s, purchasing::toString(order.scope)},
            {u"keys"_s, QJsonArray::fromStringList(order.keys)},
            {u"currency"_s, order.amount.currency().code()},
            {u"amount"_s, order.amount.toString()},
            {u"valid_from"_s, order.validFrom.toString(Qt::ISODate)},
            {u"expires_on"_s, order.expiresOn.toString(Qt::ISODate)}};
}

/// The codes of the locations that \a account pays for, or the keys of the items of its contracts: an order is bound to
/// those.
Result<QStringList> keysFor(Services &services, const accounts::AccountId &account, purchasing::OrderScope scope)
{
    QStringList known;
    if (scope == purchasing::OrderScope::Locations) {
        const auto locations = services.accounts().locationsPaidBy(account);
        if (!locations)
            return passOn(locations);
        for (const billing::BilledLocation &one : *locations)
            known << one.location.code;
        return known;
    }
    const auto contracts = services.contracts().ofAccount(account);
    if (!contracts)
        return passOn(contracts);
    for (const contracts::Contract &contract : *contracts) {
        for (const contracts::PriceItem &item : contract.items)
            known << item.key;
    }
    known.removeDuplicates();
    return known;
}

/// Whether some line can ever be one of \a order.
Result<> checkKeys(Services &services, const PurchaseOrder &order)
{
    if (order.scope == purchasing::OrderScope::Blanket)
        return {};
    const auto known = keysFor(services, order.account, order.scope);
    if (!known)
        return passOn(known);
    for (const QString &key : order.keys) {
        if (known->contains(key))
            continue;
        constexpr qsizetype mostNamed = 8;
        const QString id = order.scope == purchasing::OrderScope::Locations ? u"purchasing.order_location"_s
                                                                            : u"purchasing.order_item"_s;
        const QString some = known->first(std::min(known->size(), mostNamed)).join(u", "_s);
        return fail(ErrorKind::InvalidInput, id,
                    {{u"number"_s, order.number},
                     {u"value"_s, key},
                     {u"known"_s, known->isEmpty()            ? u"it has none"_s
                                  : known->size() > mostNamed ? some + u" …"_s
                                                              : some}});
    }
    return {};
}

} // namespace

Result<OrderSheet> PurchaseOrderDesk::sheet(storage::PurchaseOrderRow row, const QDate &day,
                                            pricing::Recorder *recorder)
{
    auto documents = PurchaseOrdersSql(m_services.session()).documentsOn(row.order);
    if (!documents)
        return passOn(documents);
    std::vector<purchasing::OrderEntry> entries;
    MoneySum committed(row.order.amount.currency());
    for (const storage::OrderDocument &document : *documents) {
        if (document.isIssued)
            entries.push_back({document.day, document.amount});
        else
            committed.add(document.amount);
    }
    if (!committed.total())
        return passOn(committed.total());
    const pricing::Step step(recorder, [&] { return u"Purchase order %1"_s.arg(row.order.number); });
    auto balance = purchasing::balanceOf(row.order, entries, *committed.total(), day, recorder);
    if (!balance)
        return passOn(balance);
    auto burnDown = purchasing::burnDown(row.order, std::move(entries), *balance, day);
    if (!burnDown)
        return passOn(burnDown);
    return OrderSheet{std::move(row), std::move(*balance), std::move(*documents), std::move(*burnDown)};
}

Result<std::vector<OrderSheet>> PurchaseOrderDesk::sheets(const QDate &day)
{
    auto rows = PurchaseOrdersSql(m_services.session()).all();
    if (!rows)
        return passOn(rows);
    std::vector<OrderSheet> sheets;
    for (storage::PurchaseOrderRow &row : *rows) {
        auto one = sheet(std::move(row), day, nullptr);
        if (!one)
            return passOn(one);
        sheets.push_back(std::move(*one));
    }
    std::stable_sort(sheets.begin(), sheets.end(),
                     [](const OrderSheet &a, const OrderSheet &b) { return urgencyOf(a) > urgencyOf(b); });
    return sheets;
}

Result<std::vector<OrderSheet>> PurchaseOrderDesk::sheetsOf(const QString &number, const QDate &day,
                                                            pricing::Recorder *recorder)
{
    auto rows = PurchaseOrdersSql(m_services.session()).byNumber(number);
    if (!rows)
        return passOn(rows);
    if (rows->empty())
        return fail(ErrorKind::NotFound, u"purchasing.order_not_found"_s, {{u"number"_s, number}});
    std::vector<OrderSheet> sheets;
    for (storage::PurchaseOrderRow &row : *rows) {
        auto one = sheet(std::move(row), day, recorder);
        if (!one)
            return passOn(one);
        sheets.push_back(std::move(*one));
    }
    return sheets;
}

Result<pricing::Derivation> PurchaseOrderDesk::explain(const QString &number, const purchasing::PurchaseOrderId &id,
                                                       const QDate &day)
{
    auto rows = PurchaseOrdersSql(m_services.session()).byNumber(number);
    if (!rows)
        return passOn(rows);
    const auto row = std::ranges::find(*rows, id, [](const auto &one) { return one.order.id; });
    if (row == rows->end())
        return fail(ErrorKind::NotFound, u"purchasing.order_not_found"_s, {{u"number"_s, number}});
    pricing::Recorder recorder;
    if (const auto derived = sheet(std::move(*row), day, &recorder); !derived)
        return passOn(derived);
    return recorder.take().front();
}

Result<std::optional<PurchaseOrder>> PurchaseOrderDesk::find(const QString &number, const accounts::AccountId &account)
{
    const auto known = PurchaseOrdersSql(m_services.session()).byNumber(number);
    if (!known)
        return passOn(known);
    const auto own
        = std::find_if(known->begin(), known->end(), [&](const auto &row) { return row.order.account == account; });
    return own == known->end() ? std::nullopt : std::optional(own->order);
}

Result<PurchaseOrder> PurchaseOrderDesk::save(PurchaseOrder order)
{
    if (auto may = permitFor(m_services, Act::SavePurchaseOrder, order.account); !may)
        return passOn(may);
    if (const auto fine = purchasing::check(order); !fine)
        return passOn(fine);
    if (const auto fine = checkKeys(m_services, order); !fine)
        return passOn(fine);
    PurchaseOrdersSql store(m_services.session());
    storage::Transaction transaction(m_services.session());
    const auto known = find(order.number, order.account);
    if (!known)
        return passOn(known);
    const auto &own = *known;
    if (own && own->amount.currency() != order.amount.currency())
        return fail(ErrorKind::Conflict, u"purchasing.order_currency"_s,
                    {{u"number"_s, order.number},
                     {u"is"_s, own->amount.currency().code()},
                     {u"value"_s, order.amount.currency().code()}});
    order.id = own ? own->id : m_services.ids().next<purchasing::PurchaseOrderId>();
    if (const auto saved = store.save(order); !saved)
        return passOn(saved);
    QJsonObject record = bodyOf(order);
    if (own)
        record.insert(u"before"_s, bodyOf(*own));
    const auto audited = m_services.audit(u"purchase_order.save"_s, u"purchase_order"_s, order.id.toString(), record);
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return order; });
}

} // namespace accord::workspace
