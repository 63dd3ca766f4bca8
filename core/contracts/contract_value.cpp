// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/contract_value.h"

#include "core/contracts/discount_reach.h"

#include <algorithm>

namespace accord::contracts {

namespace {

Exact onceGross(const Contract &contract, const PriceItem &item, int locations)
{
    const Exact gross = pricing::rate(item.model, item.quantity, nullptr, contract.currency.minorDigits());
    return item.perLocation ? gross * Exact(locations) : gross;
}

Exact annualGross(const Contract &contract, const PriceItem &item, int locations)
{
    return onceGross(contract, item, locations) * Exact::ratio(12, item.priceMonths);
}

bool isRecurring(const PriceItem &item)
{
    return item.kind == ItemKind::Recurring;
}

} // namespace

bool countsLocations(const Contract &contract)
{
    return std::ranges::any_of(contract.items, &PriceItem::perLocation)
           || std::ranges::any_of(contract.discounts, [](const pricing::Discount &discount) {
                  return discount.basis == pricing::DiscountBasis::Locations;
              });
}

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

Result<Money> boundValue(const Contract &contract, int locations)
{
    const auto recurring = committedAnnualValue(contract, locations);
    if (!recurring)
        return recurring;
    MoneySum committed(contract.currency), once(contract.currency);
    for (const SpendCommitment &commitment : contract.commitments) {
        const auto year = (Exact(commitment.amount) * Exact::ratio(12, commitment.months)).toMoney(contract.currency);
        if (!year)
            return year;
        committed.add(*year);
    }
    for (const PriceItem &item : contract.items) {
        if (item.kind != ItemKind::OneTime)
            continue;
        const auto amount = onceGross(contract, item, locations).toMoney(contract.currency);
        if (!amount)
            return amount;
        once.add(*amount);
    }
    if (!committed.total() || !once.total())
        return committed.total() ? once.total() : committed.total();
    Money most = *recurring;
    for (const auto &other : {std::optional(*committed.total()), contract.statedAnnualValue}) {
        if (other && other->currency() == most.currency() && other->minor() > most.minor())
            most = *other;
    }
    return most.plus(*once.total());
}

Decimal largestDiscount(const Contract &contract)
{
    Decimal most;
    for (const PriceItem &item : contract.items) {
        for (const pricing::RampStep &step : item.ramp)
            most = std::max(most, step.discountPercent.value_or(Decimal()));
    }
    for (const pricing::Discount &discount : contract.discounts) {
        most = std::max(most, discount.percent);
        for (const auto &step : discount.steps)
            most = std::max(most, step.percent);
    }
    return most;
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
        if (!isRecurring(item) || !contract.serviceOf(item).contains(day) || contract.isInGap(day))
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
            if (!reaches(discount, &item, day))
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
