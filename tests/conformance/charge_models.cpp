// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/period_charge.h"
#include "tests/conformance/models.h"

namespace accord::conformance {

using namespace pricing;

namespace {

/// The last tier takes what is left, whatever limit a vector writes on it.
Tiers tiersOf(Fields &price, const QString &unitPrice)
{
    std::vector<Tier> tiers;
    for (Fields &tier : price.objects(u"tiers"_s))
        tiers.push_back({tier.optionalDecimal(u"up_to"_s), tier.decimal(unitPrice), tier.decimal(u"flat_amount"_s),
                         tier.optionalDecimal(u"cap"_s)});
    if (!tiers.empty())
        tiers.back().upTo.reset();
    return price.take(Tiers::make(std::move(tiers)));
}

TieredBlock blocksOf(Fields &price)
{
    TieredBlock model;
    const QString policy = price.text(u"policy"_s, u"all_tiers"_s);
    model.policy = policy == u"top_tier"_s ? BlockPolicy::TopTier : BlockPolicy::AllTiers;
    for (Fields &tier : price.objects(u"tiers"_s))
        model.tiers.push_back(
            {tier.decimal(u"block_size"_s), tier.optionalDecimal(u"max_blocks"_s), tier.decimal(u"block_amount"_s)});
    return model;
}

Capacity capacityOf(Fields &price)
{
    Capacity model;
    for (Fields &tier : price.objects(u"tiers"_s)) {
        const auto limits = tier.namedDecimals(u"limits"_s);
        model.tiers.push_back({tier.decimal(u"amount"_s), {limits.begin(), limits.end()}});
    }
    return model;
}

Percentage percentageOf(Fields &price)
{
    Percentage model{price.decimal(u"rate"_s), price.decimal(u"fixed_per_event"_s), {}, {}, {}, {}};
    if (price.has(u"free_events"_s))
        model.freeEvents = price.integer(u"free_events"_s);
    model.freeAmount = price.optionalDecimal(u"free_amount"_s);
    model.leastPerEvent = price.optionalDecimal(u"min_per_event"_s);
    model.mostPerEvent = price.optionalDecimal(u"max_per_event"_s);
    return model;
}

CommitmentOverage commitmentOf(Fields &price)
{
    return {price.decimal(u"unit_amount"_s), price.optionalDecimal(u"commitment"_s),
            price.optionalDecimal(u"commitment_quantity"_s), price.decimal(u"overage_factor"_s, Decimal(1)),
            price.flag(u"true_up"_s)};
}

ChargeModel modelOf(const QString &name, Fields &price)
{
    if (name == u"per_unit"_s)
        return PerUnit{price.decimal(u"unit_amount"_s)};
    if (name == u"flat"_s)
        return Flat{price.decimal(u"amount"_s)};
    if (name == u"graduated"_s)
        return Graduated{tiersOf(price, u"unit_amount"_s), price.flag(u"flat_at_zero"_s, true)};
    if (name == u"volume"_s)
        return Volume{tiersOf(price, u"unit_amount"_s), price.flag(u"flat_at_zero"_s, true)};
    if (name == u"graduated_percentage"_s)
        return GraduatedPercentage{tiersOf(price, u"rate"_s), price.flag(u"flat_at_zero"_s, true)};
    if (name == u"graduated_time_weighted"_s)
        return TimeWeighted{tiersOf(price, u"unit_amount"_s), price.flag(u"flat_at_zero"_s, true)};
    if (name == u"package"_s)
        return Package{price.decimal(u"package_size"_s), price.decimal(u"package_amount"_s),
                       price.decimal(u"free_units"_s), price.text(u"package_rounding"_s, u"up"_s) == u"down"_s};
    if (name == u"tiered_block"_s)
        return blocksOf(price);
    if (name == u"capacity"_s)
        return capacityOf(price);
    if (name == u"percentage"_s)
        return percentageOf(price);
    if (name == u"cost_plus"_s)
        return CostPlus{price.decimal(u"multiplier"_s)};
    return commitmentOf(price);
}

std::optional<UnitConversion> conversionOf(Fields &price)
{
    if (!price.has(u"unit_conversion"_s))
        return std::nullopt;
    Fields fields = price.object(u"unit_conversion"_s);
    return UnitConversion{price.take(conversionOperationFromString(fields.text(u"operation"_s, u"divide"_s))),
                          fields.decimal(u"factor"_s, Decimal(1)),
                          price.take(conversionRoundingFromString(fields.text(u"rounding"_s, u"none"_s)))};
}

std::optional<Exact> optionalNumber(Fields &fields, const QString &name)
{
    return fields.has(name) ? std::optional(fields.number(name)) : std::nullopt;
}

PeriodPrice priceOf(const QString &model, Fields &price)
{
    return {modelOf(model, price), conversionOf(price), price.decimal(u"free_quantity"_s),
            optionalNumber(price, u"maximum"_s), optionalNumber(price, u"minimum"_s)};
}

std::vector<std::pair<size_t, Decimal>> discountsOf(Fields &price)
{
    const auto percent = price.optionalDecimal(u"discount_percent"_s);
    return percent ? std::vector{std::pair(size_t(0), *percent)} : std::vector<std::pair<size_t, Decimal>>{};
}

InvoicePosition positionOf(Fields &usage)
{
    const QString text = usage.text(u"position"_s, u"only"_s);
    if (text == u"first"_s)
        return InvoicePosition::First;
    if (text == u"middle"_s)
        return InvoicePosition::Middle;
    return text == u"last"_s ? InvoicePosition::Last : InvoicePosition::Only;
}

PeriodUsage usageOf(const QString &model, Fields &usage)
{
    PeriodUsage result;
    result.measured.quantity = usage.number(model == u"cost_plus"_s ? u"cost"_s : u"quantity"_s);
    result.measured.weighted = optionalNumber(usage, u"weighted_quantity"_s);
    if (model == u"percentage"_s)
        result.measured.parts = usage.numbers(u"events"_s);
    if (model == u"graduated_time_weighted"_s)
        for (Fields &change : usage.objects(u"events"_s))
            result.measured.changes.push_back({change.number(u"units"_s), change.number(u"weighted"_s)});
    for (const auto &[unit, quantity] : usage.namedDecimals(u"quantities"_s))
        result.measured.byUnit.emplace(unit, quantity);
    result.before = usage.number(u"before"_s);
    result.position = positionOf(usage);
    result.previouslyBilled = usage.number(u"previously_billed"_s);
    return result;
}

QJsonArray printLines(const PeriodCharge &charge)
{
    QJsonArray array;
    for (const ChargeLine &line : charge.lines)
        array.append(QJsonObject{{u"tier"_s, QString::number(line.tier)},
                                 {u"units"_s, print(line.units)},
                                 {u"amount"_s, print(line.amount)}});
    return array;
}

QJsonArray printNets(const PeriodCharge &charge)
{
    QJsonArray array;
    for (const Exact &net : charge.lineNets)
        array.append(print(net));
    return array;
}

Outcome printCharge(Vector &vector, const PeriodCharge &charge, const PeriodUsage &usage)
{
    const auto billed = charge.amount.toMoney(vector.currency);
    if (!billed)
        return Outcome::failed(billed.error());
    const Exact toBill = charge.leftAfter(vector.usage.number(u"already_billed"_s));
    return Outcome::ok({{u"amount"_s, print(charge.amount)},
                        {u"billed"_s, print(*billed)},
                        {u"gross"_s, print(charge.gross)},
                        {u"discount"_s, print(charge.discount)},
                        {u"capped"_s, print(charge.capped)},
                        {u"top_up"_s, print(charge.topUp)},
                        {u"billable_quantity"_s, print(charge.billableQuantity)},
                        {u"effective_unit"_s, print(charge.effectiveUnitPrice(quantityPriced(usage.measured)))},
                        {u"to_bill"_s, print(toBill)},
                        {u"lines"_s, printLines(charge)},
                        {u"line_nets"_s, printNets(charge)}});
}

/// Buckets and groups: each has a price and a quantity of its own; caps and minima hold for the whole.
std::vector<PricedPart> partsOf(Vector &vector, const PeriodPrice &whole, const PeriodUsage &usage)
{
    std::vector<PricedPart> parts;
    for (const Exact &bucket : vector.usage.numbers(u"buckets"_s))
        parts.push_back({whole, Measured(bucket)});
    const auto prices = vector.price.namedObjects(u"by_dimension"_s);
    for (const auto &[group, quantity] : vector.usage.namedDecimals(u"groups"_s)) {
        const auto own = std::find_if(prices.begin(), prices.end(),
                                      [&, &name = group](const auto &price) { return price.first == name; });
        if (own == prices.end()) {
            parts.push_back({whole, Measured(quantity)});
            continue;
        }
        Fields price = own->second;
        parts.push_back({priceOf(price.text(u"model"_s, vector.model), price), Measured(quantity)});
    }
    if (!vector.usage.has(u"buckets"_s) && !vector.usage.has(u"groups"_s))
        parts.push_back({whole, usage.measured});
    return parts;
}

/// A price that is only written by dimension has no tiers of its own.
PeriodPrice wholePrice(Vector &vector)
{
    const bool needsTiers = vector.price.has(u"by_dimension"_s) && !vector.price.has(u"tiers"_s);
    return priceOf(needsTiers ? u"per_unit"_s : vector.model, vector.price);
}

bool isUnknownKey(const Error &error)
{
    return error.id == u"vector.unknown_key"_s;
}

Outcome charge(Vector &vector)
{
    PeriodPrice price = wholePrice(vector);
    price.dueWithFirstInvoice = vector.price.text(u"term"_s, u"in_arrears"_s) == u"in_advance"_s;
    const PeriodUsage usage = usageOf(vector.model, vector.usage);
    const auto discounts = discountsOf(vector.price);
    if (auto status = vector.price.status(); !status && !isUnknownKey(status.error()))
        return Outcome::failed(status.error());
    const auto parts = partsOf(vector, price, usage);
    for (const PricedPart &part : parts)
        if (auto valid = validate(part.price.model); !valid)
            return Outcome::failed(valid.error());
    const auto result = chargeForParts(price, parts, usage, vector.currency, discounts);
    return result ? printCharge(vector, *result, usage) : Outcome::failed(result.error());
}

Outcome commitmentOverage(Vector &vector)
{
    const CommitmentOverage standard = commitmentOf(vector.price);
    std::vector<CommitmentWindow> windows;
    for (Fields &window : vector.usage.objects(u"windows"_s)) {
        Fields own = window.object(u"price"_s);
        windows.push_back({window.number(u"quantity"_s), window.has(u"price"_s) ? commitmentOf(own) : standard});
    }
    const CommitmentCharge result = chargeFor(windows);
    const auto billed = result.amount().toMoney(vector.currency);
    if (!billed)
        return Outcome::failed(billed.error());
    return Outcome::ok({{u"amount"_s, print(result.amount())},
                        {u"billed"_s, print(*billed)},
                        {u"utilised"_s, print(result.utilised)},
                        {u"overage"_s, print(result.overage)},
                        {u"true_up"_s, print(result.trueUp)}});
}

} // namespace

void addChargeModels(Models &models)
{
    for (const QString &name : {u"per_unit"_s, u"flat"_s, u"graduated"_s, u"volume"_s, u"graduated_percentage"_s,
                                u"graduated_time_weighted"_s, u"package"_s, u"tiered_block"_s, u"capacity"_s,
                                u"percentage"_s, u"cost_plus"_s})
        models.insert(name, charge);
    models.insert(u"commitment_overage"_s, commitmentOverage);
}

} // namespace accord::conformance
