// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/tiers.h"

namespace accord::pricing {

namespace {
tl::unexpected<Error> tierError(const QString &id, size_t index, const std::optional<Decimal> &value)
{
    return fail(ErrorKind::InvalidInput, id,
                {{u"tier"_s, qulonglong(index + 1)}, {u"value"_s, value ? value->toString() : u"null"_s}});
}

std::optional<Decimal> negativeIn(const Tier &tier)
{
    for (const auto &price : {std::optional(tier.unitPrice), std::optional(tier.flatPrice), tier.cap})
        if (price && price->isNegative())
            return price;
    return std::nullopt;
}
} // namespace

Exact capped(const Tier &tier, const Exact &amount)
{
    return tier.cap && Exact(*tier.cap) < amount ? Exact(*tier.cap) : amount;
}

Result<Tiers> Tiers::make(std::vector<Tier> tiers)
{
    if (tiers.empty())
        return fail(ErrorKind::InvalidInput, u"pricing.tiers_empty"_s);
    Decimal below;
    for (size_t i = 0; i < tiers.size(); ++i) {
        const Tier &tier = tiers[i];
        const bool isLast = i + 1 == tiers.size();
        if (tier.upTo.has_value() == isLast)
            return tierError(u"pricing.tier_open"_s, i, tier.upTo);
        if (tier.upTo && *tier.upTo <= below)
            return tierError(u"pricing.tier_order"_s, i, tier.upTo);
        if (const auto negative = negativeIn(tier))
            return tierError(u"pricing.tier_negative"_s, i, negative);
        if (tier.upTo)
            below = *tier.upTo;
    }
    Tiers result;
    result.m_tiers = std::move(tiers);
    return result;
}

size_t Tiers::indexOf(const Exact &quantity) const
{
    const auto tier = std::find_if(m_tiers.begin(), m_tiers.end(), [&](const Tier &candidate) {
        return !candidate.upTo || quantity <= Exact(*candidate.upTo);
    });
    return size_t(tier - m_tiers.begin());
}

} // namespace accord::pricing
