// SPDX-License-Identifier: GPL-3.0-or-later
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

void insertIf(QJsonObject &object, const QString &name, const std::optional<Decimal> &value)
{
    if (value)
        object.insert(name, value->toString());
}

QJsonValue orNull(const std::optional<Decimal> &value)
{
    return value ? QJsonValue(value->toString()) : QJsonValue();
}

// ---- writing

QJsonArray tiersToJson(const Tiers &tiers)
{
    QJsonArray result;
    for (const Tier &tier : tiers.list()) {
        QJsonObject object{{u"up_to"_s, orNull(tier.upTo)}, {u"unit_price"_s, tier.unitPrice.toString()}};
        if (!tier.flatPrice.isZero())
            object.insert(u"flat_price"_s, tier.flatPrice.toString());
        insertIf(object, u"cap"_s, tier.cap);
        result.append(object);
    }
    return result;
}

template<typename Tiered> void writeTiers(QJsonObject &object, const Tiered &model)
{
    object.insert(u"tiers"_s, tiersToJson(model.tiers));
    object.insert(u"flat_at_zero"_s, model.flatAtZero);
}

/// Writes the members of each model into an object that has its name already.
struct ModelWriter
{
    QJsonObject &object;

    void operator()(const PerUnit &m) { object.insert(u"unit_price"_s, m.unitPrice.toString()); }
    void operator()(const Flat &m) { object.insert(u"amount"_s, m.amount.toString()); }
    void operator()(const Graduated &m) { writeTiers(object, m); }
    void operator()(const Volume &m)
    {
        writeTiers(object, m);
        if (m.timeWeighted)
            object.insert(u"time_weighted"_s, true);
    }
    void operator()(const GraduatedPercentage &m) { writeTiers(object, m); }
    void operator()(const TimeWeighted &m) { writeTiers(object, m); }
    void operator()(const Package &m)
    {
        object.insert(u"package_size"_s, m.size.toString());
        object.insert(u"package_price"_s, m.packagePrice.toString());
        object.insert(u"free_units"_s, m.freeUnits.toString());
        if (m.truncates)
            object.insert(u"package_rounding"_s, u"down"_s);
    }
    void operator()(const TieredBlock &m)
    {
        QJsonArray blocks;
        for (const BlockTier &tier : m.tiers)
            blocks.append(QJsonObject{{u"block_size"_s, tier.blockSize.toString()},
                                      {u"most_blocks"_s, orNull(tier.mostBlocks)},
                                      {u"block_price"_s, tier.blockPrice.toString()}});
        object.insert(u"policy"_s, m.policy == BlockPolicy::TopTier ? u"top_tier"_s : u"all_tiers"_s);
        object.insert(u"blocks"_s, blocks);
    }
    void operator()(const Capacity &m)
    {
        QJsonArray steps;
        for (const CapacityTier &tier : m.tiers) {
            QJsonObject limits;
            for (const auto &[unit, limit] : tier.limits)
                limits.insert(unit, limit.toString());
            steps.append(QJsonObject{{u"amount"_s, tier.amount.toString()}, {u"limits"_s, limits}});
        }
        object.insert(u"capacities"_s, steps);
    }
    void operator()(const Percentage &m)
    {
        object.insert(u"percent"_s, m.percent.toString());
        object.insert(u"fixed_per_event"_s, m.fixedPerEvent.toString());
        if (m.freeEvents)
            object.insert(u"free_events"_s, *m.freeEvents);
        insertIf(object, u"free_amount"_s, m.freeAmount);
        insertIf(object, u"least_per_event"_s, m.leastPerEvent);
        insertIf(object, u"most_per_event"_s, m.mostPerEvent);
    }
    void operator()(const CostPlus &m) { object.insert(u"multiplier"_s, m.multiplier.toString()); }
    void operator()(const CommitmentOverage &m)
    {
        object.insert(u"unit_price"_s, m.unitPrice.toString());
        insertIf(object, u"commitment"_s, m.amount);
        insertIf(object, u"commitment_quantity"_s, m.quantity);
        object.insert(u"overage_factor"_s, m.overageFactor.toString());
        object.insert(u"true_up"_s, m.trueUp);
        if (m.windowMonths > 0)
            object.insert(u"window_months"_s, m.windowMonths);
    }
};

// ---- reading

std::optional<Decimal> optionalNotNegative(JsonFields &fields, const QString &name)
{
    return fields.has(name) ? std::optional(notNegative(fields, name)) : std::nullopt;
}

