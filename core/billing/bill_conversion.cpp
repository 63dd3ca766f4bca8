// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/bill_conversion.h"

#include "core/money/allocation.h"

namespace accord::billing {

namespace {

Result<void> convertLine(BillLine &line, const Conversion &conversion, pricing::Recorder *recorder)
{
    const auto gross = conversion.convert(line.gross);
    if (!gross)
        return passOn(gross);
    const auto net = conversion.convert(line.net);
    if (!net)
        return passOn(net);
    const auto discount = gross->minus(*net);
    if (!discount)
        return passOn(discount);
    const pricing::Step step(recorder, [&] { return u"%1 in %2"_s.arg(line.description, conversion.to.code()); });
    if (recorder) {
        recorder->rule(u"net × rate"_s);
        recorder->fact(u"Net"_s, line.net.toString(), line.key.toString());
        recorder->fact(u"Rate"_s, conversion.rate.toString(), conversion.source);
        recorder->exact(Exact(line.net) * conversion.rate);
        recorder->rounded(*net);
        recorder->explains(line.key.toString());
    }
    line.priced = PricedAmounts{line.gross, line.discount, line.net};
    line.gross = *gross;
    line.discount = *discount;
    line.net = *net;
    return {};
}

Result<void> convertDiscounts(Bill &bill, const Currency &currency)
{
    MoneySum taken(currency);
    std::vector<Exact> weights;
    for (const BillLine &line : bill.lines)
        taken.add(line.discount);
    for (const DiscountTotal &discount : bill.discounts)
        weights.emplace_back(discount.amount);
    if (std::ranges::all_of(bill.discounts, [](const DiscountTotal &discount) { return discount.amount.isZero(); })) {
        for (DiscountTotal &discount : bill.discounts)
            discount.amount = Money::zero(currency);
        return {};
    }
    const auto total = taken.total();
    if (!total)
        return passOn(total);
    const auto parts = allocate(*total, weights);
    if (!parts)
        return passOn(parts);
    for (size_t i = 0; i < bill.discounts.size(); ++i)
        bill.discounts[i].amount = (*parts)[i];
    return {};
}

} // namespace

Result<void> convertLines(Bill &bill, const Conversion &conversion, pricing::Recorder *recorder)
{
    const pricing::Step step(
        recorder, [&] { return u"Conversion from %1 to %2"_s.arg(conversion.from.code(), conversion.to.code()); });
    if (recorder) {
        recorder->rule(u"each line is rounded once"_s);
        recorder->source(conversion.toString());
        recorder->rounded(conversion.rate.toString());
    }
    for (BillLine &line : bill.lines)
        if (auto converted = convertLine(line, conversion, recorder); !converted)
            return converted;
    bill.currency = conversion.to;
    bill.conversion = conversion;
    return convertDiscounts(bill, conversion.to);
}

} // namespace accord::billing
