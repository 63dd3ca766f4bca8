// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/contract_json.h"

#include "core/contracts/billing_terms_json.h"
#include "core/contracts/location_terms_json.h"
#include "core/contracts/price_json.h"

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

/// What bends the price of an item: ramp, escalation, conversion, limits of spend, prices of locations.
void insertPrices(QJsonObject &object, const QString &name, const std::map<QString, ChargeModel> &models)
{
    QJsonObject prices;
    for (const auto &[code, model] : models)
        prices.insert(code, toJson(model));
    if (!prices.isEmpty())
        object.insert(name, prices);
}

void insertShape(QJsonObject &object, const PriceItem &item)
{
    if (!item.ramp.empty())
        object.insert(u"ramp"_s, toJson(item.ramp));
    if (item.escalation)
        object.insert(u"escalation"_s, toJson(*item.escalation));
    if (item.conversion)
        object.insert(u"conversion"_s, toJson(*item.conversion));
    if (item.minimumSpend)
        object.insert(u"minimum_spend"_s, item.minimumSpend->toString());
    if (item.maximumSpend)
        object.insert(u"maximum_spend"_s, item.maximumSpend->toString());
    insertPrices(object, u"location_prices"_s, item.locationPrices);
    insertPrices(object, u"dimension_prices"_s, item.dimensionPrices);
}

