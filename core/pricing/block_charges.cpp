// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/charge_model_parts.h"

namespace accord::pricing::parts {

namespace {

/// Begun blocks of \a size in \a quantity; invalid where the number does not fit.
Exact blocksIn(const Exact &quantity, const Decimal &size)
{
    const auto blocks = (quantity / Exact(size)).ceil();
    return blocks ? Exact(*blocks) : overflowed();
}

/// The units up to the end of tier \a index; none for the last one.
std::optional<Exact> capacityOf(const TieredBlock &model, size_t index)
{
    if (index + 1 == model.tiers.size() || !model.tiers[index].mostBlocks)
        return std::nullopt;
    return Exact(model.tiers[index].blockSize) * Exact(*model.tiers[index].mostBlocks);
}

ChargeLine blockLine(const BlockTier &tier, size_t index, const Exact &units)
{
    const Exact blocks = blocksIn(units, tier.blockSize);
    return {
        int(index + 1), blocks, blocks * Exact(tier.blockPrice),
        u"%1 blocks of %2 × %3"_s.arg(blocks.toString(), tier.blockSize.toShortString(), tier.blockPrice.toString())};
}

} // namespace

Lines package(const Package &model, const Exact &quantity)
{
    const Exact chargeable = quantity - Exact(model.freeUnits);
    if (chargeable.isNegative() || chargeable.isZero())
        return {};
    const Exact ratio = chargeable / Exact(model.size);
    const auto whole = model.truncates ? ratio.floor() : ratio.ceil();
    const Exact packages = whole ? Exact(*whole) : overflowed();
    if (packages.isZero())
        return {};
    return {{1, packages, packages * Exact(model.packagePrice),
             u"%1 packages of %2 × %3"_s.arg(packages.toString(), model.size.toShortString(),
                                             model.packagePrice.toString())}};
}

Lines tieredBlock(const TieredBlock &model, const Exact &quantity)
{
    Lines lines;
    Exact left = quantity;
    for (size_t i = 0; i < model.tiers.size() && Exact() < left; ++i) {
        const auto capacity = capacityOf(model, i);
        const bool isTop = !capacity || left <= *capacity;
        if (model.policy == BlockPolicy::TopTier && isTop)
            return {blockLine(model.tiers[i], i, quantity)};
        if (model.policy == BlockPolicy::AllTiers)
            lines.push_back(blockLine(model.tiers[i], i, isTop ? left : *capacity));
        if (isTop)
            break;
        left = left - *capacity;
    }
    return lines;
}

Lines capacity(const Capacity &model, const std::map<QString, Exact> &quantities)
{
    const auto fits = [&](const CapacityTier &tier) {
        return std::all_of(quantities.begin(), quantities.end(), [&](const auto &quantity) {
            const auto limit = tier.limits.find(quantity.first);
            return limit == tier.limits.end() || quantity.second <= Exact(limit->second);
        });
    };
    const auto found = std::find_if(model.tiers.begin(), model.tiers.end(), fits);
    const auto tier = found == model.tiers.end() ? std::prev(found) : found;
    return {{int(tier - model.tiers.begin()) + 1, Exact(1), Exact(tier->amount),
             u"capacity step %1"_s.arg(tier - model.tiers.begin() + 1)}};
}

} // namespace accord::pricing::parts
