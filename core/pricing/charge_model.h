// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/derivation.h"
#include "core/pricing/tiers.h"

#include <map>
#include <variant>

namespace accord::pricing {

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
    bool timeWeighted = false; ///< a standing quantity: its peak decides the tier, units are priced by the part of the
                               ///< period that they stand
    bool operator==(const Volume &) const = default;
};
/// Each tier takes its percentage of the amount that lies in it; the "unit price" of a tier is that percentage.
struct GraduatedPercentage
{
    Tiers tiers;
    bool flatAtZero = true;
    bool operator==(const GraduatedPercentage &) const = default;
};
/// A standing quantity (seats, licences) that changes within the period: the running quantity decides the tier, units
/// weighted by the part of the period that they stand are priced in it; a reduction gives back from the top. The flat
/// price of every tier that the peak reached is due. Never below zero.
struct TimeWeighted
{
    Tiers tiers;
    bool flatAtZero = true;
    bool operator==(const TimeWeighted &) const = default;
};
/// Whole packages of \c size units: ceil((quantity − freeUnits) / size).
struct Package
{
    Decimal size; ///< > 0
    Decimal packagePrice;
    Decimal freeUnits;
    bool truncates = false; ///< only full packages count: floor instead of ceil
    bool operator==(const Package &) const = default;
};
/// One step of a block price.
struct BlockTier
{
    Decimal blockSize; ///< > 0, units in a block
    std::optional<Decimal> mostBlocks; ///< blocks in the tier; none: open. The last tier takes what is left anyway.
    Decimal blockPrice; ///< for a block, begun blocks count whole
    bool operator==(const BlockTier &) const = default;
};
enum class BlockPolicy {
    AllTiers, ///< each tier prices its own blocks
    TopTier ///< the tier that is reached prices all of them
};
/// Blocks of units whose size and price change with the quantity.
struct TieredBlock
{
    BlockPolicy policy = BlockPolicy::AllTiers;
    std::vector<BlockTier> tiers; ///< at least one; all but the last one limited
    bool operator==(const TieredBlock &) const = default;
};
/// One step of a capacity price: everything up to the limits for one amount.
struct CapacityTier
{
    Decimal amount;
    std::map<QString, Decimal> limits; ///< by unit; a unit without limit fits any quantity. A limit is inside.
    bool operator==(const CapacityTier &) const = default;
};
/// The amount of the highest tier that any unit reaches.
struct Capacity
{
    std::vector<CapacityTier> tiers; ///< at least one, ascending
    bool operator==(const Capacity &) const = default;
};
/// A share of the amount of each event. An event is free while both allowances last; what is left of it costs
/// percent + fixed, held between the least and the most for one event.
struct Percentage
{
    Decimal percent;
    Decimal fixedPerEvent;
    std::optional<int> freeEvents;
    std::optional<Decimal> freeAmount;
    std::optional<Decimal> leastPerEvent;
    std::optional<Decimal> mostPerEvent;
    bool operator==(const Percentage &) const = default;
};
/// The cost of something that is passed on × multiplier, rounded to the minor unit as a price of its own.
struct CostPlus
{
    Decimal multiplier;
    bool operator==(const CostPlus &) const = default;
};
/// A commitment for each window (a month, a year). What lies above it costs unit price × factor; what is missing is
/// charged when it is trued up.
struct CommitmentOverage
{
    Decimal unitPrice;
    std::optional<Decimal> amount; ///< committed money in a window; or
    std::optional<Decimal> quantity; ///< committed units in a window
    Decimal overageFactor = 1;
    bool trueUp = false;
    int windowMonths = 0; ///< length of a window, counted from the contract's anchor; 0: each billing period is one
    bool operator==(const CommitmentOverage &) const = default;
};

using ChargeModel = std::variant<PerUnit, Flat, Graduated, Volume, Package, GraduatedPercentage, TimeWeighted,
                                 TieredBlock, Capacity, Percentage, CostPlus, CommitmentOverage>;

/// A change of a standing quantity and how much of it counts for the part of the period that is left.
struct QuantityChange
{
    Exact units; ///< < 0: a reduction
    Exact weighted; ///< units × days left / days of the period
};

/// What was measured in a period, as the models need it.
struct Measured
{
    Exact quantity; ///< >= 0
    std::optional<Exact> weighted; ///< volume prices: time-weighted units, priced in the tier of \c quantity
    std::vector<Exact> parts; ///< amounts of the events (percentage) or quantities of the windows (commitment)
    std::vector<QuantityChange> changes; ///< of a standing quantity, in order
    std::map<QString, Exact> byUnit; ///< for capacity prices

    Measured() = default;
    Measured(const Exact &only)
        : quantity(only)
    { }
    Measured(const Decimal &only)
        : quantity(only)
    { }
};

/// A part of a charge, priced at one place of the price.
struct ChargeLine
{
    int tier = 1; ///< counted from 1; the number of the event or window where there are no tiers
    Exact units; ///< units, blocks or packages priced here
    Exact amount; ///< exact
    QString formula; ///< "150 × 0.80 + 12.00"
};

/// The exact price of what was \a measured, before any rounding, in its parts.
///
/// Tiers as `billing-semantics`: intervals (previous, up_to], fractional quantities allowed. 10 units at 1.00, to 50 at
/// 0.80, then 0.50: 51 units cost 42.50 graduated and 25.50 by volume.
///
/// \param minorDigits  of the currency; cost plus prices are rounded to it
std::vector<ChargeLine> chargeLines(const ChargeModel &model, const Measured &measured, int minorDigits);

/// A window of a commitment: what was used in it, and the price that holds in it.
struct CommitmentWindow
{
    Exact quantity;
    CommitmentOverage price;
};
/// What the windows of a commitment come to.
struct CommitmentCharge
{
    Exact utilised; ///< usage within the commitments, at the unit price
    Exact overage; ///< usage above them, at the unit price × factor
    Exact trueUp; ///< what was missing

    Exact amount() const { return utilised + overage + trueUp; }
};
CommitmentCharge chargeFor(const std::vector<CommitmentWindow> &windows);

/// The sum of chargeLines(), recorded part by part.
Exact rate(const ChargeModel &model, const Measured &measured, Recorder *recorder = nullptr, int minorDigits = 2);
Exact sumOf(const std::vector<ChargeLine> &lines);
void record(const std::vector<ChargeLine> &lines, const ChargeModel &model, Recorder *recorder);

/// Whether the price of a quantity depends on the whole period, so that nothing is due before it is over.
bool isDueAtEndOnly(const ChargeModel &model);

/// Whether the model prices a running quantity, so that a part of the period costs C(before + quantity) − C(before).
bool isSplitByQuantity(const ChargeModel &model);

/// What of a model can not be computed: a size of zero, tiers without limit before the last, a negative price.
/// \returns InvalidInput "pricing.package_size", "pricing.block_size", "pricing.tiers_empty", "pricing.tier_open",
///          "pricing.price_negative", "pricing.event_limits" (least above most).
Result<void> validate(const ChargeModel &model);

/// The one unit price to print beside a quantity; none where several prices or packages made the amount.
std::optional<Decimal> unitPriceOf(const ChargeModel &model);

/// "per_unit", "flat", "graduated", "volume", "package", "graduated_percentage", "graduated_time_weighted",
/// "tiered_block", "capacity", "percentage", "cost_plus", "commitment_overage".
QString nameOf(const ChargeModel &model);

} // namespace accord::pricing