Tiers readTiers(JsonFields &fields)
{
    std::vector<Tier> tiers;
    for (const auto &[object, path] : fields.objects(u"tiers"_s)) {
        JsonFields tier(object, path);
        tiers.push_back({tier.optionalDecimal(u"up_to"_s), tier.decimal(u"unit_price"_s), tier.decimal(u"flat_price"_s),
                         tier.optionalDecimal(u"cap"_s)});
        fields.take(u"tiers"_s, tier.status().map([] { return 0; }));
    }
    return fields.take(u"tiers"_s, Tiers::make(std::move(tiers)));
}

Package readPackage(JsonFields &fields)
{
    return {fields.decimal(u"package_size"_s), notNegative(fields, u"package_price"_s),
            notNegative(fields, u"free_units"_s), fields.text(u"package_rounding"_s, u"up"_s) == u"down"_s};
}

TieredBlock readBlocks(JsonFields &fields)
{
    TieredBlock model;
    model.policy
        = fields.text(u"policy"_s, u"all_tiers"_s) == u"top_tier"_s ? BlockPolicy::TopTier : BlockPolicy::AllTiers;
    for (const auto &[object, path] : fields.objects(u"blocks"_s)) {
        JsonFields tier(object, path);
        model.tiers.push_back(
            {tier.decimal(u"block_size"_s), tier.optionalDecimal(u"most_blocks"_s), tier.decimal(u"block_price"_s)});
        fields.take(u"blocks"_s, tier.status().map([] { return 0; }));
    }
    return model;
}

Capacity readCapacity(JsonFields &fields)
{
    Capacity model;
    for (const auto &[object, path] : fields.objects(u"capacities"_s)) {
        JsonFields step(object, path);
        CapacityTier tier{step.decimal(u"amount"_s), {}};
        JsonFields limits(step.object(u"limits"_s), path + u".limits"_s);
        for (const QString &unit : step.object(u"limits"_s).keys())
            if (const auto limit = limits.optionalDecimal(unit))
                tier.limits.emplace(unit, *limit);
        fields.take(u"capacities"_s, limits.status().map([] { return 0; }));
        fields.take(u"capacities"_s, step.status().map([] { return 0; }));
        model.tiers.push_back(std::move(tier));
    }
    return model;
}

Percentage readPercentage(JsonFields &fields)
{
    Percentage model{notNegative(fields, u"percent"_s), notNegative(fields, u"fixed_per_event"_s), {}, {}, {}, {}};
    if (fields.has(u"free_events"_s))
        model.freeEvents = fields.integer(u"free_events"_s);
    model.freeAmount = optionalNotNegative(fields, u"free_amount"_s);
    model.leastPerEvent = optionalNotNegative(fields, u"least_per_event"_s);
    model.mostPerEvent = optionalNotNegative(fields, u"most_per_event"_s);
    return model;
}

CommitmentOverage readCommitmentOverage(JsonFields &fields)
{
    CommitmentOverage model{notNegative(fields, u"unit_price"_s), optionalNotNegative(fields, u"commitment"_s),
                            optionalNotNegative(fields, u"commitment_quantity"_s),
                            fields.decimal(u"overage_factor"_s, Decimal(1)), fields.boolean(u"true_up"_s)};
    model.windowMonths = fields.integer(u"window_months"_s);
    if (model.windowMonths < 0 || model.windowMonths > 120)
        fields.keep(u"window_months"_s,
                    Error{ErrorKind::InvalidInput, u"contracts.months"_s, {{u"value"_s, model.windowMonths}}, {}});
    return model;
}

std::optional<ChargeModel> modelNamed(const QString &name, JsonFields &fields)
{
    if (name == u"per_unit"_s)
        return PerUnit{notNegative(fields, u"unit_price"_s)};
    if (name == u"flat"_s)
        return Flat{notNegative(fields, u"amount"_s)};
    if (name == u"graduated"_s)
        return Graduated{readTiers(fields), fields.boolean(u"flat_at_zero"_s, true)};
    if (name == u"volume"_s)
        return Volume{readTiers(fields), fields.boolean(u"flat_at_zero"_s, true), fields.boolean(u"time_weighted"_s)};
    if (name == u"graduated_percentage"_s)
        return GraduatedPercentage{readTiers(fields), fields.boolean(u"flat_at_zero"_s, true)};
    if (name == u"graduated_time_weighted"_s)
        return TimeWeighted{readTiers(fields), fields.boolean(u"flat_at_zero"_s, true)};
    if (name == u"package"_s)
        return readPackage(fields);
    if (name == u"tiered_block"_s)
        return readBlocks(fields);
    if (name == u"capacity"_s)
        return readCapacity(fields);
    if (name == u"percentage"_s)
        return readPercentage(fields);
    if (name == u"cost_plus"_s)
        return CostPlus{notNegative(fields, u"multiplier"_s)};
    if (name == u"commitment_overage"_s)
        return readCommitmentOverage(fields);
    return std::nullopt;
}

