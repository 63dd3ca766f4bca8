// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/amendment_fields.h"

#include "ui/contracts/contract_fields.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>

namespace accord::ui {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Amendments)
};

const std::vector<Choice> &kinds()
{
    static const std::vector<Choice> all{{u"price"_s, Tr::tr("Another price")},
                                         {u"quantity"_s, Tr::tr("Another quantity")},
                                         {u"discount"_s, Tr::tr("A discount")},
                                         {u"agree"_s, Tr::tr("A discount for some time")},
                                         {u"add"_s, Tr::tr("A new item")},
                                         {u"remove"_s, Tr::tr("An item ends")},
                                         {u"add_location"_s, Tr::tr("A location is added")},
                                         {u"close_location"_s, Tr::tr("A location is closed")},
                                         {u"pause"_s, Tr::tr("A pause")},
                                         {u"cancel"_s, Tr::tr("The contract ends")},
                                         {u"renew"_s, Tr::tr("The term is renewed")},
                                         {u"blend"_s, Tr::tr("Early renewal with a blended price")},
                                         {u"reactivate"_s, Tr::tr("It is in force again after its end")}};
    return all;
}

FieldSpec of(FieldSpec field, const QStringList &kind)
{
    field.when = u"kind"_s;
    field.is = kind;
    return field;
}

std::vector<Choice> itemChoices(const contracts::Contract &contract, bool orAll)
{
    std::vector<Choice> choices;
    if (orAll)
        choices.push_back({{}, Tr::tr("every recurring item")});
    for (const auto &item : contract.items)
        choices.push_back({item.key, item.description.isEmpty() ? item.key : item.description});
    return choices;
}

QString titleOf(const QJsonObject &change)
{
    for (const Choice &kind : kinds()) {
        if (kind.value != change.value(u"kind"_s).toString())
            continue;
        const QString item = change.value(u"item"_s).toString(change.value(u"location"_s).toString());
        return item.isEmpty() ? kind.title : Tr::tr("%1 · %2").arg(kind.title, item);
    }
    return Tr::tr("Change");
}

std::vector<Choice> locationChoices(const std::vector<billing::BilledLocation> &locations)
{
    std::vector<Choice> choices;
    for (const auto &[location, entity] : locations)
        choices.push_back({location.code, Tr::tr("%1 · %2").arg(location.code, location.name)});
    return choices;
}