QJsonObject itemToJson(const PriceItem &item)
{
    QJsonObject object{{u"key"_s, item.key},
                       {u"kind"_s, toString(item.kind)},
                       {u"description"_s, item.description},
                       {u"price"_s, toJson(item.model)},
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
    insertIf(object, u"milestone"_s, item.milestone);
    insertIf(object, u"unit"_s, item.unit);
    insertIf(object, u"ledger_account"_s, item.ledgerAccount);
    insertIf(object, u"purchase_order"_s, item.purchaseOrder);
    if (item.taxIncluded)
        object.insert(u"tax_included"_s, true);
    insertShape(object, item);
    if (item.obligation)
        object.insert(u"obligation"_s, toJson(*item.obligation));
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
    insertIf(object, u"start"_s, iso(discount.start));
    insertIf(object, u"end"_s, iso(discount.end));
    insertIf(object, u"coupon"_s, discount.coupon);
    return object;
}

void insertPeriods(QJsonObject &object, const QString &name, const std::vector<Period> &periods)
{
    QJsonArray array;
    for (const Period &period : periods)
        array.append(QJsonObject{{u"start"_s, iso(period.start)}, {u"end"_s, iso(period.end)}});
    if (!array.isEmpty())
        object.insert(name, array);
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
    if (terms.proration != ProrationBasis::Days)
        object.insert(u"proration"_s, toString(terms.proration));
    insertPeriods(object, u"pauses"_s, terms.pauses);
    insertPeriods(object, u"gaps"_s, terms.gaps);
    if (terms.unusedTime != UnusedTime::Credited)
        object.insert(u"unused_time"_s, toString(terms.unusedTime));
    if (terms.creditCap != CreditCap::Billed)
        object.insert(u"credit_cap"_s, toString(terms.creditCap));
    if (terms.priceNoticeDays > 0)
        object.insert(u"price_notice_days"_s, terms.priceNoticeDays);
    if (terms.invoiceBy != InvoiceBy::Payer)
        object.insert(u"invoice_by"_s, toString(terms.invoiceBy));
    insertIf(object, u"billed_through"_s, iso(terms.billedThrough));
    return object;
}

QJsonArray commitmentsToJson(const std::vector<SpendCommitment> &commitments)
{
    QJsonArray result;
    for (const SpendCommitment &commitment : commitments) {
        QJsonObject object{{u"key"_s, commitment.key},
                           {u"description"_s, commitment.description},
                           {u"amount"_s, commitment.amount.toString()},
                           {u"months"_s, commitment.months}};
        if (!commitment.items.isEmpty())
            object.insert(u"items"_s, QJsonArray::fromStringList(commitment.items));
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

int readMonths(JsonFields &fields, const QString &name, int otherwise)
{
    const int months = fields.integer(name, otherwise);
    if (months < 1 || months > 120) {
        fields.keep(name, Error{ErrorKind::InvalidInput, u"contracts.months"_s, {{u"value"_s, months}}, {}});
        return 1;
    }
    return months;
}

std::map<QString, ChargeModel> readPrices(JsonFields &item, const QString &name)
{
    std::map<QString, ChargeModel> prices;
    const QJsonObject object = item.object(name);
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        JsonFields fields(entry.value().toObject(), item.pathOf(name + u'.' + entry.key()));
        prices.emplace(entry.key(), readModel(fields));
        item.take(name, fields.status().map([] { return 0; }));
    }
    return prices;
}

void readShape(JsonFields &fields, PriceItem &item)
{
    item.ramp = readRamp(fields);
    item.escalation = readEscalation(fields);
    item.conversion = readConversion(fields);
    if (fields.has(u"minimum_spend"_s))
        item.minimumSpend = notNegative(fields, u"minimum_spend"_s);
    if (fields.has(u"maximum_spend"_s))
        item.maximumSpend = notNegative(fields, u"maximum_spend"_s);
    item.locationPrices = readPrices(fields, u"location_prices"_s);
    item.dimensionPrices = readPrices(fields, u"dimension_prices"_s);
}

Result<PriceItem> readItem(const QJsonObject &object, const QString &path)
{
    JsonFields fields(object, path);
    fields.require(u"key"_s);
    fields.require(u"price"_s);
    PriceItem item;
    item.key = fields.text(u"key"_s);
    item.kind
        = readWord(fields, u"kind"_s, {ItemKind::Recurring, ItemKind::Usage, ItemKind::OneTime}, ItemKind::Recurring);
    item.description = fields.text(u"description"_s, item.key);
    JsonFields price(fields.object(u"price"_s), path + u".price"_s);
    item.model = readModel(price);
    fields.take(u"price"_s, price.status().map([] { return 0; }));
    item.quantity = fields.has(u"quantity"_s) ? notNegative(fields, u"quantity"_s) : Decimal(1);
    item.perLocation = fields.boolean(u"per_location"_s);
    item.priceMonths = readMonths(fields, u"price_months"_s, 1);
    item.billingMonths = readMonths(fields, u"billing_months"_s, 1);
    const Timing usual = item.kind == ItemKind::Usage ? Timing::InArrears : Timing::InAdvance;
    item.timing = readWord(fields, u"timing"_s, {Timing::InAdvance, Timing::InArrears}, usual);
    item.meter = fields.text(u"meter"_s);
    item.included = fields.optionalDecimal(u"included"_s);
    if (item.kind == ItemKind::Usage && !object.contains(u"included"_s))
        item.included = Decimal(0);
    item.start = fields.date(u"start"_s);
    item.end = fields.date(u"end"_s);
    item.milestone = fields.text(u"milestone"_s).trimmed();
    item.unit = fields.text(u"unit"_s);
    item.ledgerAccount = fields.text(u"ledger_account"_s);
    item.taxIncluded = fields.boolean(u"tax_included"_s);
    item.purchaseOrder = fields.text(u"purchase_order"_s);
    readShape(fields, item);
    item.obligation = readObligation(fields);
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
    discount.start = fields.date(u"start"_s);
    discount.end = fields.date(u"end"_s);
    discount.coupon = fields.text(u"coupon"_s).trimmed();
    return fields.status().map([&] { return discount; });
}

/// Pauses or gaps, ascending.
std::vector<Period> readPeriods(JsonFields &terms, const QString &name)
{
    std::vector<Period> periods;
    for (const auto &[object, path] : terms.objects(name)) {
        JsonFields fields(object, path);
        const Period period = fields.take(u"end"_s, Period::make(fields.date(u"start"_s), fields.date(u"end"_s)));
        if (!periods.empty() && period.start < periods.back().end)
            fields.keep(
                u"start"_s,
                Error{ErrorKind::InvalidInput, u"contracts.pauses_overlap"_s, {{u"value"_s, iso(period.start)}}, {}});
        periods.push_back(period);
        terms.take(name, fields.status().map([] { return 0; }));
    }
    return periods;
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
    terms.proration = fields.take(u"proration"_s, prorationBasisFromString(fields.text(u"proration"_s, u"days"_s)));
    terms.pauses = readPeriods(fields, u"pauses"_s);
    terms.gaps = readPeriods(fields, u"gaps"_s);
    using enum InvoiceBy;
    terms.invoiceBy = readWord(fields, u"invoice_by"_s, {Payer, PurchaseOrder, CostCentre, Department}, Payer);
    terms.consolidated = fields.boolean(u"consolidated"_s, true);
    using enum UnusedTime;
    terms.unusedTime = readWord(fields, u"unused_time"_s, {Credited, Kept}, Credited);
    using enum CreditCap;
    terms.creditCap = readWord(fields, u"credit_cap"_s, {Billed, Paid}, Billed);
    terms.priceNoticeDays = fields.integer(u"price_notice_days"_s, 0);
    if (terms.priceNoticeDays < 0 || terms.priceNoticeDays > 730)
        fields.keep(
            u"price_notice_days"_s,
            Error{ErrorKind::InvalidInput, u"contracts.price_notice"_s, {{u"value"_s, terms.priceNoticeDays}}, {}});
    terms.billedThrough = fields.date(u"billed_through"_s);
    if (terms.netDays < 0 || terms.netDays > 730)
        fields.keep(u"net_days"_s,
                    Error{ErrorKind::InvalidInput, u"contracts.net_days"_s, {{u"value"_s, terms.netDays}}, {}});
    if (terms.anchorDay < 0 || terms.anchorDay > 31)
        fields.keep(u"anchor_day"_s,
                    Error{ErrorKind::InvalidInput, u"contracts.anchor_day"_s, {{u"value"_s, terms.anchorDay}}, {}});
    parent.take(u"terms"_s, fields.status().map([] { return 0; }));
    return terms;
}

std::vector<SpendCommitment> readCommitments(JsonFields &parent, const Currency &currency)
{
    std::vector<SpendCommitment> commitments;
    for (const auto &[object, path] : parent.objects(u"commitments"_s)) {
        JsonFields fields(object, path);
        fields.require(u"key"_s);
        fields.require(u"amount"_s);
        SpendCommitment commitment;
        commitment.key = fields.text(u"key"_s);
        commitment.description = fields.text(u"description"_s, commitment.key);
        commitment.amount = notNegativeMoney(fields, u"amount"_s, currency);
        commitment.months = readMonths(fields, u"months"_s, 12);
        for (const QJsonValue &item : object.value(u"items"_s).toArray())
            commitment.items << item.toString();
        commitments.push_back(commitment);
        parent.take(u"commitments"_s, fields.status().map([] { return 0; }));
    }
    return commitments;
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
    if (contract.billingCurrency)
        object.insert(u"billing_currency"_s, toJson(*contract.billingCurrency));
    insertIf(object, u"effective_from"_s, iso(contract.effectiveFrom));
    insertIf(object, u"change_reason"_s, contract.changeReason);
    if (contract.statedAnnualValue)
        object.insert(u"stated_annual_value"_s, contract.statedAnnualValue->toString());
    QJsonArray items, discounts, signatures;
    for (const PriceItem &item : contract.items)
        items.append(itemToJson(item));
    for (const Discount &discount : contract.discounts)
        discounts.append(discountToJson(discount));
    for (const Signature &s : contract.signatures) {
        QJsonObject signature{{u"party"_s, s.party}, {u"title"_s, s.title}};
        insertIf(signature, u"date"_s, iso(s.signedOn));
        insertIf(signature, u"name"_s, s.name);
        signatures.append(signature);
    }
    object.insert(u"items"_s, items);
    if (!contract.commitments.empty())
        object.insert(u"commitments"_s, commitmentsToJson(contract.commitments));
    if (!discounts.isEmpty())
        object.insert(u"discounts"_s, discounts);
    if (!signatures.isEmpty())
        object.insert(u"signatures"_s, signatures);
    insertBillingTerms(object, contract);
    insertLocationTerms(object, contract.locations);
    if (contract.serviceLevel)
        object.insert(u"sla"_s, serviceLevelToJson(*contract.serviceLevel));
    if (!contract.customTerms.isEmpty())
        object.insert(u"custom_terms"_s, QJsonArray::fromStringList(contract.customTerms));
    return object;
}

Result<PriceItem> itemFromJson(const QJsonObject &object, const QString &path)
{
    return readItem(object, path);
}

Result<Discount> discountFromJson(const QJsonObject &object, const QString &path, const Currency &currency)
{
    return readDiscount(object, path, currency);
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
    contract.effectiveFrom = fields.date(u"effective_from"_s);
    contract.changeReason = fields.text(u"change_reason"_s);
    contract.billingCurrency = readBillingCurrency(fields);
    contract.terms = readTerms(fields);
    if (fields.has(u"stated_annual_value"_s))
        contract.statedAnnualValue = fields.money(u"stated_annual_value"_s, contract.currency);
    readParts(fields, contract);
    contract.commitments = readCommitments(fields, contract.currency);
    readBillingTerms(fields, contract);
    contract.locations = readLocationTerms(fields);
    contract.serviceLevel = readServiceLevel(fields);
    for (const QJsonValue &term : object.value(u"custom_terms"_s).toArray())
        contract.customTerms << term.toString();
    return fields.status().map([&] { return contract; });
}

} // namespace accord::contracts
