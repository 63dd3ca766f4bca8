// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/money.h"
#include "core/pricing/derivation.h"

#include <vector>

namespace accord::pricing {

/// A line as a coupon sees it.
struct CouponLine
{
    Money amount; ///< >= 0
    Decimal taxPercent;
};

/// An amount off some lines together.
struct Coupon
{
    QString name;
    Money amount; ///< >= 0; at most what is left of its lines is used
    std::vector<size_t> lines; ///< the places it reaches; empty: every line
};

/// The lines after coupons that are spread without rounding the shares.
struct CouponSpread
{
    std::vector<Exact> shares; ///< what all coupons together take from each line, exactly
    std::vector<Money> lineTax; ///< shares of \c tax by largest remainder
    Money discount;
    Money net;
    Money tax; ///< rounded once, on the exact remains of all lines
    Money total;
};

/// Spreads \a coupons over \a lines by what is left of them, one coupon after the other, \b unrounded: the rule of
/// contracts that print coupon shares at full precision. The default of Accord is the largest remainder in minor
/// units (accord::allocate()), where tax follows the rounded nets; here tax is taken from the exact remains.
/// \returns InvalidInput "discount.coupon_line" for a line that is not there or is named twice,
///          "discount.amount_negative", "money.currency_mix", "number.overflow".
Result<CouponSpread> spreadCoupons(const std::vector<CouponLine> &lines, const std::vector<Coupon> &coupons,
                                   const Currency &currency, Recorder *recorder = nullptr);

} // namespace accord::pricing