std::vector<FieldSpec> changeFields(const contracts::Contract &contract,
                                    const std::vector<billing::BilledLocation> &locations)
{
    const auto models = [](const QString &path) {
        const std::vector<FieldSpec> fields = priceFields({});
        FieldSpec model = fields.front();
        model.path = path;
        model.label = Tr::tr("Priced");
        model.choices.erase(model.choices.begin());
        model.clearsPlace = false;
        return model;
    };
    FieldSpec item{
        .path = u"item"_s, .label = Tr::tr("Item"), .kind = FieldKind::Choice, .choices = itemChoices(contract, false)};
    FieldSpec anyItem = item;
    anyItem.choices = itemChoices(contract, true);
    std::vector<FieldSpec> fields{
        {.path = u"kind"_s, .label = Tr::tr("What changes"), .kind = FieldKind::Choice, .choices = kinds()},
        of(item, {u"price"_s, u"quantity"_s, u"remove"_s, u"blend"_s}),
        of(anyItem, {u"discount"_s}),
        of(models(u"price.model"_s), {u"price"_s}),
        of({.path = u"quantity"_s, .label = Tr::tr("Quantity"), .kind = FieldKind::Decimal}, {u"quantity"_s}),
        of({.path = u"percent"_s,
            .label = Tr::tr("Percent off"),
            .kind = FieldKind::Decimal,
            .hint = Tr::tr("0 ends a discount")},
           {u"discount"_s}),
        of({.path = u"discount.name"_s, .label = Tr::tr("Name"), .hint = Tr::tr("as printed")}, {u"agree"_s}),
        of({.path = u"discount.basis"_s,
            .label = Tr::tr("Measured by"),
            .kind = FieldKind::Choice,
            .choices = {{u"percent"_s, Tr::tr("a percentage")}, {u"fixed"_s, Tr::tr("an amount of each bill")}}},
           {u"agree"_s}),
        of({.path = u"discount.scope"_s,
            .label = Tr::tr("Reaches"),
            .kind = FieldKind::Choice,
            .choices = {{u"recurring"_s, Tr::tr("recurring items")},
                        {u"usage"_s, Tr::tr("usage")},
                        {u"everything"_s, Tr::tr("everything")}}},
           {u"agree"_s}),
        of({.path = u"discount.percent"_s, .label = Tr::tr("Percent"), .kind = FieldKind::Decimal}, {u"agree"_s}),
        of({.path = u"discount.amount"_s, .label = Tr::tr("Amount"), .kind = FieldKind::Decimal}, {u"agree"_s}),
        of({.path = u"discount.end"_s,
            .label = Tr::tr("Last day"),
            .kind = FieldKind::LastDay,
            .hint = Tr::tr("with the contract")},
           {u"agree"_s}),
        of({.path = u"discount.coupon"_s, .label = Tr::tr("Coupon"), .hint = Tr::tr("none: negotiated")}, {u"agree"_s}),
        of({.path = u"new.description"_s, .label = Tr::tr("Description")}, {u"add"_s}),
        of({.path = u"new.key"_s, .label = Tr::tr("Key")}, {u"add"_s}),
        of(models(u"new.price.model"_s), {u"add"_s})};
    // The form of Qt 6.4 lays a row out as a hidden one behind it that had its place before: what takes the place of a
    // price stands behind prices.
    for (const QString &prefix : {u"price."_s, u"new.price."_s})
        for (FieldSpec &field : priceFields(prefix))
            fields.push_back(std::move(field));
    for (FieldSpec field :
         {of({.path = u"new.quantity"_s, .label = Tr::tr("Quantity"), .kind = FieldKind::Decimal, .hint = u"1"_s},
             {u"add"_s}),
          of({.path = u"new.per_location"_s,
              .label = Tr::tr("Locations"),
              .kind = FieldKind::Check,
              .hint = Tr::tr("Once for each active location")},
             {u"add"_s}),
          of({.path = u"location"_s,
              .label = Tr::tr("Location"),
              .kind = FieldKind::Choice,
              .choices = locationChoices(locations)},
             {u"add_location"_s, u"close_location"_s}),
          of({.path = u"unit_price"_s,
              .label = Tr::tr("New price"),
              .kind = FieldKind::Decimal,
              .hint = Tr::tr("of the new days")},
             {u"blend"_s}),
          of({.path = u"start"_s, .label = Tr::tr("First day"), .kind = FieldKind::Date}, {u"pause"_s}),
          of({.path = u"end"_s, .label = Tr::tr("Last day"), .kind = FieldKind::LastDay},
             {u"pause"_s, u"renew"_s, u"blend"_s, u"reactivate"_s}),
          of({.path = u"at_period_end"_s,
              .label = Tr::tr("When"),
              .kind = FieldKind::Check,
              .hint = Tr::tr("Only when the billing period is over")},
             {u"cancel"_s})})
        fields.push_back(std::move(field));
    return fields;
}

} // namespace

std::vector<FieldSpec> amendmentFields()
{
    return {{.path = u"from"_s, .label = Tr::tr("From"), .kind = FieldKind::Date, .hint = u"2026-01-31"_s},
            {.path = u"reason"_s, .label = Tr::tr("Reason"), .hint = Tr::tr("as printed")}};
}

QJsonObject freshChange(const QString &kind, const contracts::Contract &contract)
{
    QJsonObject change{{u"kind"_s, kind}};
    const QString first = contract.items.empty() ? QString() : contract.items.front().key;
    if (kind == "price"_L1 || kind == "quantity"_L1 || kind == "remove"_L1 || kind == "blend"_L1)
        change.insert(u"item"_s, first);
    if (kind == "agree"_L1)
        change.insert(
            u"discount"_s,
            QJsonObject{{u"name"_s, Tr::tr("Discount")}, {u"basis"_s, u"percent"_s}, {u"scope"_s, u"recurring"_s}});
    const QJsonObject price{{u"model"_s, u"per_unit"_s}};
    if (kind == "price"_L1)
        change.insert(u"price"_s, price);
    if (kind == "add"_L1)
        change.insert(u"new"_s, QJsonObject{{u"key"_s, u"item"_s}, {u"kind"_s, u"recurring"_s}, {u"price"_s, price}});
    return change;
}

ListSpec changeList(const contracts::Contract &contract, const std::vector<billing::BilledLocation> &locations)
{
    return {u"changes"_s,
            Tr::tr("Changes"),
            Tr::tr("Nothing changes yet. Add a change with Insert."),
            titleOf,
            [contract](const QJsonArray &) { return freshChange(u"price"_s, contract); },
            changeFields(contract, locations)};
}

} // namespace accord::ui
