// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/coupons.h"

#include "core/storage/transaction.h"
#include "core/workspace/master_data.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

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

/// The next version of the price book, with coupons that \a change makes.
Result<> publishBook(Services &services, const std::function<Result<>(QJsonArray &)> &change)
{
    storage::Transaction transaction(services.session());
    auto book = services.seller().currentPriceBook();
    if (!book)
        return passOn(book);
    if (!*book)
        return fail(ErrorKind::NotFound, u"coupons.no_price_book"_s);
    QJsonObject next = **book;
    QJsonArray all = next.value(u"coupons"_s).toArray();
    if (const auto changed = change(all); !changed)
        return changed;
    next.insert(u"coupons"_s, all);
    next.insert(u"version"_s, next.value(u"version"_s).toInt(1) + 1);
    next.insert(u"valid_from"_s, services.clock().today().toString(Qt::ISODate));
    if (const auto published = MasterData(services).importPriceBook(QJsonDocument(next).toJson()); !published)
        return passOn(published);
    return transaction.commit();
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

Result<> checkCouponUses(Services &services, const Contract &contract, const std::optional<Contract> &before)
{
    const auto standings = coupons(services);
    if (!standings)
        return passOn(standings);
    for (const pricing::Discount &discount : contract.discounts) {
        const bool hadIt = before && std::ranges::find(before->discounts, discount) != before->discounts.end();
        const auto coupon = std::ranges::find(*standings, discount.coupon,
                                              [](const CouponStanding &one) { return one.coupon.code(); });
        if (discount.coupon.isEmpty() || hadIt || coupon == standings->end())
            continue;
        if (const auto may = mayBeTaken(services, coupon->coupon, contract.number); !may)
            return may;
    }
    return {};
}

Result<> publishCoupon(Services &services, const QJsonObject &coupon)
{
    return publishBook(services, [&](QJsonArray &all) -> Result<> {
        all.append(coupon);
        return {};
    });
}

Result<> endCoupon(Services &services, const QString &code, const QDate &last)
{
    return publishBook(services, [&](QJsonArray &all) -> Result<> {
        for (qsizetype i = 0; i < all.size(); ++i) {
            QJsonObject coupon = all[i].toObject();
            if (coupon.value(u"code"_s).toString() != code)
                continue;
            const QDate first = QDate::fromString(coupon.value(u"valid_from"_s).toString(), Qt::ISODate);
            if (first.isValid() && last < first)
                return fail(ErrorKind::InvalidInput, u"coupons.ends_before"_s,
                            {{u"coupon"_s, code}, {u"first"_s, first.toString(Qt::ISODate)}});
            coupon.insert(u"valid_to"_s, last.addDays(1).toString(Qt::ISODate));
            all[i] = coupon;
            return {};
        }
        return fail(ErrorKind::NotFound, u"coupons.unknown"_s, {{u"coupon"_s, code}});
    });
}

} // namespace accord::workspace
