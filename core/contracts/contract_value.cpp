// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/contract_value.h"

namespace accord::contracts {

namespace {

Exact annualGross(const Contract &contract, const PriceItem &item, int locations)
{
    const Exact year = pricing::rate(item.model, item.quantity, nullptr, contract.currency.minorDigits())
                       * Exact::ratio(12, item.priceMonths);
    return item.perLocation ? year * Exact(locations) : year;
}

bool isRecurring(const PriceItem &item)
{
    return item.kind == ItemKind::Recurring;
}

} // namespace

Result<Money> committedAnnualValue(const Contract &contract, int locations, pricing::Recorder *recorder)
{
    const pricing::Step step(recorder, [] { return u"Committed annual value"_s; });
    MoneySum sum(contract.currency);
    for (const PriceItem &item : contract.items) {
        if (!isRecurring(item))
            continue;
        const Exact year = annualGross(contract, item, locations);
        const auto amount = year.toMoney(contract.currency);
        if (!amount)
            return passOn(amount);
        sum.add(*amount);
        if (recorder) {
            const pricing::Step line(recorder, [&] { return item.description; });
            recorder->rule(u"price × quantity × 12 months"_s);
            recorder->exact(year);
            recorder->rounded(*amount);
            recorder->source(u"contract %1 v%2, item %3"_s.arg(contract.number).arg(contract.version).arg(item.key));
        }
    }
    if (recorder && sum.total()) {
        recorder->rule(u"recurring items in a year, before discounts"_s);
        recorder->rounded(*sum.total());
    }
    return sum.total();
}

Result<pricing::DiscountFacts> discountFacts(const Contract &contract, int locations)
{
    const auto value = committedAnnualValue(contract, locations);
    if (!value)
        return passOn(value);
    const auto major = Exact(*value).rounded(contract.currency.minorDigits());
    if (!major)
        return passOn(major);
    int years = 0;
    while (contract.term.start.addYears(years + 1) <= contract.term.end)
        ++years;
    return pricing::DiscountFacts{locations, *major, years};
}

Result<Money> annualRecurringRevenue(const Contract &contract, int locations, const QDate &day,
                                     pricing::Recorder *recorder)
{
    const auto facts = discountFacts(contract, locations);
    if (!facts)
        return passOn(facts);
    const pricing::Step step(recorder, [&] { return u"Recurring revenue of %1"_s.arg(contract.number); });
    MoneySum sum(contract.currency);
    for (const PriceItem &item : contract.items) {
        if (!isRecurring(item) || !contract.serviceOf(item).contains(day))
            continue;
        const pricing::Step line(recorder, [&] { return item.description; });
        Exact year = annualGross(contract, item, locations);
        if (recorder) {
            recorder->rule(u"price × quantity × 12 months, less the discounts that reach it"_s);
            recorder->source(u"contract %1 v%2, item %3"_s.arg(contract.number).arg(contract.version).arg(item.key));
            recorder->fact(u"Before discounts"_s, year.toString());
            if (item.perLocation)
                recorder->fact(u"Active locations"_s, QString::number(locations));
        }
        for (const pricing::Discount &discount : contract.discounts) {
            if (discount.scope == pricing::DiscountScope::Usage)
                continue;
            const Decimal percent = pricing::percentOf(discount, *facts);
            year = year * (Exact(1) - Exact::percent(percent));
            if (recorder && !percent.isZero())
                recorder->fact(discount.name, u"%1 %"_s.arg(percent.toShortString()));
        }
        const auto amount = year.toMoney(contract.currency);
        if (!amount)
            return passOn(amount);
        if (recorder) {
            recorder->exact(year);
            recorder->rounded(*amount);
        }
        sum.add(*amount);
    }
    if (recorder && sum.total()) {
        recorder->rule(u"recurring items in force on %1"_s.arg(day.toString(Qt::ISODate)));
        recorder->rounded(*sum.total());
    }
    return sum.total();
}

} // namespace accord::contracts
