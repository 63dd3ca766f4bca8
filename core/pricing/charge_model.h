// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/exact.h"
#include "core/pricing/derivation.h"

#include <optional>
#include <variant>
#include <vector>

namespace accord::pricing {

/// One step of a tiered price: the units in `(previous upTo, upTo]`.
struct Tier
{
    std::optional<Decimal> upTo; ///< none: open, only the last one
    Decimal unitPrice;
    Decimal flatPrice; ///< added once when the tier is touched

    bool operator==(const Tier &) const = default;
};

/// Tiers known to be usable: at least one, ascending, positive limits, only the last one open, no negative price.
class Tiers
{
public:
    /// \returns InvalidInput "pricing.tiers_empty", "pricing.tier_order" (with the number of the tier),
    ///          "pricing.tier_open" (the last tier has a limit, or another one has none), "pricing.tier_negative".
    static Result<Tiers> make(std::vector<Tier> tiers);
    const std::vector<Tier> &list() const { return m_tiers; }
    bool operator==(const Tiers &) const = default;

private:
    std::vector<Tier> m_tiers;
};

/// Quantity × unit price.
struct PerUnit
{
    Decimal unitPrice;
    bool operator==(const PerUnit &) const = default;
};
/// One amount whatever the quantity.
struct Flat
{
    Decimal amount;
    bool operator==(const Flat &) const = default;
};
/// Each tier prices the units that lie in it.
struct Graduated
{
    Tiers tiers;
    bool flatAtZero = true; ///< the first tier's flat price is due even for nothing
    bool operator==(const Graduated &) const = default;
};
/// The tier that contains the whole quantity prices every unit.
struct Volume
{
    Tiers tiers;
    bool flatAtZero = true;
    bool operator==(const Volume &) const = default;
};
/// Whole packages of \c size units: ceil((quantity − freeUnits) / size).
struct Package
{
    Decimal size;
    Decimal packagePrice;
    Decimal freeUnits;
    bool operator==(const Package &) const = default;
};

using ChargeModel = std::variant<PerUnit, Flat, Graduated, Volume, Package>;

/// The exact price of \a quantity, before any rounding. \a quantity >= 0.
///
/// Tiers as `billing-semantics`: intervals (previous, up_to], fractional quantities allowed. 10 units at 1.00, to 50 at
/// 0.80, then 0.50: 51 units cost 42.50 graduated and 25.50 by volume.
Exact rate(const ChargeModel &model, const Decimal &quantity, Recorder *recorder = nullptr);

/// The one unit price to print beside a quantity; none where several prices or packages made the amount.
std::optional<Decimal> unitPriceOf(const ChargeModel &model);

/// "per_unit", "flat", "graduated", "volume", "package".
QString nameOf(const ChargeModel &model);

} // namespace accord::pricing
