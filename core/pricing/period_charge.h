// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/money.h"
#include "core/pricing/charge_model.h"
#include "core/pricing/discount.h"

namespace accord::pricing {

/// How a measured quantity becomes the quantity that is priced: bytes to gigabytes, seconds to begun hours. Applied to
/// the running total of the period, never to an increment.
struct UnitConversion
{
    enum class Operation { Multiply, Divide };
    enum class Rounding { None, Ceiling, Floor, HalfUp };
    Operation operation = Operation::Divide;
    Decimal factor = 1; ///< > 0
    Rounding rounding = Rounding::None; ///< to whole units

    bool operator==(const UnitConversion &) const = default;
};

/// \a total in the units that are priced. Invalid where a whole number does not fit in 64 bits.
Exact converted(const UnitConversion &conversion, const Exact &total);

/// A price with everything that stands around its model.
struct PeriodPrice
{
    ChargeModel model;
    std::optional<UnitConversion> conversion;
    Decimal freeQuantity; ///< in priced units, of each period
    std::optional<Exact> maximum; ///< spend in the period at most, in major units
    std::optional<Exact> minimum; ///< spend in the period at least; missing money is due with the closing invoice
    bool dueWithFirstInvoice = false; ///< flat prices: in advance; otherwise with the closing invoice
};

/// A part of a period that is priced by itself: a bucket of hours, a value of a dimension.
struct PricedPart
{
    PeriodPrice price; ///< model, conversion and free quantity; caps and minima are those of the whole
    Measured measured;
};

/// Where an invoice stands in the period of the price.
enum class InvoicePosition { Only, First, Middle, Last };

/// What is to be billed of a period, and what was billed of it earlier.
struct PeriodUsage
{
    Measured measured; ///< since the last invoice of the period
    Exact before; ///< quantity of the same period that was invoiced earlier, as measured
    InvoicePosition position = InvoicePosition::Only;
    Exact previouslyBilled; ///< money of the same period, in major units

    bool isClosing() const { return position == InvoicePosition::Only || position == InvoicePosition::Last; }
};

/// A charge in the order of `billing-semantics`: rate → discounts → cap → minimum.
struct PeriodCharge
{
    std::vector<ChargeLine> lines; ///< before discounts
    std::vector<Exact> lineNets; ///< after discounts
    Exact gross; ///< sum of the lines
    std::vector<DiscountTaken> taken; ///< by each discount, over the lines
    Exact discount; ///< their sum, >= 0
    Exact capped; ///< what the maximum turned away, >= 0
    Exact topUp; ///< what the minimum adds, >= 0
    Exact amount; ///< gross − discount − capped + topUp
    Exact billableQuantity; ///< after conversion and free quantity

    /// What is left to bill after \a alreadyBilled.
    Exact leftAfter(const Exact &alreadyBilled) const { return amount - alreadyBilled; }
    /// amount / \a quantity; 0 for nothing.
    Exact effectiveUnitPrice(const Exact &quantity) const;
};

/// Percentages with their place in the contract's list, in the order they are taken.
using Percentages = std::vector<std::pair<size_t, Decimal>>;

/// Prices what is due of a period: C(before + quantity) − C(before). A volume price is due with the closing invoice
/// only. Each percentage of \a discounts is taken of each line, rounded, one after the other.
/// \returns "number.overflow"
Result<PeriodCharge> chargeFor(const PeriodPrice &price, const PeriodUsage &usage, const Currency &currency,
                               const Percentages &discounts = {}, Recorder *recorder = nullptr);

/// The same for a period in \a parts: each is priced on its own, then they are added and capped together.
Result<PeriodCharge> chargeForParts(const PeriodPrice &whole, const std::vector<PricedPart> &parts,
                                    const PeriodUsage &usage, const Currency &currency,
                                    const Percentages &discounts = {}, Recorder *recorder = nullptr);

/// The least and the most that is spent in a period, in major units.
struct SpendLimits
{
    std::optional<Exact> maximum;
    std::optional<Exact> minimum;
    Exact previouslyBilled;
    bool isClosing = true; ///< only the closing invoice of a period is topped up
};

/// What lines come to: discounts off each, then the cap, then the minimum.
Result<PeriodCharge> settleCharge(std::vector<ChargeLine> lines, const SpendLimits &limits, const Currency &currency,
                                  const Percentages &discounts, Recorder *recorder = nullptr);

/// The quantity that an effective unit price is for: all events, all changes, or the quantity itself.
Exact quantityPriced(const Measured &measured);

QString toString(UnitConversion::Operation operation);
QString toString(UnitConversion::Rounding rounding);
Result<UnitConversion::Operation> conversionOperationFromString(const QString &text);
Result<UnitConversion::Rounding> conversionRoundingFromString(const QString &text);

} // namespace accord::pricing
