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

/// The element of a price book that the options describe.
Result<QJsonObject> couponFrom(const Arguments &arguments)
{
    if (arguments.has(u"percent"_s) == arguments.has(u"amount"_s))
        return fail(ErrorKind::InvalidInput, u"coupons.worth"_s);
    const bool isPercent = arguments.has(u"percent"_s);
    QJsonObject coupon{
        {u"code"_s, arguments.positional(0)},
        {u"name"_s, arguments.value(u"name"_s, arguments.positional(0))},
        {u"basis"_s, isPercent ? u"percent"_s : u"fixed"_s},
        {u"scope"_s, arguments.value(u"scope"_s, u"recurring"_s)},
        {isPercent ? u"percent"_s : u"amount"_s, arguments.value(isPercent ? u"percent"_s : u"amount"_s)}};
    if (arguments.has(u"from"_s))
        coupon.insert(u"valid_from"_s, arguments.value(u"from"_s));
    if (arguments.has(u"last"_s)) {
        const QDate last = QDate::fromString(arguments.value(u"last"_s), Qt::ISODate);
        if (!last.isValid())
            return fail(ErrorKind::InvalidInput, u"date.malformed"_s, {{u"value"_s, arguments.value(u"last"_s)}});
        coupon.insert(u"valid_to"_s, last.addDays(1).toString(Qt::ISODate));
    }
    for (const QString &count : {u"months"_s, u"uses"_s})
        if (arguments.has(count))
            coupon.insert(count, arguments.value(count).toInt());
    return coupon;
}

/// Shows the coupon that the command was about, after \a done.
Result<int> showAfter(Context &context, workspace::Services &services, const Result<> &done)
{
    if (!done)
        return passOn(done);
    const auto coupons = workspace::coupons(services);
    if (!coupons)
        return passOn(coupons);
    for (const workspace::CouponStanding &standing : *coupons)
        if (standing.coupon.code() == context.arguments().positional(0))
            context.output().document(toJson(standing));
    return Exit::Done;
}

Result<int> add(Context &context)
{
    const auto coupon = couponFrom(context.arguments());
    if (!coupon)
        return passOn(coupon);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    return showAfter(context, **services, workspace::publishCoupon(**services, *coupon));
}

Result<int> end(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const QDate today = (*services)->clock().today();
    const QString text = context.arguments().value(u"last"_s, today.toString(Qt::ISODate));
    const QDate last = QDate::fromString(text, Qt::ISODate);
    if (!last.isValid())
        return fail(ErrorKind::InvalidInput, u"date.malformed"_s, {{u"value"_s, text}});
    return showAfter(context, **services, workspace::endCoupon(**services, context.arguments().positional(0), last));
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
             list},
            {u"coupon"_s,
             u"add"_s,
             u"coupon add CODE (--percent N | --amount A) [--name TEXT] [--scope recurring|usage|everything] "
             "[--from DAY] [--last DAY] [--months N] [--uses N]"_s,
             u"Publishes the price book with one coupon more."_s,
             1,
             {u"percent"_s, u"amount"_s, u"name"_s, u"scope"_s, u"from"_s, u"last"_s, u"months"_s, u"uses"_s},
             add},
            {u"coupon"_s,
             u"end"_s,
             u"coupon end CODE [--last DAY]"_s,
             u"Publishes the price book with a coupon that nobody can take up after a day (today); contracts keep what "
             "they were granted."_s,
             1,
             {u"last"_s},
             end}};
}

} // namespace accord::ctl
