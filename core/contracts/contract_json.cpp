// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/contract_json.h"

#include "core/interchange/json_fields.h"

#include <QtCore/QJsonArray>

namespace accord::contracts {

using interchange::JsonFields;
using namespace pricing;

namespace {

QString iso(const QDate &day)
{
    return day.toString(Qt::ISODate);
}

void insertIf(QJsonObject &object, const QString &name, const QString &value)
{
    if (!value.isEmpty())
        object.insert(name, value);
}

// ---- writing

QJsonArray tiersToJson(const Tiers &tiers)
{
    QJsonArray result;
    for (const Tier &tier : tiers.list()) {
        QJsonObject object{{u"up_to"_s, tier.upTo ? QJsonValue(tier.upTo->toString()) : QJsonValue()},
                           {u"unit_price"_s, tier.unitPrice.toString()}};
        if (!tier.flatPrice.isZero())
            object.insert(u"flat_price"_s, tier.flatPrice.toString());
        result.append(object);
    }
    return result;
}

QJsonObject modelToJson(const ChargeModel &model)
{
    QJsonObject object{{u"model"_s, nameOf(model)}};
    if (const auto *perUnit = std::get_if<PerUnit>(&model)) {
        object.insert(u"unit_price"_s, perUnit->unitPrice.toString());
    } else if (const auto *flat = std::get_if<Flat>(&model)) {
        object.insert(u"amount"_s, flat->amount.toString());
    } else if (const auto *graduated = std::get_if<Graduated>(&model)) {
        object.insert(u"tiers"_s, tiersToJson(graduated->tiers));
        object.insert(u"flat_at_zero"_s, graduated->flatAtZero);
    } else if (const auto *volume = std::get_if<Volume>(&model)) {
        object.insert(u"tiers"_s, tiersToJson(volume->tiers));
        object.insert(u"flat_at_zero"_s, volume->flatAtZero);
    } else if (const auto *package = std::get_if<Package>(&model)) {
        object.insert(u"package_size"_s, package->size.toString());
        object.insert(u"package_price"_s, package->packagePrice.toString());
        object.insert(u"free_units"_s, package->freeUnits.toString());
    }
    return object;
}

QJsonObject itemToJson(const PriceItem &item)
{
    QJsonObject object{{u"key"_s, item.key},
                       {u"kind"_s, toString(item.kind)},
                       {u"description"_s, item.description},
                       {u"price"_s, modelToJson(item.model)},
                       {u"quantity"_s, item.quantity.toString()},
                       {u"per_location"_s, item.perLocation},
                       {u"price_months"_s, item.priceMonths},
                       {u"billing_months"_s, item.billingMonths},
                       {u"timing"_s, toString(item.timing)}};
    insertIf(object, u"meter"_s, item.meter);
    if (item.kind == ItemKind::Usage)
        object.insert(u"included"_s, item.included ? QJsonValue(item.included->toString()) : QJsonValue());
    insertIf(object, u"start"_s, iso(item.start));
    insertIf(object, u"end"_s, iso(item.end));
    insertIf(object, u"unit"_s, item.unit);
    insertIf(object, u"ledger_account"_s, item.ledgerAccount);
    insertIf(object, u"purchase_order"_s, item.purchaseOrder);
    if (item.taxIncluded)
        object.insert(u"tax_included"_s, true);
    return object;
}

QJsonObject discountToJson(const Discount &discount)
{
    QJsonObject object{
        {u"name"_s, discount.name}, {u"basis"_s, toString(discount.basis)}, {u"scope"_s, toString(discount.scope)}};
    if (discount.basis == DiscountBasis::Percent)
        object.insert(u"percent"_s, discount.percent.toString());
    if (discount.basis == DiscountBasis::Fixed) {
        object.insert(u"amount"_s, discount.amount.toString());
        object.insert(u"currency"_s, discount.amount.currency().code());
    }
    QJsonArray steps;
    for (const DiscountStep &step : discount.steps)
        steps.append(QJsonObject{{u"from"_s, step.from.toString()}, {u"percent"_s, step.percent.toString()}});
    if (!steps.isEmpty())
        object.insert(u"steps"_s, steps);
    return object;
}

QJsonObject termsToJson(const Terms &terms)
{
    QJsonObject object{{u"net_days"_s, terms.netDays},
                       {u"time_zone"_s, terms.timeZone},
                       {u"anchor_day"_s, terms.anchorDay},
                       {u"auto_renewal"_s, terms.autoRenewal},
                       {u"renewal_months"_s, terms.renewalMonths},
                       {u"notice_days"_s, terms.noticeDays},
                       {u"consolidated"_s, terms.consolidated}};
    insertIf(object, u"purchase_order"_s, terms.purchaseOrder);
    return object;
}

QJsonArray sharesToJson(const std::vector<accounts::CostShare> &shares)
{
    QJsonArray result;
    for (const auto &share : shares) {
        QJsonObject object{{u"entity"_s, share.entityName},
                           {u"cost_center"_s, share.costCentre},
                           {u"percent"_s, share.percent.toString()}};
        if (share.budgetCap)
            object.insert(u"budget_cap"_s, share.budgetCap->toString());
        result.append(object);
    }
    return result;
}

QJsonObject serviceLevelToJson(const ServiceLevel &level)
{
    return {{u"uptime_percent"_s, level.uptimePercent.toString()},
            {u"response_time_ms"_s, level.responseTimeMilliseconds},
            {u"support_response_hours"_s, level.supportResponseHours},
            {u"dedicated_support"_s, level.dedicatedSupport},
            {u"monthly_business_review"_s, level.monthlyBusinessReview}};
}

// ---- reading

Tiers readTiers(JsonFields &fields)
{
    std::vector<Tier> tiers;
    for (const auto &[object, path] : fields.objects(u"tiers"_s)) {
        JsonFields tier(object, path);
        tiers.push_back(
            {tier.optionalDecimal(u"up_to"_s), tier.decimal(u"unit_price"_s), tier.decimal(u"flat_price"_s)});
        fields.take(u"tiers"_s, tier.status().map([] { return 0; }));
    }
    return fields.take(u"tiers"_s, Tiers::make(std::move(tiers)));
}

Decimal notNegative(JsonFields &fields, const QString &name)
{
    const Decimal value = fields.decimal(name);
    if (value.isNegative())
        fields.keep(name,
                    Error{ErrorKind::InvalidInput, u"contracts.negative"_s, {{u"value"_s, value.toString()}}, {}});
    return value;
}

ChargeModel readModel(JsonFields &fields)
{
    const QString model = fields.text(u"model"_s);
    if (model == u"per_unit"_s)
        return PerUnit{notNegative(fields, u"unit_price"_s)};
    if (model == u"flat"_s)
        return Flat{notNegative(fields, u"amount"_s)};
    if (model == u"graduated"_s)
        return Graduated{readTiers(fields), fields.boolean(u"flat_at_zero"_s, true)};
    if (model == u"volume"_s)
        return Volume{readTiers(fields), fields.boolean(u"flat_at_zero"_s, true)};
    if (model == u"package"_s) {
        const Package package{fields.decimal(u"package_size"_s), notNegative(fields, u"package_price"_s),
                              notNegative(fields, u"free_units"_s)};
        if (package.size <= Decimal(0))
            fields.keep(u"package_size"_s, Error{ErrorKind::InvalidInput, u"contracts.not_positive"_s, {}, {}});
        return package;
    }
    fields.keep(u"model"_s, Error{ErrorKind::InvalidInput, u"contracts.model_unknown"_s, {{u"value"_s, model}}, {}});
    return PerUnit{};
}

template<typename Enum>
Enum readEnum(JsonFields &fields, const QString &name, std::initializer_list<Enum> values, Enum otherwise)
{
    if (!fields.has(name))
        return otherwise;
    const QString text = fields.text(name);
    for (const Enum value : values) {
        if (toString(value) == text)
            return value;
    }
    fields.keep(name, Error{ErrorKind::InvalidInput, u"json.unknown_word"_s, {{u"value"_s, text}}, {}});
    return otherwise;
}

int readMonths(JsonFields &fields, const QString &name, int otherwise)
{
    const int months = fields.integer(name, otherwise);
    if (months < 1 || months > 120) {
        fields.keep(name, Error{ErrorKind::InvalidInput, u"contracts.months"_s, {{u"value"_s, months}}, {}});
        return 1;
    }
    return months;
}

Result<PriceItem> readItem(const QJsonObject &object, const QString &path)
{
    JsonFields fields(object, path);
    fields.require(u"key"_s);
    fields.require(u"price"_s);
    PriceItem item;
    item.key = fields.text(u"key"_s);
    item.kind
        = readEnum(fields, u"kind"_s, {ItemKind::Recurring, ItemKind::Usage, ItemKind::OneTime}, ItemKind::Recurring);
    item.description = fields.text(u"description"_s, item.key);
    JsonFields price(fields.object(u"price"_s), path + u".price"_s);
    item.model = readModel(price);
    fields.take(u"price"_s, price.status().map([] { return 0; }));
    item.quantity = fields.has(u"quantity"_s) ? notNegative(fields, u"quantity"_s) : Decimal(1);
    item.perLocation = fields.boolean(u"per_location"_s);
    item.priceMonths = readMonths(fields, u"price_months"_s, 1);
    item.billingMonths = readMonths(fields, u"billing_months"_s, 1);
    const Timing usual = item.kind == ItemKind::Usage ? Timing::InArrears : Timing::InAdvance;
    item.timing = readEnum(fields, u"timing"_s, {Timing::InAdvance, Timing::InArrears}, usual);
    item.meter = fields.text(u"meter"_s);
    item.included = fields.optionalDecimal(u"included"_s);
    if (item.kind == ItemKind::Usage && !object.contains(u"included"_s))
        item.included = Decimal(0);
    item.start = fields.date(u"start"_s);
    item.end = fields.date(u"end"_s);
    item.unit = fields.text(u"unit"_s);
    item.ledgerAccount = fields.text(u"ledger_account"_s);
    item.taxIncluded = fields.boolean(u"tax_included"_s);
    item.purchaseOrder = fields.text(u"purchase_order"_s);
    return fields.status().map([&] { return item; });
}

Result<Discount> readDiscount(const QJsonObject &object, const QString &path, const Currency &contractCurrency)
{
    JsonFields fields(object, path);
    Discount discount;
    discount.name = fields.text(u"name"_s);
    discount.basis = fields.take(u"basis"_s, discountBasisFromString(fields.text(u"basis"_s)));
    discount.scope = fields.take(u"scope"_s, discountScopeFromString(fields.text(u"scope"_s, u"recurring"_s)));
    discount.percent = fields.decimal(u"percent"_s);
    if (discount.basis == DiscountBasis::Fixed)
        discount.amount
            = fields.money(u"amount"_s, fields.has(u"currency"_s) ? fields.currency(u"currency"_s) : contractCurrency);
    for (const auto &[stepObject, stepPath] : fields.objects(u"steps"_s)) {
        JsonFields step(stepObject, stepPath);
        discount.steps.push_back({step.decimal(u"from"_s), step.decimal(u"percent"_s)});
        fields.take(u"steps"_s, step.status().map([] { return 0; }));
    }
    return fields.status().map([&] { return discount; });
}

Terms readTerms(JsonFields &parent)
{
    JsonFields fields(parent.object(u"terms"_s), u"terms"_s);
    Terms terms;
    terms.netDays = fields.integer(u"net_days"_s, 30);
    terms.timeZone = fields.text(u"time_zone"_s, u"UTC"_s);
    terms.anchorDay = fields.integer(u"anchor_day"_s, 0);
    terms.autoRenewal = fields.boolean(u"auto_renewal"_s);
    terms.renewalMonths = fields.integer(u"renewal_months"_s, 12);
    terms.noticeDays = fields.integer(u"notice_days"_s, 90);
    terms.purchaseOrder = fields.text(u"purchase_order"_s);
    terms.consolidated = fields.boolean(u"consolidated"_s, true);
    if (terms.netDays < 0 || terms.netDays > 730)
        fields.keep(u"net_days"_s,
                    Error{ErrorKind::InvalidInput, u"contracts.net_days"_s, {{u"value"_s, terms.netDays}}, {}});
    if (terms.anchorDay < 0 || terms.anchorDay > 31)
        fields.keep(u"anchor_day"_s,
                    Error{ErrorKind::InvalidInput, u"contracts.anchor_day"_s, {{u"value"_s, terms.anchorDay}}, {}});
    parent.take(u"terms"_s, fields.status().map([] { return 0; }));
    return terms;
}

std::vector<accounts::CostShare> readShares(JsonFields &parent, const Currency &currency)
{
    std::vector<accounts::CostShare> shares;
    for (const auto &[object, path] : parent.objects(u"shares"_s)) {
        JsonFields fields(object, path);
        accounts::CostShare share;
        share.entityName = fields.text(u"entity"_s);
        share.costCentre = fields.text(u"cost_center"_s);
        share.percent = notNegative(fields, u"percent"_s);
        if (fields.has(u"budget_cap"_s))
            share.budgetCap = fields.money(u"budget_cap"_s, currency);
        shares.push_back(share);
        parent.take(u"shares"_s, fields.status().map([] { return 0; }));
    }
    return shares;
}

std::optional<ServiceLevel> readServiceLevel(JsonFields &parent)
{
    if (!parent.has(u"sla"_s))
        return std::nullopt;
    JsonFields fields(parent.object(u"sla"_s), u"sla"_s);
    ServiceLevel level;
    level.uptimePercent = fields.decimal(u"uptime_percent"_s);
    level.responseTimeMilliseconds = fields.integer(u"response_time_ms"_s);
    level.supportResponseHours = fields.integer(u"support_response_hours"_s);
    level.dedicatedSupport = fields.boolean(u"dedicated_support"_s);
    level.monthlyBusinessReview = fields.boolean(u"monthly_business_review"_s);
    parent.take(u"sla"_s, fields.status().map([] { return 0; }));
    return level;
}

void readParts(JsonFields &fields, Contract &contract)
{
    for (const auto &[object, path] : fields.objects(u"items"_s))
        contract.items.push_back(fields.take(u"items"_s, readItem(object, path)));
    for (const auto &[object, path] : fields.objects(u"discounts"_s))
        contract.discounts.push_back(fields.take(u"discounts"_s, readDiscount(object, path, contract.currency)));
    for (const auto &[object, path] : fields.objects(u"signatures"_s)) {
        JsonFields signature(object, path);
        contract.signatures.push_back({signature.text(u"party"_s), signature.text(u"name"_s),
                                       signature.text(u"title"_s), signature.date(u"date"_s)});
        fields.take(u"signatures"_s, signature.status().map([] { return 0; }));
    }
}

} // namespace

QJsonObject toJson(const Contract &contract)
{
    QJsonObject object{{u"format"_s, u"accord.contract/1"_s},     {u"number"_s, contract.number},
                       {u"version"_s, contract.version},          {u"type"_s, contract.type},
                       {u"currency"_s, contract.currency.code()}, {u"start"_s, iso(contract.term.start)},
                       {u"end"_s, iso(contract.term.end)},        {u"terms"_s, termsToJson(contract.terms)}};
    if (contract.statedAnnualValue)
        object.insert(u"stated_annual_value"_s, contract.statedAnnualValue->toString());
    QJsonArray items, discounts, signatures;
    for (const PriceItem &item : contract.items)
        items.append(itemToJson(item));
    for (const Discount &discount : contract.discounts)
        discounts.append(discountToJson(discount));
    for (const Signature &s : contract.signatures) {
        QJsonObject signature{{u"party"_s, s.party}, {u"title"_s, s.title}, {u"date"_s, iso(s.signedOn)}};
        insertIf(signature, u"name"_s, s.name);
        signatures.append(signature);
    }
    object.insert(u"items"_s, items);
    if (!discounts.isEmpty())
        object.insert(u"discounts"_s, discounts);
    if (!signatures.isEmpty())
        object.insert(u"signatures"_s, signatures);
    if (!contract.shares.empty())
        object.insert(u"shares"_s, sharesToJson(contract.shares));
    if (contract.serviceLevel)
        object.insert(u"sla"_s, serviceLevelToJson(*contract.serviceLevel));
    if (!contract.customTerms.isEmpty())
        object.insert(u"custom_terms"_s, QJsonArray::fromStringList(contract.customTerms));
    return object;
}

Result<Contract> contractFromJson(const QJsonObject &object)
{
    JsonFields fields(object);
    for (const QString &name : {u"number"_s, u"currency"_s, u"start"_s, u"end"_s, u"items"_s})
        fields.require(name);
    Contract contract;
    contract.number = fields.text(u"number"_s);
    contract.version = fields.integer(u"version"_s, 1);
    contract.type = fields.text(u"type"_s, u"custom"_s);
    contract.currency = fields.currency(u"currency"_s);
    contract.term = fields.take(u"end"_s, Period::make(fields.date(u"start"_s), fields.date(u"end"_s)));
    contract.terms = readTerms(fields);
    if (fields.has(u"stated_annual_value"_s))
        contract.statedAnnualValue = fields.money(u"stated_annual_value"_s, contract.currency);
    readParts(fields, contract);
    contract.shares = readShares(fields, contract.currency);
    contract.serviceLevel = readServiceLevel(fields);
    for (const QJsonValue &term : object.value(u"custom_terms"_s).toArray())
        contract.customTerms << term.toString();
    return fields.status().map([&] { return contract; });
}

} // namespace accord::contracts
