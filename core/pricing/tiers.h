// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/exact.h"

#include <optional>
#include <vector>

namespace accord::pricing {

/// One step of a tiered price: the units in `(previous upTo, upTo]`.
struct Tier
{
    std::optional<Decimal> upTo; ///< none: open, only the last one
    Decimal unitPrice; ///< percent of the amount where the model prices amounts
    Decimal flatPrice; ///< added once when the tier is touched
    std::optional<Decimal> cap = {}; ///< the tier costs at most this

    bool operator==(const Tier &) const = default;
};

/// \a amount, or the tier's cap where it is lower.
Exact capped(const Tier &tier, const Exact &amount);

/// Tiers known to be usable: at least one, ascending, positive limits, only the last one open, no negative price or
/// cap.
class Tiers
{
public:
    /// \returns InvalidInput "pricing.tiers_empty", "pricing.tier_order" (with the number of the tier),
    ///          "pricing.tier_open" (the last tier has a limit, or another one has none), "pricing.tier_negative".
    static Result<Tiers> make(std::vector<Tier> tiers);
    const std::vector<Tier> &list() const { return m_tiers; }
    /// The place of the tier that contains \a quantity >= 0.
    size_t indexOf(const Exact &quantity) const;
    bool operator==(const Tiers &) const = default;

private:
    std::vector<Tier> m_tiers;
};

} // namespace accord::pricing
