// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/coupon.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// A coupon of the current price book and how often it was taken up.
struct CouponStanding
{
    contracts::Coupon coupon;
    int used = 0; ///< contracts whose current version names it

    bool isUsedUp() const { return coupon.uses && used >= *coupon.uses; }
};

/// The coupons of the current price book, in its order.
Result<std::vector<CouponStanding>> coupons(Services &services);

/// What the coupon \a code grants from the day \a from on.
/// \returns NotFound "coupons.unknown"; Conflict "coupons.used_up"; InvalidInput "coupons.not_valid".
Result<pricing::Discount> takeUpCoupon(Services &services, const QString &code, const QDate &from);

/// Whether \a contract may have the coupons that it names. Those of the version before stay as they were granted,
/// whatever became of the coupon.
/// \returns as takeUpCoupon(); InvalidInput "coupons.differs", "coupons.twice".
Result<> checkCoupons(Services &services, const contracts::Contract &contract,
                      const std::optional<contracts::Contract> &before);

} // namespace accord::workspace
