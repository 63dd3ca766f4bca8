// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/coupon_spread.h"

#include "core/money/allocation.h"

#include <numeric>

namespace accord::pricing {

namespace {

Result<std::vector<size_t>> reachedBy(const Coupon &coupon, size_t lineCount)
{
    std::vector<size_t> places = coupon.lines;
    if (places.empty()) {
        places.resize(lineCount);
        std::iota(places.begin(), places.end(), size_t(0));
    }
    std::sort(places.begin(), places.end());
    const bool twice = std::adjacent_find(places.begin(), places.end()) != places.end();
    if (twice || (!places.empty() && places.back() >= lineCount))
        return fail(ErrorKind::InvalidInput, u"discount.coupon_line"_s, {{u"discount"_s, coupon.name}});
    return places;
}

/// Takes \a coupon from \a left and returns what it took in all.
Result<Exact> take(const Coupon &coupon, std::vector<Exact> &left, Recorder *recorder)
{
    const auto places = reachedBy(coupon, left.size());
    if (!places)
        return passOn(places);
    Exact base;
    for (const size_t place : *places)
        base = base + left[place];
    if (!base.isValid())
        return fail(ErrorKind::InvalidInput, u"number.overflow"_s);
    if (base.isZero())
        return Exact();
    const Exact taken = std::min(Exact(coupon.amount), base, [](const Exact &a, const Exact &b) { return a < b; });
    for (const size_t place : *places)
        left[place] = left[place] - taken * left[place] / base;
    if (recorder) {
        const Step step(recorder, [&] { return u"Coupon %1"_s.arg(coupon.name); });
        recorder->rule(u"spread over %1 lines by what is left of them, unrounded"_s.arg(places->size()));
        recorder->exact(-taken);
    }
    return taken;
}

Result<void> checkAmounts(const std::vector<CouponLine> &lines, const std::vector<Coupon> &coupons,
                          const Currency &currency)
{
    const auto check = [&](const Money &amount) -> Result<void> {
        if (amount.isNegative())
            return fail(ErrorKind::InvalidInput, u"discount.amount_negative"_s);
        const auto sameCurrency = amount.plus(Money::zero(currency));
        return sameCurrency ? Result<void>() : passOn(sameCurrency);
    };
    for (const CouponLine &line : lines)
        if (const auto fine = check(line.amount); !fine)
            return fine;
    for (const Coupon &coupon : coupons)
        if (const auto fine = check(coupon.amount); !fine)
            return fine;
    return {};
}

} // namespace

Result<CouponSpread> spreadCoupons(const std::vector<CouponLine> &lines, const std::vector<Coupon> &coupons,
                                   const Currency &currency, Recorder *recorder)
{
    if (const auto fine = checkAmounts(lines, coupons, currency); !fine)
        return passOn(fine);
    std::vector<Exact> left;
    for (const CouponLine &line : lines)
        left.emplace_back(line.amount);
    Exact discount;
    for (const Coupon &coupon : coupons) {
        const auto taken = take(coupon, left, recorder);
        if (!taken)
            return passOn(taken);
        discount = discount + *taken;
    }
    CouponSpread result;
    std::vector<Exact> taxes;
    Exact net, tax;
    for (size_t i = 0; i < lines.size(); ++i) {
        result.shares.push_back(Exact(lines[i].amount) - left[i]);
        taxes.push_back(left[i] * Exact::percent(lines[i].taxPercent));
        net = net + left[i];
        tax = tax + taxes.back();
    }
    const auto roundedDiscount = discount.toMoney(currency);
    const auto roundedNet = net.toMoney(currency);
    const auto roundedTax = tax.toMoney(currency);
    if (!roundedDiscount || !roundedNet || !roundedTax)
        return fail(ErrorKind::InvalidInput, u"number.overflow"_s);
    const auto lineTax = roundTogether(*roundedTax, taxes);
    const auto total = roundedNet->plus(*roundedTax);
    if (!lineTax || !total)
        return lineTax ? passOn(total) : passOn(lineTax);
    result.lineTax = *lineTax;
    result.discount = *roundedDiscount;
    result.net = *roundedNet;
    result.tax = *roundedTax;
    result.total = *total;
    return result;
}

} // namespace accord::pricing
