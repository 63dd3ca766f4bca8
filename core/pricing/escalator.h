// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/exact.h"
#include "core/pricing/charge_model.h"

#include <optional>
#include <vector>

namespace accord::pricing {

/// How a price rises.
enum class EscalationKind {
    Percent, ///< last price × (1 + percent)
    IndexFromBase, ///< base price × index / base index
    IndexFromPrior, ///< last price × index / prior index
    IndexPlusPercent ///< last price × (index / prior index + percent)
};

/// One rise of a price.
struct EscalationStep
{
    EscalationKind kind = EscalationKind::Percent;
    Decimal percent; ///< of Percent and IndexPlusPercent
    Decimal index; ///< the index published for this step
    Decimal priorIndex; ///< of the last step; the base index where it is counted from the base
    std::optional<Decimal> floorPercent; ///< the rise over the price it starts from is at least this
    std::optional<Decimal> capPercent; ///< and at most this
    std::optional<int> indexPercentPlaces; ///< digits to which the change of the index, in percent, is rounded first

    bool operator==(const EscalationStep &) const = default;
};

/// The prices after each of \a steps, rounded to \a places digits because they are printed in the contract.
/// \param startsFromPrinted  percent and prior-index steps start from the printed price instead of the exact one
/// \returns InvalidInput "pricing.index_not_positive" with the number of the step, "number.overflow"
Result<std::vector<Decimal>> escalatedPrices(const Decimal &basePrice, const std::vector<EscalationStep> &steps,
                                             int places, bool startsFromPrinted, Recorder *recorder = nullptr);

/// \a model with every price in it after all of \a steps, each rounded to the digits it is written with. Percentages of
/// amounts and multipliers do not rise.
Result<ChargeModel> escalated(const ChargeModel &model, const std::vector<EscalationStep> &steps);

/// A price and the days for which it holds.
struct PriceStretch
{
    Decimal price;
    int days = 0; ///< >= 0
};
/// One price for all of \a stretches: each weighted by its days, rounded to \a places digits.
/// \returns InvalidInput "pricing.days_empty" where they have no days.
Result<Decimal> blendedPrice(const std::vector<PriceStretch> &stretches, int places);

/// The price of one period over a change: old and new price weighted by their days, rounded to \a places digits.
/// \returns InvalidInput "pricing.days_empty"
Result<Decimal> blendedPrice(const Decimal &oldPrice, const Decimal &newPrice, int oldDays, int newDays, int places);

QString toString(EscalationKind kind);
/// \returns InvalidInput "pricing.escalation_unknown".
Result<EscalationKind> escalationKindFromString(const QString &text);

} // namespace accord::pricing
