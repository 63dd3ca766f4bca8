// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/charge_model_parts.h"

namespace accord::pricing::parts {

namespace {

/// Reads a tier aloud: "150 × 0.80 + 12.00, at most 100.00".
QString formula(const Exact &units, const Tier &tier)
{
    const QString words = parts::formula(units, tier.unitPrice, tier.flatPrice);
    return tier.cap ? words + u", at most "_s + tier.cap->toString() : words;
}

/// Calls \a price(tier, index, units) for each part of (\a from, \a to] that lies in one tier.
template<typename Price> void overTiers(const Tiers &tiers, const Exact &from, const Exact &to, Price price)
{
    Exact below;
    const auto &list = tiers.list();
    for (size_t i = 0; i < list.size() && below < to; ++i) {
        const Exact top = list[i].upTo ? std::min(Exact(*list[i].upTo), to, std::less<Exact>()) : to;
        const Exact bottom = std::max(below, from, std::less<Exact>());
        if (bottom < top)
            price(list[i], i, top - bottom);
        if (!list[i].upTo)
            break;
        below = Exact(*list[i].upTo);
    }
}

/// The lines of \a quantity, each tier priced by \a unitPrice of it.
template<typename UnitPrice>
Lines eachTier(const Tiers &tiers, bool flatAtZero, const Exact &quantity, UnitPrice unitPrice)
{
    Lines lines;
    overTiers(tiers, {}, quantity, [&](const Tier &tier, size_t i, const Exact &units) {
        lines.push_back({int(i + 1), units, capped(tier, units * unitPrice(tier) + Exact(tier.flatPrice)), {}});
    });
    if (lines.empty() && flatAtZero) {
        const Tier &first = tiers.list().front();
        lines.push_back({1, {}, Exact(first.flatPrice), formula({}, first)});
    }
    return lines;
}

} // namespace

Lines graduated(const Tiers &tiers, bool flatAtZero, const Exact &quantity)
{
    Lines lines = eachTier(tiers, flatAtZero, quantity, [](const Tier &tier) { return Exact(tier.unitPrice); });
    for (ChargeLine &line : lines) {
        const Tier &tier = tiers.list()[size_t(line.tier - 1)];
        line.formula = formula(line.units, tier);
    }
    return lines;
}

Lines graduatedPercentage(const GraduatedPercentage &model, const Exact &amount)
{
    Lines lines = eachTier(model.tiers, model.flatAtZero, amount,
                           [](const Tier &tier) { return Exact::percent(tier.unitPrice); });
    for (ChargeLine &line : lines) {
        const Tier &tier = model.tiers.list()[size_t(line.tier - 1)];
        line.formula = u"%1 % of %2"_s.arg(tier.unitPrice.toString(), line.units.toString());
        if (!tier.flatPrice.isZero())
            line.formula += u" + "_s + tier.flatPrice.toString();
    }
    return lines;
}

Lines volume(const Volume &model, const Exact &quantity, const Exact &priced)
{
    if (quantity.isZero() && !model.flatAtZero)
        return {};
    const size_t index = model.tiers.indexOf(quantity);
    const Tier &tier = model.tiers.list()[index];
    return {{int(index + 1), priced, capped(tier, priced * Exact(tier.unitPrice) + Exact(tier.flatPrice)),
             formula(priced, tier)}};
}

Lines timeWeighted(const TimeWeighted &model, const std::vector<QuantityChange> &changes)
{
    const auto &list = model.tiers.list();
    std::vector<ChargeLine> byTier(list.size());
    Exact running, peak;
    for (const QuantityChange &change : changes) {
        if (change.units.isZero())
            continue;
        const Exact weight = change.weighted / change.units; // of one unit
        const Exact next = running + change.units;
        const auto add = [&](const Tier &tier, size_t i, const Exact &units) {
            const Exact counted = change.units.isNegative() ? -(units * weight) : units * weight;
            byTier[i].units = byTier[i].units + counted;
            byTier[i].amount = byTier[i].amount + counted * Exact(tier.unitPrice);
        };
        overTiers(model.tiers, std::min(running, next, std::less<Exact>()), std::max(running, next, std::less<Exact>()),
                  add);
        if (next.isNegative()) // more was given back than there was: the rest at the price of the first unit
            add(list.front(), 0, -next);
        running = next.isNegative() ? Exact() : next;
        peak = std::max(peak, running, std::less<Exact>());
    }
    Lines lines;
    Exact total;
    for (size_t i = 0; i < list.size(); ++i) {
        const Exact below = i == 0 ? Exact() : Exact(*list[i - 1].upTo);
        if (!(below < peak) && !(i == 0 && model.flatAtZero))
            break;
        ChargeLine line = byTier[i];
        line.tier = int(i + 1);
        line.amount = capped(list[i], line.amount + Exact(list[i].flatPrice));
        line.formula = formula(line.units, list[i]);
        total = total + line.amount;
        lines.push_back(line);
    }
    if (total.isNegative())
        lines.push_back({1, {}, -total, u"never below zero"_s});
    return lines;
}

} // namespace accord::pricing::parts
