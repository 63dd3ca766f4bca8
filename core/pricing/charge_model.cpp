// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/charge_model.h"

#include "core/pricing/charge_model_parts.h"

namespace accord::pricing {

namespace {

template<typename... Callables> struct Overloaded : Callables...
{
    using Callables::operator()...;
};
template<typename... Callables> Overloaded(Callables...) -> Overloaded<Callables...>;

std::vector<Exact> partsOf(const Measured &measured)
{
    return measured.parts.empty() && !measured.quantity.isZero() ? std::vector{measured.quantity} : measured.parts;
}

std::vector<QuantityChange> changesOf(const Measured &measured)
{
    return measured.changes.empty() && !measured.quantity.isZero()
               ? std::vector<QuantityChange>{{measured.quantity, measured.weighted.value_or(measured.quantity)}}
               : measured.changes;
}

std::map<QString, Exact> unitsOf(const Capacity &model, const Measured &measured)
{
    if (!measured.byUnit.empty() || model.tiers.front().limits.empty())
        return measured.byUnit;
    return {{model.tiers.front().limits.begin()->first, measured.quantity}};
}

tl::unexpected<Error> invalid(const QString &id, const QVariantMap &args = {})
{
    return fail(ErrorKind::InvalidInput, id, args);
}

Result<void> checkPrices(std::initializer_list<std::optional<Decimal>> prices)
{
    for (const auto &price : prices)
        if (price && price->isNegative())
            return invalid(u"pricing.price_negative"_s, {{u"value"_s, price->toString()}});
    return {};
}

Result<void> checkBlocks(const TieredBlock &model)
{
    if (model.tiers.empty())
        return invalid(u"pricing.tiers_empty"_s);
    for (size_t i = 0; i < model.tiers.size(); ++i) {
        const BlockTier &tier = model.tiers[i];
        const QVariantMap where{{u"tier"_s, qulonglong(i + 1)}, {u"value"_s, tier.blockSize.toString()}};
        if (tier.blockSize <= Decimal(0))
            return invalid(u"pricing.block_size"_s, where);
        if (i + 1 < model.tiers.size() && (!tier.mostBlocks || *tier.mostBlocks <= Decimal(0)))
            return invalid(u"pricing.tier_open"_s, where);
        if (auto fine = checkPrices({tier.blockPrice}); !fine)
            return fine;
    }
    return {};
}

Result<void> checkCapacity(const Capacity &model)
{
    if (model.tiers.empty())
        return invalid(u"pricing.tiers_empty"_s);
    for (const CapacityTier &tier : model.tiers)
        if (auto fine = checkPrices({tier.amount}); !fine)
            return fine;
    return {};
}

Result<void> checkPackage(const Package &model)
{
    if (model.size <= Decimal(0))
        return invalid(u"pricing.package_size"_s, {{u"value"_s, model.size.toString()}});
    return checkPrices({model.packagePrice, model.freeUnits});
}

Result<void> checkPercentage(const Percentage &model)
{
    if (model.leastPerEvent && model.mostPerEvent && *model.leastPerEvent > *model.mostPerEvent)
        return invalid(u"pricing.event_limits"_s,
                       {{u"least"_s, model.leastPerEvent->toString()}, {u"most"_s, model.mostPerEvent->toString()}});
    return checkPrices({model.percent, model.fixedPerEvent, model.freeAmount, model.leastPerEvent, model.mostPerEvent});
}

} // namespace

namespace parts {

QString formula(const Exact &units, const Decimal &price, const Decimal &flat)
{
    const QString product = units.toString() + u" × "_s + price.toString();
    return flat.isZero() ? product : product + u" + "_s + flat.toString();
}

Exact overflowed()
{
    return Exact::ratio(1, 0);
}

} // namespace parts

std::vector<ChargeLine> chargeLines(const ChargeModel &model, const Measured &measured, int minorDigits)
{
    const Exact &quantity = measured.quantity;
    return std::visit(
        Overloaded{
            [&](const PerUnit &m) {
                return parts::Lines{
                    {1, quantity, quantity * Exact(m.unitPrice), parts::formula(quantity, m.unitPrice)}};
            },
            [&](const Flat &m) { return parts::Lines{{1, Exact(1), Exact(m.amount), m.amount.toString()}}; },
            [&](const Graduated &m) { return parts::graduated(m.tiers, m.flatAtZero, quantity); },
            [&](const Volume &m) { return parts::volume(m, quantity, measured.weighted.value_or(quantity)); },
            [&](const Package &m) { return parts::package(m, quantity); },
            [&](const GraduatedPercentage &m) { return parts::graduatedPercentage(m, quantity); },
            [&](const TimeWeighted &m) { return parts::timeWeighted(m, changesOf(measured)); },
            [&](const TieredBlock &m) { return parts::tieredBlock(m, quantity); },
            [&](const Capacity &m) { return parts::capacity(m, unitsOf(m, measured)); },
            [&](const Percentage &m) { return parts::percentage(m, partsOf(measured)); },
            [&](const CostPlus &m) { return parts::costPlus(m, quantity, minorDigits); },
            [&](const CommitmentOverage &m) {
                return parts::commitmentOverage(m, measured.parts.empty() ? std::vector{quantity} : measured.parts);
            },
        },
        model);
}

Exact sumOf(const std::vector<ChargeLine> &lines)
{
    Exact sum;
    for (const ChargeLine &line : lines)
        sum = sum + line.amount;
    return sum;
}

void record(const std::vector<ChargeLine> &lines, const ChargeModel &model, Recorder *recorder)
{
    if (!recorder || std::holds_alternative<PerUnit>(model) || std::holds_alternative<Flat>(model))
        return;
    const bool byPart = std::holds_alternative<Percentage>(model) || std::holds_alternative<CommitmentOverage>(model);
    for (const ChargeLine &line : lines) {
        const Step step(recorder, [&] {
            return std::holds_alternative<Volume>(model) ? u"Tier %1 prices every unit"_s.arg(line.tier)
                   : byPart                              ? u"Part %1"_s.arg(line.tier)
                                                         : u"Tier %1"_s.arg(line.tier);
        });
        recorder->rule(line.formula);
        recorder->exact(line.amount);
    }
}

Exact rate(const ChargeModel &model, const Measured &measured, Recorder *recorder, int minorDigits)
{
    const auto lines = chargeLines(model, measured, minorDigits);
    record(lines, model, recorder);
    return sumOf(lines);
}

bool isSplitByQuantity(const ChargeModel &model)
{
    return std::visit(Overloaded{
                          [](const PerUnit &) { return true; },
                          [](const Graduated &) { return true; },
                          [](const GraduatedPercentage &) { return true; },
                          [](const Package &) { return true; },
                          [](const TieredBlock &) { return true; },
                          [](const auto &) { return false; },
                      },
                      model);
}

bool isDueAtEndOnly(const ChargeModel &model)
{
    return std::holds_alternative<Volume>(model);
}

Result<void> validate(const ChargeModel &model)
{
    return std::visit(Overloaded{
                          [](const PerUnit &m) { return checkPrices({m.unitPrice}); },
                          [](const Package &m) { return checkPackage(m); },
                          [](const TieredBlock &m) { return checkBlocks(m); },
                          [](const Capacity &m) { return checkCapacity(m); },
                          [](const Percentage &m) { return checkPercentage(m); },
                          [](const CostPlus &m) { return checkPrices({m.multiplier}); },
                          [](const CommitmentOverage &m) {
                              return checkPrices({m.unitPrice, m.amount, m.quantity, m.overageFactor});
                          },
                          [](const auto &) { return Result<void>(); },
                      },
                      model);
}

std::optional<Decimal> unitPriceOf(const ChargeModel &model)
{
    if (const auto *perUnit = std::get_if<PerUnit>(&model))
        return perUnit->unitPrice;
    if (const auto *flat = std::get_if<Flat>(&model))
        return flat->amount;
    return std::nullopt;
}

QString nameOf(const ChargeModel &model)
{
    return std::visit(Overloaded{
                          [](const PerUnit &) { return u"per_unit"_s; },
                          [](const Flat &) { return u"flat"_s; },
                          [](const Graduated &) { return u"graduated"_s; },
                          [](const Volume &) { return u"volume"_s; },
                          [](const Package &) { return u"package"_s; },
                          [](const GraduatedPercentage &) { return u"graduated_percentage"_s; },
                          [](const TimeWeighted &) { return u"graduated_time_weighted"_s; },
                          [](const TieredBlock &) { return u"tiered_block"_s; },
                          [](const Capacity &) { return u"capacity"_s; },
                          [](const Percentage &) { return u"percentage"_s; },
                          [](const CostPlus &) { return u"cost_plus"_s; },
                          [](const CommitmentOverage &) { return u"commitment_overage"_s; },
                      },
                      model);
}

} // namespace accord::pricing