RampStep readStep(JsonFields &ramp, const QJsonObject &object, const QString &path)
{
    JsonFields fields(object, path);
    fields.require(u"from"_s);
    RampStep step;
    step.from = fields.date(u"from"_s);
    if (fields.has(u"price"_s)) {
        JsonFields price(fields.object(u"price"_s), path + u".price"_s);
        step.model = readModel(price);
        fields.take(u"price"_s, price.status().map([] { return 0; }));
    }
    step.quantity = optionalNotNegative(fields, u"quantity"_s);
    step.discountPercent = fields.optionalDecimal(u"discount_percent"_s);
    ramp.take(u"ramp"_s, fields.status().map([] { return 0; }));
    return step;
}

/// Rises that contradict each other, or that no price survives.
void checkEscalation(JsonFields &fields, const Escalation &escalation)
{
    const auto refuse = [&](const QString &name, const QString &id, const QVariantMap &args) {
        fields.keep(name, Error{ErrorKind::InvalidInput, id, args, {}});
    };
    if (escalation.floorPercent && escalation.capPercent && *escalation.capPercent < *escalation.floorPercent)
        refuse(u"floor_percent"_s, u"pricing.escalation_limits"_s,
               {{u"floor"_s, escalation.floorPercent->toString()}, {u"cap"_s, escalation.capPercent->toString()}});
    if (escalation.percent < Decimal(-100))
        refuse(u"percent"_s, u"pricing.escalation_percent"_s, {{u"value"_s, escalation.percent.toString()}});
    if (escalation.capPercent && *escalation.capPercent < Decimal(-100))
        refuse(u"cap_percent"_s, u"pricing.escalation_percent"_s, {{u"value"_s, escalation.capPercent->toString()}});
    if (escalation.kind == EscalationKind::Percent)
        return;
    if (escalation.baseIndex <= Decimal(0))
        refuse(u"base_index"_s, u"pricing.index_value"_s, {{u"value"_s, escalation.baseIndex.toString()}});
    QDate before;
    for (size_t i = 0; i < escalation.indices.size(); ++i) {
        const auto &[from, value] = escalation.indices[i];
        if (value <= Decimal(0))
            refuse(u"indices[%1].value"_s.arg(i), u"pricing.index_value"_s, {{u"value"_s, value.toString()}});
        if (before.isValid() && from <= before)
            refuse(u"indices[%1].from"_s.arg(i), u"pricing.index_order"_s, {{u"value"_s, iso(from)}});
        before = from;
    }
}

} // namespace

Decimal notNegative(JsonFields &fields, const QString &name)
{
    const Decimal value = fields.decimal(name);
    if (value.isNegative())
        fields.keep(name,
                    Error{ErrorKind::InvalidInput, u"contracts.negative"_s, {{u"value"_s, value.toString()}}, {}});
    return value;
}

Money notNegativeMoney(JsonFields &fields, const QString &name, const Currency &currency)
{
    const Money amount = fields.money(name, currency);
    if (amount.isNegative())
        fields.keep(name,
                    Error{ErrorKind::InvalidInput, u"contracts.negative"_s, {{u"value"_s, amount.toString()}}, {}});
    return amount;
}

QJsonObject toJson(const ChargeModel &model)
{
    QJsonObject object{{u"model"_s, nameOf(model)}};
    std::visit(ModelWriter{object}, model);
    return object;
}

ChargeModel readModel(JsonFields &fields)
{
    const QString name = fields.text(u"model"_s);
    const auto model = modelNamed(name, fields);
    if (!model) {
        fields.keep(u"model"_s, Error{ErrorKind::InvalidInput, u"contracts.model_unknown"_s, {{u"value"_s, name}}, {}});
        return PerUnit{};
    }
    if (const auto valid = validate(*model); !valid)
        fields.keep(u"model"_s, valid.error());
    return *model;
}

