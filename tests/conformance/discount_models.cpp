// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/credit_note.h"
#include "core/billing/prepaid_credit.h"
#include "core/money/allocation.h"
#include "core/pricing/coupon_spread.h"
#include "core/pricing/discount.h"
#include "tests/conformance/models.h"

namespace accord::conformance {

namespace {

/// The vector's own currency where \a code names it: its digits may be those of `rounding.scale`.
Currency currencyNamed(Fields &fields, const QString &code, const Currency &own)
{
    return code == own.code() ? own : fields.take(Currency::fromCode(code));
}

std::vector<Money> moneyList(Fields &fields, const QString &name, const Currency &currency)
{
    std::vector<Money> amounts;
    for (const Exact &number : fields.numbers(name))
        amounts.push_back(fields.take(number.toMoney(currency)));
    return amounts;
}

Outcome discounts(Vector &vector)
{
    std::vector<pricing::Reduction> reductions;
    for (Fields &entry : vector.context.objects(u"discounts"_s)) {
        pricing::Reduction reduction;
        reduction.isFixed = entry.text(u"kind"_s) == u"fixed"_s;
        if (!reduction.isFixed && entry.text(u"kind"_s) != u"percent"_s)
            entry.keep({ErrorKind::InvalidInput, u"vector.discount_kind"_s, {}, {}});
        const Currency currency
            = currencyNamed(entry, entry.text(u"currency"_s, vector.currency.code()), vector.currency);
        if (reduction.isFixed)
            reduction.amount = entry.money(u"value"_s, currency);
        else
            reduction.percent = entry.decimal(u"value"_s);
        reduction.used = entry.money(u"used"_s, currency);
        reductions.push_back(reduction);
    }
    const auto reduced = pricing::reduce(vector.context.money(u"subtotal"_s, vector.currency), reductions);
    if (!reduced)
        return Outcome::failed(reduced.error());
    return Outcome::ok({{u"discounts"_s, print(reduced->taken)},
                        {u"discount_total"_s, print(reduced->total)},
                        {u"net"_s, print(reduced->net)}});
}

Outcome cappedAllocation(Vector &vector, const Money &amount)
{
    const auto taken = withdraw(amount, moneyList(vector.context, u"weights"_s, vector.currency));
    if (!taken)
        return Outcome::failed(taken.error());
    return Outcome::ok({{u"shares"_s, print(taken->taken)}, {u"remaining"_s, print(taken->remaining)}});
}

Outcome allocation(Vector &vector)
{
    const Money amount = vector.context.money(u"amount"_s, vector.currency);
    if (vector.context.flag(u"cap_at_total"_s))
        return cappedAllocation(vector, amount);
    const auto shares = allocate(amount, vector.context.numbers(u"weights"_s), vector.context.texts(u"keys"_s));
    return shares ? Outcome::ok({{u"shares"_s, print(*shares)}}) : Outcome::failed(shares.error());
}

Outcome couponSpread(Vector &vector)
{
    std::vector<pricing::CouponLine> lines;
    for (Fields &line : vector.context.objects(u"lines"_s))
        lines.push_back({line.money(u"amount"_s, vector.currency), line.decimal(u"tax_rate"_s)});
    std::vector<pricing::Coupon> coupons;
    for (Fields &entry : vector.context.objects(u"coupons"_s)) {
        pricing::Coupon coupon{{}, entry.money(u"amount"_s, vector.currency), {}};
        for (const auto &index : entry.raw(u"lines"_s).toArray())
            coupon.lines.push_back(size_t(index.toInteger()));
        coupons.push_back(coupon);
    }
    const auto spread = pricing::spreadCoupons(lines, coupons, vector.currency);
    if (!spread)
        return Outcome::failed(spread.error());
    QJsonArray shares;
    for (const Exact &share : spread->shares)
        shares.append(print(share));
    return Outcome::ok({{u"coupon_shares"_s, shares},
                        {u"line_tax"_s, print(spread->lineTax)},
                        {u"discount_total"_s, print(spread->discount)},
                        {u"net"_s, print(spread->net)},
                        {u"tax"_s, print(spread->tax)},
                        {u"total"_s, print(spread->total)}});
}

Outcome prepaidCredits(Vector &vector)
{
    std::vector<billing::PrepaidCredit> credits;
    for (const Money &balance : moneyList(vector.context, u"credits"_s, vector.currency))
        credits.push_back({{}, balance, 0, {}});
    const auto leftover = vector.context.flag(u"must_consume"_s) ? billing::Leftover::Refused : billing::Leftover::Kept;
    const auto drawn
        = billing::drawDown(moneyList(vector.context, u"lines"_s, vector.currency), credits, vector.currency, leftover);
    if (!drawn && drawn.error().id == u"billing.credit_not_consumed"_s)
        return Outcome::refused(u"credit_not_consumed"_s);
    if (!drawn)
        return Outcome::failed(drawn.error());
    return Outcome::ok({{u"applied"_s, print(drawn->applied)},
                        {u"due"_s, print(drawn->due)},
                        {u"remaining"_s, print(drawn->remaining)},
                        {u"total_applied"_s, print(drawn->totalApplied)},
                        {u"total_due"_s, print(drawn->totalDue)}});
}

Outcome creditNote(Vector &vector)
{
    std::vector<billing::CreditItem> items;
    for (Fields &entry : vector.context.objects(u"items"_s)) {
        billing::CreditItem item{entry.number(u"amount"_s),
                                 entry.number(u"fraction"_s, Exact(1)),
                                 entry.money(u"line_amount"_s, vector.currency),
                                 entry.money(u"line_discount"_s, vector.currency),
                                 {}};
        for (const QString &rate : entry.texts(u"tax_rates"_s))
            item.taxes.push_back({{}, tax::Category::Standard, entry.take(Decimal::parse(rate)), {}, {}, {}});
        items.push_back(std::move(item));
    }
    const auto credit = billing::creditNoteFor(items, vector.currency);
    if (!credit)
        return Outcome::failed(credit.error());
    return Outcome::ok({{u"item_nets"_s, print(credit->itemNets)},
                        {u"discount_adjustment"_s, print(credit->discountAdjustment)},
                        {u"net"_s, print(credit->net)},
                        {u"tax"_s, print(credit->tax)},
                        {u"total"_s, print(credit->total)}});
}

Outcome creditNoteShare(Vector &vector)
{
    const billing::CreditableLine line{vector.context.money(u"line_amount"_s, vector.currency),
                                       moneyList(vector.context, u"taxes"_s, vector.currency),
                                       Money::zero(vector.currency),
                                       {}};
    const auto credit = billing::creditLine(line, vector.context.money(u"credited"_s, vector.currency));
    if (!credit)
        return Outcome::failed(credit.error());
    return Outcome::ok(
        {{u"net"_s, print(credit->net)}, {u"taxes"_s, print(credit->taxes)}, {u"tax"_s, print(credit->tax)}});
}

} // namespace

void addDiscountModels(Models &models)
{
    models.insert(u"discounts"_s, discounts);
    models.insert(u"allocation"_s, allocation);
    models.insert(u"coupon_spread"_s, couponSpread);
    models.insert(u"prepaid_credits"_s, prepaidCredits);
    models.insert(u"credit_note"_s, creditNote);
    models.insert(u"credit_note_share"_s, creditNoteShare);
}

} // namespace accord::conformance
