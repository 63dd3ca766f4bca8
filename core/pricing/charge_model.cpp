// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/charge_model.h"

namespace accord::pricing {

namespace {

template<typename... Callables> struct Overloaded : Callables...
{
    using Callables::operator()...;
};
template<typename... Callables> Overloaded(Callables...) -> Overloaded<Callables...>;

tl::unexpected<Error> tierError(const QString &id, size_t index)
{
    return fail(ErrorKind::InvalidInput, id, {{u"tier"_s, qulonglong(index + 1)}});
}

/// Reads a formula aloud: "150 × 0.80 + 12.00".
QString product(const QString &quantity, const Decimal &price, const Decimal &flat)
{
    const QString formula = quantity + u" × "_s + price.toString();
    return flat.isZero() ? formula : formula + u" + "_s + flat.toString();
}

Exact graduated(const Graduated &model, const Decimal &quantity, Recorder *recorder)
{
    Exact amount;
    Decimal below;
    const auto &tiers = model.tiers.list();
    for (size_t i = 0; i < tiers.size(); ++i) {
        const Tier &tier = tiers[i];
        const bool touched = quantity > below || (i == 0 && model.flatAtZero);
        if (!touched)
            break;
        const Decimal top = tier.upTo && *tier.upTo < quantity ? *tier.upTo : std::max(quantity, below);
        const Exact units = Exact(top) - Exact(below);
        const Exact part = units * Exact(tier.unitPrice) + Exact(tier.flatPrice);
        if (recorder) {
            Step step(recorder, [&] { return u"Tier %1"_s.arg(i + 1); });
            recorder->rule(product(units.toString(), tier.unitPrice, tier.flatPrice));
            recorder->exact(part);
        }
        amount = amount + part;
        if (!tier.upTo)
            break;
        below = *tier.upTo;
    }
    return amount;
}

Exact volume(const Volume &model, const Decimal &quantity, Recorder *recorder)
{
    if (quantity.isZero() && !model.flatAtZero)
        return {};
    const auto &tiers = model.tiers.list();
    const auto tier
        = std::find_if(tiers.begin(), tiers.end(), [&](const Tier &t) { return !t.upTo || quantity <= *t.upTo; });
    const Exact amount = Exact(quantity) * Exact(tier->unitPrice) + Exact(tier->flatPrice);
    if (recorder) {
        Step step(recorder, [&] { return u"Tier %1 prices every unit"_s.arg(tier - tiers.begin() + 1); });
        recorder->rule(product(quantity.toShortString(), tier->unitPrice, tier->flatPrice));
        recorder->exact(amount);
    }
    return amount;
}

Exact package(const Package &model, const Decimal &quantity, Recorder *recorder)
{
    const Exact chargeable = Exact(quantity) - Exact(model.freeUnits);
    if (chargeable.isNegative() || chargeable.isZero())
        return {};
    const auto packages = (chargeable / Exact(model.size)).ceil();
    if (!packages)
        return Exact(1) / Exact(0); // does not fit: whoever rounds it is told
    if (recorder)
        recorder->fact(u"Packages of %1"_s.arg(model.size.toShortString()), QString::number(*packages));
    return Exact(*packages) * Exact(model.packagePrice);
}

} // namespace

Result<Tiers> Tiers::make(std::vector<Tier> tiers)
{
    if (tiers.empty())
        return fail(ErrorKind::InvalidInput, u"pricing.tiers_empty"_s);
    Decimal below;
    for (size_t i = 0; i < tiers.size(); ++i) {
        const Tier &tier = tiers[i];
        const bool isLast = i + 1 == tiers.size();
        if (tier.upTo.has_value() == isLast)
            return tierError(u"pricing.tier_open"_s, i);
        if (tier.upTo && *tier.upTo <= below)
            return tierError(u"pricing.tier_order"_s, i);
        if (tier.unitPrice.isNegative() || tier.flatPrice.isNegative())
            return tierError(u"pricing.tier_negative"_s, i);
        if (tier.upTo)
            below = *tier.upTo;
    }
    Tiers result;
    result.m_tiers = std::move(tiers);
    return result;
}

Exact rate(const ChargeModel &model, const Decimal &quantity, Recorder *recorder)
{
    return std::visit(Overloaded{
                          [&](const PerUnit &m) { return Exact(quantity) * Exact(m.unitPrice); },
                          [&](const Flat &m) { return Exact(m.amount); },
                          [&](const Graduated &m) { return graduated(m, quantity, recorder); },
                          [&](const Volume &m) { return volume(m, quantity, recorder); },
                          [&](const Package &m) { return package(m, quantity, recorder); },
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
                      },
                      model);
}

} // namespace accord::pricing
