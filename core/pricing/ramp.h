// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/period.h"
#include "core/pricing/charge_model.h"

namespace accord::pricing {

/// What of a price holds from a day on until the next step. What a step leaves open stays as it was.
struct RampStep
{
    QDate from;
    std::optional<ChargeModel> model;
    std::optional<Decimal> quantity;
    std::optional<Decimal> discountPercent; ///< 100: a free period

    bool operator==(const RampStep &) const = default;
};

/// Price, quantity and discount in force on a day.
struct RampTerms
{
    ChargeModel model;
    Decimal quantity = 1;
    Decimal discountPercent;

    bool operator==(const RampTerms &) const = default;
};

/// A part of a service during which nothing changes.
struct RampInterval
{
    Period period;
    RampTerms terms;
};

/// The terms on \a day: those of \a base as changed by every step up to it.
RampTerms termsOn(const RampTerms &base, const std::vector<RampStep> &steps, const QDate &day);

/// price × quantity less the discount, exact.
/// \param minorDigits  of the currency; cost plus prices are rounded to it
Exact valueOf(const RampTerms &terms, int minorDigits = 2);

/// \a period cut at the days where a step begins, each part with its terms.
std::vector<RampInterval> intervalsIn(const RampTerms &base, const std::vector<RampStep> &steps, const Period &period);

/// \returns InvalidInput "pricing.ramp_order" (steps that do not ascend by day, with the number of the step),
///          "discount.percent_range", or what validate() of the model says.
Result<void> validate(const std::vector<RampStep> &steps);

} // namespace accord::pricing
