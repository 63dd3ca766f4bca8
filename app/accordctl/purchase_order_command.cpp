// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"
#include "app/accordctl/invoice_json.h"
#include "app/accordctl/json_values.h"

#include "core/workspace/purchase_order_desk.h"

namespace accord::ctl {

using workspace::OrderSheet;

namespace {

/// Takes a day or a scope away.
const QString none = u"none"_s;

/// Of a day, in major units: "123.45".
QJsonValue burnOf(const OrderSheet &sheet)
{
    const auto burn = sheet.balance.roundedBurn();
    return burn ? QJsonValue(burn->toString()) : QJsonValue();
}

QJsonObject toJson(const OrderSheet &sheet)
{
    QJsonArray flags;
    for (const auto flag : sheet.balance.flags)
        flags.append(purchasing::toString(flag));
    const auto &order = sheet.row.order;
    const auto &balance = sheet.balance;
    return {{u"number"_s, order.number},
            {u"account"_s, sheet.row.accountName},
            {u"scope"_s, purchasing::toString(order.scope)},
            {u"keys"_s, QJsonArray::fromStringList(order.keys)},
            {u"currency"_s, order.amount.currency().code()},
            {u"amount"_s, balance.amount.toString()},
            {u"consumed"_s, balance.consumed.toString()},
            {u"committed"_s, balance.committed.toString()},
            {u"remaining"_s, balance.remaining.toString()},
            {u"available"_s, balance.available.toString()},
            {u"burn_per_day"_s, burnOf(sheet)},
            {u"exhausts_on"_s, orNull(balance.exhaustsOn)},
            {u"valid_from"_s, orNull(order.validFrom)},
            {u"expires_on"_s, orNull(order.expiresOn)},
            {u"flags"_s, flags}};
}

QJsonArray documentsToJson(const OrderSheet &sheet)
{
    QJsonArray documents;
    for (const storage::OrderDocument &document : sheet.documents)
        documents.append(
            QJsonObject{{u"kind"_s, document.isCreditNote ? u"credit_note"_s : u"invoice"_s},
                        {u"number"_s, document.number.isEmpty() ? QJsonValue() : QJsonValue(document.number)},
                        {u"id"_s, document.id.toString(QUuid::WithoutBraces)},
                        {u"issue_date"_s, orNull(document.day)},
                        {u"amount"_s, document.amount.toString()},
                        {u"issued"_s, document.isIssued}});
    return documents;
}

QJsonArray burnDownToJson(const OrderSheet &sheet)
{
    const auto orNone
        = [](const std::optional<Money> &amount) { return amount ? QJsonValue(amount->toString()) : QJsonValue(); };
    QJsonArray points;
    for (const purchasing::BurnPoint &point : sheet.burnDown)
        points.append(QJsonObject{{u"day"_s, orNull(point.day)},
                                  {u"remaining"_s, orNone(point.remaining)},
                                  {u"projected"_s, orNone(point.projected)}});
    return points;
}

const QStringList listColumns{u"number"_s,      u"account"_s,    u"currency"_s,  u"amount"_s,
                              u"consumed"_s,    u"committed"_s,  u"remaining"_s, u"burn_per_day"_s,
                              u"exhausts_on"_s, u"expires_on"_s, u"flags"_s};

Result<int> list(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto sheets = workspace::PurchaseOrderDesk(**services).sheets((*services)->clock().today());
    if (!sheets)
        return passOn(sheets);
    QJsonArray rows;
    for (const OrderSheet &sheet : *sheets) {
        QJsonObject row = toJson(sheet);
        if (context.output().format() != Format::Json) {
            QStringList flags;
            for (const auto flag : sheet.balance.flags)
                flags << purchasing::toString(flag);
            row.insert(u"flags"_s, flags.join(u", "_s));
        }
        rows.append(row);
    }
    if (const auto printed = context.output().records(rows, listColumns); !printed)
        return passOn(printed);
    return Exit::Done;
}

Result<int> show(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    pricing::Recorder recorder;
    const auto sheets = workspace::PurchaseOrderDesk(**services)
                            .sheetsOf(context.arguments().positional(0), (*services)->clock().today(), &recorder);
    if (!sheets)
        return passOn(sheets);
    const auto derivations = recorder.take();
    if (context.output().format() == Format::Json) {
        QJsonArray orders;
        for (const OrderSheet &sheet : *sheets) {
            QJsonObject order = toJson(sheet);
            order.insert(u"documents"_s, documentsToJson(sheet));
            order.insert(u"burn_down"_s, burnDownToJson(sheet));
            orders.append(order);
        }
        QJsonObject document{{u"orders"_s, orders}};
        if (context.arguments().has(u"explain"_s))
            document.insert(u"derivation"_s, ctl::toJson(derivations));
        context.output().document(document);
        return Exit::Done;
    }
    for (const OrderSheet &sheet : *sheets) {
        context.output().document(toJson(sheet));
        if (const auto printed = context.output().records(
                documentsToJson(sheet), {u"kind"_s, u"number"_s, u"issue_date"_s, u"amount"_s, u"issued"_s});
            !printed)
            return passOn(printed);
    }
    if (context.arguments().has(u"explain"_s))
        for (const auto &derivation : derivations)
            Output::bytes(pricing::toText(derivation).toUtf8());
    return Exit::Done;
}

/// What --locations and --items say; "none" makes it a blanket order.
void readScope(const Arguments &arguments, purchasing::PurchaseOrder &order)
{
    for (const auto &[option, scope] : {std::pair(u"locations"_s, purchasing::OrderScope::Locations),
                                        std::pair(u"items"_s, purchasing::OrderScope::Lines)}) {
        if (!arguments.has(option))
            continue;
        const bool isBlanket = arguments.value(option) == none;
        order.scope = isBlanket ? purchasing::OrderScope::Blanket : scope;
        order.keys = isBlanket ? QStringList() : arguments.value(option).split(u',', Qt::SkipEmptyParts);
    }
}

/// What --from and --until say; "none" takes the day away.
Result<> readDays(const Context &context, purchasing::PurchaseOrder &order)
{
    for (const auto &[option, day] :
         {std::pair(u"from"_s, &order.validFrom), std::pair(u"until"_s, &order.expiresOn)}) {
        if (!context.arguments().has(option))
            continue;
        const auto read = context.arguments().value(option) == none ? Result<QDate>(QDate()) : context.date(option);
        if (!read)
            return passOn(read);
        *day = *read;
    }
    return {};
}

/// The order as it is, or a new one, with what the options say.
Result<purchasing::PurchaseOrder> orderFrom(const Context &context, workspace::Services &services)
{
    const Arguments &arguments = context.arguments();
    const auto missing = [](const QString &name) {
        return fail(ErrorKind::InvalidInput, u"usage.option_missing"_s, {{u"option"_s, u"--"_s + name}});
    };
    if (!arguments.has(u"account"_s))
        return missing(u"account"_s);
    const auto account = services.accounts().findByReference(arguments.value(u"account"_s));
    if (!account)
        return passOn(account);
    const auto known = workspace::PurchaseOrderDesk(services).find(arguments.positional(0), account->id);
    if (!known)
        return passOn(known);
    if (!*known && !arguments.has(u"amount"_s))
        return missing(u"amount"_s);
    purchasing::PurchaseOrder order = known->value_or(purchasing::PurchaseOrder{});
    order.account = account->id;
    order.number = arguments.positional(0);
    if (arguments.has(u"amount"_s)) {
        const auto currency = arguments.has(u"currency"_s)
                                  ? Currency::fromCode(arguments.value(u"currency"_s))
                                  : Result<Currency>(*known ? order.amount.currency() : account->currency);
        if (!currency)
            return passOn(currency);
        const auto amount = Money::parse(arguments.value(u"amount"_s), *currency);
        if (!amount)
            return passOn(amount);
        order.amount = *amount;
    }
    readScope(arguments, order);
    const auto days = readDays(context, order);
    return days ? Result<purchasing::PurchaseOrder>(order) : passOn(days);
}

Result<int> save(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto order = orderFrom(context, **services);
    if (!order)
        return passOn(order);
    const auto saved = workspace::PurchaseOrderDesk(**services).save(*order);
    if (!saved)
        return passOn(saved);
    context.output().note(u"%1: %2 %3"_s.arg(saved->number, saved->amount.toString(), saved->amount.currency().code()));
    return Exit::Done;
}

} // namespace

std::vector<Command> purchaseOrderCommands()
{
    return {
        {u"purchase-order"_s,
         u"list"_s,
         u"purchase-order list"_s,
         u"Every purchase order with what is left of it, how fast it goes and when it ends."_s,
         0,
         {},
         list},
        {u"purchase-order"_s,
         u"show"_s,
         u"purchase-order show NUMBER [--explain]"_s,
         u"An order with its balance, and the invoices and credit notes on it."_s,
         1,
         {u"explain"_s},
         show},
        {u"purchase-order"_s,
         u"save"_s,
         u"purchase-order save NUMBER --account A [--amount X [--currency C]] [--from DATE|none] [--until DATE|none] "
         "[--locations CODE,…|none | --items KEY,…|none]"_s,
         u"Adds an order of an account, or changes what is named of its amount, days and scope."_s,
         1,
         {u"account"_s, u"amount"_s, u"currency"_s, u"from"_s, u"until"_s, u"locations"_s, u"items"_s},
         save}};
}

} // namespace accord::ctl
