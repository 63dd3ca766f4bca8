// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/coupon.h"

#include "core/contracts/contract_json.h"
#include "core/interchange/json_fields.h"

#include <QtCore/QRegularExpression>

#include <algorithm>

namespace accord::contracts {

using interchange::JsonFields;

namespace {

Result<Coupon> readCoupon(const QJsonObject &object, const QString &path, const Currency &currency)
{
    static const QRegularExpression form(u"^[A-Z0-9][A-Z0-9-]{1,31}$"_s);
    JsonFields fields(object, path);
    fields.require(u"code"_s);
    const QString code = fields.text(u"code"_s);
    if (!form.match(code).hasMatch())
        fields.keep(u"code"_s, Error{ErrorKind::InvalidInput, u"coupons.code"_s, {{u"value"_s, code}}, {}});
    QJsonObject terms = object;
    for (const QString &other : {u"code"_s, u"valid_from"_s, u"valid_to"_s, u"months"_s, u"uses"_s})
        terms.remove(other);
    terms.insert(u"coupon"_s, code);
    if (!terms.contains(u"name"_s))
        terms.insert(u"name"_s, code);
    Coupon coupon;
    if (auto status = fields.status(); !status)
        return passOn(status);
    auto discount = discountFromJson(terms, path, currency);
    if (!discount)
        return passOn(discount);
    coupon.discount = std::move(*discount);
    const auto basis = coupon.discount.basis;
    if (basis != pricing::DiscountBasis::Percent && basis != pricing::DiscountBasis::Fixed)
        fields.keep(u"basis"_s, Error{ErrorKind::InvalidInput, u"coupons.basis"_s, {{u"coupon"_s, code}}, {}});
    coupon.validFrom = fields.date(u"valid_from"_s);
    coupon.validTo = fields.date(u"valid_to"_s);
    if (fields.has(u"months"_s))
        coupon.months = fields.integer(u"months"_s);
    if (fields.has(u"uses"_s))
        coupon.uses = fields.integer(u"uses"_s);
    fields.take(u"percent"_s, pricing::validate(coupon.discount).map([] { return 0; }));
    return fields.status().map([&] { return coupon; });
}

} // namespace

Result<std::vector<Coupon>> couponsFromJson(const QJsonObject &priceBook)
{
    JsonFields fields(priceBook);
    const Currency currency = fields.currency(u"currency"_s);
    std::vector<Coupon> coupons;
    for (const auto &[object, path] : fields.objects(u"coupons"_s)) {
        auto coupon = readCoupon(object, path, currency);
        if (!coupon)
            return passOn(coupon);
        const bool isTaken = std::any_of(coupons.begin(), coupons.end(),
                                         [&](const Coupon &other) { return other.code() == coupon->code(); });
        if (isTaken)
            return fail(ErrorKind::InvalidInput, u"coupons.code_taken"_s, {{u"value"_s, coupon->code()}});
        coupons.push_back(std::move(*coupon));
    }
    return fields.status().map([&] { return coupons; });
}

Result<pricing::Discount> takenUp(const Coupon &coupon, const QDate &from)
{
    const bool isValid = from.isValid() && (coupon.validFrom.isNull() || from >= coupon.validFrom)
                         && (coupon.validTo.isNull() || from < coupon.validTo);
    if (!isValid)
        return fail(
            ErrorKind::InvalidInput, u"coupons.not_valid"_s,
            {{u"coupon"_s, coupon.code()},
             {u"day"_s, from.toString(Qt::ISODate)},
             {u"from"_s, coupon.validFrom.toString(Qt::ISODate)},
             {u"last"_s, coupon.validTo.isValid() ? coupon.validTo.addDays(-1).toString(Qt::ISODate) : QString()}});
    pricing::Discount discount = coupon.discount;
    discount.start = from;
    discount.end = coupon.months ? from.addMonths(*coupon.months) : QDate();
    return discount;
}

Result<void> checkTakenUp(const Coupon &coupon, const pricing::Discount &discount)
{
    const auto granted = takenUp(coupon, discount.start);
    if (!granted)
        return passOn(granted);
    if (*granted == discount)
        return {};
    return fail(ErrorKind::InvalidInput, u"coupons.differs"_s,
                {{u"coupon"_s, coupon.code()}, {u"discount"_s, discount.name}});
}

} // namespace accord::contracts