QJsonArray toJson(const std::vector<RampStep> &ramp)
{
    QJsonArray result;
    for (const RampStep &step : ramp) {
        QJsonObject object{{u"from"_s, iso(step.from)}};
        if (step.model)
            object.insert(u"price"_s, toJson(*step.model));
        insertIf(object, u"quantity"_s, step.quantity);
        insertIf(object, u"discount_percent"_s, step.discountPercent);
        result.append(object);
    }
    return result;
}

std::vector<RampStep> readRamp(JsonFields &item)
{
    std::vector<RampStep> ramp;
    for (const auto &[object, path] : item.objects(u"ramp"_s))
        ramp.push_back(readStep(item, object, path));
    if (const auto valid = validate(ramp); !valid)
        item.keep(u"ramp"_s, valid.error());
    return ramp;
}

QJsonObject toJson(const Escalation &escalation)
{
    QJsonObject object{{u"kind"_s, toString(escalation.kind)}};
    const bool usesIndex = escalation.kind != EscalationKind::Percent;
    if (escalation.kind == EscalationKind::Percent || escalation.kind == EscalationKind::IndexPlusPercent)
        object.insert(u"percent"_s, escalation.percent.toString());
    if (!usesIndex)
        object.insert(u"every_months"_s, escalation.everyMonths);
    if (usesIndex) {
        QJsonArray indices;
        for (const IndexValue &index : escalation.indices)
            indices.append(QJsonObject{{u"from"_s, iso(index.from)}, {u"value"_s, index.value.toString()}});
        object.insert(u"base_index"_s, escalation.baseIndex.toString());
        object.insert(u"indices"_s, indices);
    }
    insertIf(object, u"floor_percent"_s, escalation.floorPercent);
    insertIf(object, u"cap_percent"_s, escalation.capPercent);
    return object;
}

std::optional<Escalation> readEscalation(JsonFields &item)
{
    if (!item.has(u"escalation"_s))
        return std::nullopt;
    JsonFields fields(item.object(u"escalation"_s), item.pathOf(u"escalation"_s));
    Escalation escalation;
    escalation.kind = fields.take(u"kind"_s, escalationKindFromString(fields.text(u"kind"_s, u"percent"_s)));
    escalation.percent = fields.decimal(u"percent"_s);
    escalation.everyMonths = fields.integer(u"every_months"_s, 12);
    if (escalation.everyMonths < 1 || escalation.everyMonths > 120)
        fields.keep(u"every_months"_s,
                    Error{ErrorKind::InvalidInput, u"contracts.months"_s, {{u"value"_s, escalation.everyMonths}}, {}});
    escalation.baseIndex = fields.decimal(u"base_index"_s);
    for (const auto &[object, path] : fields.objects(u"indices"_s)) {
        JsonFields index(object, path);
        escalation.indices.push_back({index.date(u"from"_s), index.decimal(u"value"_s)});
        fields.take(u"indices"_s, index.status().map([] { return 0; }));
    }
    escalation.floorPercent = fields.optionalDecimal(u"floor_percent"_s);
    escalation.capPercent = fields.optionalDecimal(u"cap_percent"_s);
    checkEscalation(fields, escalation);
    item.take(u"escalation"_s, fields.status().map([] { return 0; }));
    return escalation;
}

QJsonObject toJson(const UnitConversion &conversion)
{
    return {{u"operation"_s, toString(conversion.operation)},
            {u"factor"_s, conversion.factor.toString()},
            {u"rounding"_s, toString(conversion.rounding)}};
}

std::optional<UnitConversion> readConversion(JsonFields &item)
{
    if (!item.has(u"conversion"_s))
        return std::nullopt;
    JsonFields fields(item.object(u"conversion"_s), item.pathOf(u"conversion"_s));
    UnitConversion conversion;
    conversion.operation
        = fields.take(u"operation"_s, conversionOperationFromString(fields.text(u"operation"_s, u"divide"_s)));
    conversion.factor = fields.decimal(u"factor"_s, Decimal(1));
    if (conversion.factor <= Decimal(0))
        fields.keep(u"factor"_s, Error{ErrorKind::InvalidInput,
                                       u"contracts.not_positive"_s,
                                       {{u"value"_s, conversion.factor.toString()}},
                                       {}});
    conversion.rounding
        = fields.take(u"rounding"_s, conversionRoundingFromString(fields.text(u"rounding"_s, u"none"_s)));
    item.take(u"conversion"_s, fields.status().map([] { return 0; }));
    return conversion;
}

} // namespace accord::contracts
