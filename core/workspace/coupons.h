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

/// Whether the coupons that \a contract takes up are not used up meanwhile: it was agreed on some time after it was
/// asked about. \returns Conflict "coupons.used_up".
Result<> checkCouponUses(Services &services, const contracts::Contract &contract,
                         const std::optional<contracts::Contract> &before);

/// Publishes the price book with \a coupon, an element of "coupons" of `price-book.schema.json`, as its next version.
/// \returns NotFound "coupons.no_price_book"; what `couponsFromJson()` and importing a price book say.
Result<> publishCoupon(Services &services, const QJsonObject &coupon);

/// Lets nobody take the coupon \a code up after \a last. Contracts keep what they were granted.
/// \returns NotFound "coupons.no_price_book", "coupons.unknown"; InvalidInput "coupons.ends_before" its first day.
Result<> endCoupon(Services &services, const QString &code, const QDate &last);

} // namespace accord::workspace
