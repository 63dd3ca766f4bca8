// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/discount.h"

#include <QtCore/QJsonObject>

namespace accord::contracts {

/// A discount that contracts take up by its code, as a price book publishes it.
struct Coupon
{
    pricing::Discount discount; ///< with its code; a percentage or an amount of each bill; without days of its own
    QDate validFrom; ///< the first day on which it can be taken up; null: at once
    QDate validTo; ///< the first day on which it can not any more; null: without end
    std::optional<int> months; ///< it is for charges that begin within so many; none: for the rest of the contract
    std::optional<int> uses; ///< contracts that may take it up, together; none: any number

    const QString &code() const { return discount.coupon; }
    bool operator==(const Coupon &) const = default;
};

/// The coupons of a document of `price-book.schema.json`.
/// \returns InvalidInput "coupons.code" (no capitals, digits and hyphens), "coupons.code_taken" (twice in the book),
///          "coupons.basis" (neither percentage nor amount), or what `pricing::validate()` says of the discount.
Result<std::vector<Coupon>> couponsFromJson(const QJsonObject &priceBook);

/// What a contract gets that takes \a coupon up from the day \a from on.
/// \returns InvalidInput "coupons.not_valid" outside of its days.
Result<pricing::Discount> takenUp(const Coupon &coupon, const QDate &from);

/// Whether \a discount, which names \a coupon, is what it grants: its terms, and days that begin while it is valid.
/// \returns InvalidInput "coupons.not_valid", "coupons.differs".
Result<void> checkTakenUp(const Coupon &coupon, const pricing::Discount &discount);

} // namespace accord::contracts
