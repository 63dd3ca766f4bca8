// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/coupons.h"

#include <algorithm>

namespace accord::workspace {

using contracts::Contract;
using contracts::Coupon;

namespace {

Result<Coupon> published(Services &services, const QString &code)
{
    const auto book = services.seller().currentPriceBook();
    if (!book)
        return passOn(book);
    const auto all = contracts::couponsFromJson(book->value_or(QJsonObject()));
    if (*book && !all)
        return passOn(all);
    if (*book) {
        const auto found = std::ranges::find(*all, code, &Coupon::code);
        if (found != all->end())
            return *found;
    }
    return fail(ErrorKind::NotFound, u"coupons.unknown"_s, {{u"coupon"_s, code}});
}

/// \param taker  number of a contract that does not count: it has the coupon already, or is about to
Result<> mayBeTaken(Services &services, const Coupon &coupon, const QString &taker)
{
    if (!coupon.uses)
        return {};
    const auto used = services.contracts().countWithCoupon(coupon.code(), taker);
    if (!used)
        return passOn(used);
    return *used < *coupon.uses ? Result<>()
                                : fail(ErrorKind::Conflict, u"coupons.used_up"_s,
                                       {{u"coupon"_s, coupon.code()}, {u"uses"_s, *coupon.uses}});
}

} // namespace

Result<std::vector<CouponStanding>> coupons(Services &services)
{
    const auto book = services.seller().currentPriceBook();
    if (!book)
        return passOn(book);
    if (!*book)
        return std::vector<CouponStanding>();
    auto all = contracts::couponsFromJson(**book);
    if (!all)
        return passOn(all);
    std::vector<CouponStanding> standings;
    for (Coupon &coupon : *all) {
        const auto used = services.contracts().countWithCoupon(coupon.code());
        if (!used)
            return passOn(used);
        standings.push_back({std::move(coupon), *used});
    }
    return standings;
}

Result<pricing::Discount> takeUpCoupon(Services &services, const QString &code, const QDate &from)
{
    const auto coupon = published(services, code);
    if (!coupon)
        return passOn(coupon);
    if (const auto may = mayBeTaken(services, *coupon, {}); !may)
        return passOn(may);
    return contracts::takenUp(*coupon, from);
}

Result<> checkCoupons(Services &services, const Contract &contract, const std::optional<Contract> &before)
{
    QStringList codes;
    for (const pricing::Discount &discount : contract.discounts) {
        if (discount.coupon.isEmpty())
            continue;
        if (codes.contains(discount.coupon))
            return fail(ErrorKind::InvalidInput, u"coupons.twice"_s, {{u"coupon"_s, discount.coupon}});
        codes << discount.coupon;
        const bool hadIt = before && std::ranges::find(before->discounts, discount) != before->discounts.end();
        if (hadIt)
            continue;
        const auto coupon = published(services, discount.coupon);
        if (!coupon)
            return passOn(coupon);
        if (const auto fits = contracts::checkTakenUp(*coupon, discount); !fits)
            return fits;
        if (const auto may = mayBeTaken(services, *coupon, contract.number); !may)
            return may;
    }
    return {};
}

} // namespace accord::workspace
