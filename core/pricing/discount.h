// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/money.h"
#include "core/pricing/derivation.h"

#include <QtCore/QDate>

#include <vector>

namespace accord::pricing {

/// What decides how large a discount is.
enum class DiscountBasis {
    Percent, ///< always \c percent
    Fixed, ///< an amount per bill, spread over the lines it reaches
    Locations, ///< by the number of active locations
    AnnualValue, ///< by the committed value of a year, in major units of the contract's currency
    TermYears ///< by the whole years of the contract's term
};

/// Which lines a discount reaches.
enum class DiscountScope { Recurring, Usage, Everything };

/// From \c from (locations, annual value, years) on, \c percent is taken off.
struct DiscountStep
{
    Decimal from;
    Decimal percent;
    bool operator==(const DiscountStep &) const = default;
};

/// A discount of a contract. Discounts are taken in stored order, each from what the earlier ones left.
struct Discount
{
    QString name;
    DiscountBasis basis = DiscountBasis::Percent;
    DiscountScope scope = DiscountScope::Recurring;
    Decimal percent; ///< for Percent
    Money amount; ///< for Fixed
    std::vector<DiscountStep> steps; ///< for the others, ascending by \c from; the highest step reached counts
    QDate start = {}; ///< it is for charges that begin on this day or later; null: from the start of the contract
    QDate end = {}; ///< and before this day; null: without end
    QString coupon = {}; ///< code of the coupon that granted it; empty: it was negotiated

    /// Whether it is for charges that begin on \a day.
    bool holdsOn(const QDate &day) const { return (start.isNull() || day >= start) && (end.isNull() || day < end); }

    bool operator==(const Discount &) const = default;
};

/// What a discount with steps is measured against.
struct DiscountFacts
{
    int locations = 0;
    Decimal annualValue;
    int termYears = 0;
};

/// \returns InvalidInput "discount.percent_range" (outside 0 to 100), "discount.step_order", "discount.step_falling"
///          (a higher step that takes less off), "discount.steps_empty", "discount.amount_negative",
///          "discount.dates" (an end that is not after the start).
Result<void> validate(const Discount &discount);

/// The percentage that \a discount gives under \a facts; zero below the first step and for a fixed amount.
Decimal percentOf(const Discount &discount, const DiscountFacts &facts);

/// What one discount takes from one line.
struct DiscountTaken
{
    size_t discount = 0; ///< its place in the contract's list
    Money amount; ///< >= 0
};

/// Takes the percentage discounts off one gross line: each percentage of what is left, rounded, never below zero.
///
/// \param gross     exact, before any rounding, >= 0
/// \param discounts only those that reach the line, as (place, percent)
/// \returns what each takes; net = round(gross − the sum of them)
struct DiscountedLine
{
    Money gross;
    std::vector<DiscountTaken> taken;
    Money net;
};
Result<DiscountedLine> applyDiscounts(const Exact &gross, const Currency &currency,
                                      const std::vector<std::pair<size_t, Decimal>> &discounts,
                                      Recorder *recorder = nullptr);

/// A reduction of an amount that is rounded already: a percentage, or an amount of which some may be used up.
struct Reduction
{
    QString name;
    bool isFixed = false;
    Decimal percent; ///< unless fixed, >= 0; more than 100 takes everything
    Money amount; ///< when fixed, >= 0; in another currency it does not apply
    Money used; ///< of a fixed amount: what earlier bills took of it; null currency: nothing
};

/// What reductions took from one amount, in their order.
struct ReducedAmount
{
    std::vector<Money> taken; ///< one for each reduction
    Money total; ///< of \c taken
    Money net; ///< amount − total, never across zero
};

/// Takes \a reductions off \a amount one after the other, each from what is left, each rounded, never more than is
/// left. 100.00: 10 % then 15.00 leave 75.00; reversed they leave 76.50. A negative amount mirrors a positive one for
/// percentages; fixed amounts take nothing from it.
/// \returns InvalidInput "discount.percent_range" (below zero), "discount.amount_negative", "number.overflow".
Result<ReducedAmount> reduce(const Money &amount, const std::vector<Reduction> &reductions,
                             Recorder *recorder = nullptr);

QString toString(DiscountBasis basis);
QString toString(DiscountScope scope);
Result<DiscountBasis> discountBasisFromString(const QString &text);
Result<DiscountScope> discountScopeFromString(const QString &text);

} // namespace accord::pricing
