// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/price_curve.h"

namespace accord::pricing {

namespace {

const Tiers *tiersOf(const ChargeModel &model)
{
    if (const auto *graduated = std::get_if<Graduated>(&model))
        return &graduated->tiers;
    if (const auto *volume = std::get_if<Volume>(&model))
        return &volume->tiers;
    return nullptr;
}

bool hasCap(const Tiers &tiers)
{
    return std::any_of(tiers.list().begin(), tiers.list().end(), [](const Tier &tier) { return tier.cap.has_value(); });
}

bool isStraightBetweenLimits(const ChargeModel &model)
{
    if (const Tiers *tiers = tiersOf(model))
        return !hasCap(*tiers);
    return std::holds_alternative<PerUnit>(model) || std::holds_alternative<Flat>(model);
}

void addLimits(std::vector<Exact> &limits, const ChargeModel &model, const Exact &highest)
{
    if (const Tiers *tiers = tiersOf(model))
        for (const Tier &tier : tiers->list())
            if (tier.upTo && Exact(*tier.upTo) < highest)
                limits.emplace_back(*tier.upTo);
}

Exact difference(const ChargeModel &one, const ChargeModel &other, const Exact &quantity)
{
    return rate(one, quantity) - rate(other, quantity);
}

/// The difference of two prices between two limits: a straight line, open at the lower limit.
struct Line
{
    Exact from, to;
    Exact atStart; ///< just above \c from
    Exact atEnd;

    static Line between(const ChargeModel &one, const ChargeModel &other, const Exact &from, const Exact &to)
    {
        const Exact atMiddle = difference(one, other, (from + to) / Exact(2));
        const Exact atEnd = difference(one, other, to);
        return {from, to, atMiddle + atMiddle - atEnd, atEnd};
    }
    std::optional<Exact> crossing() const
    {
        const Exact slope = (atEnd - atStart) / (to - from);
        if (slope.isZero() || atStart.isZero())
            return std::nullopt;
        const Exact zero = to - atEnd / slope;
        return from < zero && zero <= to ? std::optional(zero) : std::nullopt;
    }
};

bool changesSign(const Exact &before, const Exact &after)
{
    return !before.isZero() && !after.isZero() && before.isNegative() != after.isNegative();
}

} // namespace

std::vector<Cliff> cliffsOf(const ChargeModel &model)
{
    std::vector<Cliff> cliffs;
    const auto *volume = std::get_if<Volume>(&model);
    if (!volume)
        return cliffs;
    const auto &tiers = volume->tiers.list();
    for (size_t i = 0; i + 1 < tiers.size(); ++i) {
        const Exact limit(*tiers[i].upTo);
        const Exact atLimit = capped(tiers[i], limit * Exact(tiers[i].unitPrice) + Exact(tiers[i].flatPrice));
        const Tier &next = tiers[i + 1];
        const Exact above = capped(next, limit * Exact(next.unitPrice) + Exact(next.flatPrice));
        if (!(above < atLimit))
            continue;
        const Exact worthFrom
            = next.unitPrice.isZero() ? limit : (atLimit - Exact(next.flatPrice)) / Exact(next.unitPrice);
        cliffs.push_back({*tiers[i].upTo, atLimit, above, worthFrom});
    }
    return cliffs;
}

std::optional<std::vector<Exact>> breakEvenPoints(const ChargeModel &one, const ChargeModel &other,
                                                  const Decimal &highest)
{
    if (!isStraightBetweenLimits(one) || !isStraightBetweenLimits(other) || highest <= Decimal(0))
        return std::nullopt;
    std::vector<Exact> limits{Exact()};
    addLimits(limits, one, Exact(highest));
    addLimits(limits, other, Exact(highest));
    limits.emplace_back(highest);
    std::sort(limits.begin(), limits.end(), std::less<Exact>());
    std::vector<Exact> points;
    std::optional<Line> before;
    for (size_t i = 0; i + 1 < limits.size(); ++i) {
        if (limits[i] == limits[i + 1])
            continue;
        const Line line = Line::between(one, other, limits[i], limits[i + 1]);
        if (before && changesSign(before->atEnd, line.atStart))
            points.push_back(line.from); // they jump past each other at the limit
        if (const auto point = line.crossing())
            points.push_back(*point);
        before = line;
    }
    return points;
}

} // namespace accord::pricing
