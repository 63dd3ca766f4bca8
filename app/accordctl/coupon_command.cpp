// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"

#include "app/accordctl/json_values.h"
#include "core/workspace/coupons.h"

namespace accord::ctl {

namespace {

QJsonValue countOf(const std::optional<int> &count)
{
    return count ? QJsonValue(*count) : QJsonValue();
}

QJsonObject toJson(const workspace::CouponStanding &standing)
{
    const contracts::Coupon &coupon = standing.coupon;
    const bool isPercent = coupon.discount.basis == pricing::DiscountBasis::Percent;
    return {{u"code"_s, coupon.code()},
            {u"name"_s, coupon.discount.name},
            {u"percent"_s, isPercent ? QJsonValue(coupon.discount.percent.toString()) : QJsonValue()},
            {u"amount"_s, isPercent ? QJsonValue() : QJsonValue(coupon.discount.amount.toString())},
            {u"currency"_s, isPercent ? QJsonValue() : QJsonValue(coupon.discount.amount.currency().code())},
            {u"scope"_s, pricing::toString(coupon.discount.scope)},
            {u"valid_from"_s, orNull(coupon.validFrom.toString(Qt::ISODate))},
            {u"valid_to"_s, orNull(coupon.validTo.toString(Qt::ISODate))},
            {u"months"_s, countOf(coupon.months)},
            {u"uses"_s, countOf(coupon.uses)},
            {u"used"_s, standing.used}};
}

Result<int> list(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto coupons = workspace::coupons(**services);
    if (!coupons)
        return passOn(coupons);
    QJsonArray rows;
    for (const workspace::CouponStanding &standing : *coupons)
        rows.append(toJson(standing));
    const auto written
        = context.output().records(rows, {u"code"_s, u"name"_s, u"percent"_s, u"amount"_s, u"scope"_s, u"valid_from"_s,
                                          u"valid_to"_s, u"months"_s, u"uses"_s, u"used"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

} // namespace

std::vector<Command> couponCommands()
{
    return {{u"coupon"_s,
             u"list"_s,
             u"coupon list"_s,
             u"Lists the coupons of the current price book and how many contracts took each up."_s,
             0,
             {},
             list}};
}

} // namespace accord::ctl
