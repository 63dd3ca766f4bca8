// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/item_rating.h"

#include "core/contracts/contract_value.h"
#include "core/contracts/price_terms.h"

#include <QtCore/QLocale>

namespace accord::billing {

using contracts::ItemKind;
using contracts::PriceItem;
using namespace pricing;

namespace {

/// Stands for the ramp's own discount among the places of the contract's discounts.
constexpr size_t rampPlace = std::numeric_limits<size_t>::max();

/// As many digits as matter.
Result<Decimal> shortest(const Exact &value)
{
    const auto rounded = value.rounded(Decimal::maxScale);
    return rounded ? Decimal::parse(rounded->toShortString()) : rounded;
}

bool sameTerms(const std::vector<RampInterval> &intervals)
{
    return std::all_of(intervals.begin(), intervals.end(),
                       [&](const RampInterval &one) { return one.terms == intervals.front().terms; });
}

/// A standing quantity by its days: each change counts for the part of the \a full period that is left to be \a served.
std::vector<QuantityChange> changesOf(const std::map<QDate, Decimal> &days, const Period &served, const Period &full)
{
    std::vector<QuantityChange> changes;
    Exact before;
    for (const auto &[day, level] : days) {
        const Exact units = Exact(level) - before;
        changes.push_back({units, units * Exact::ratio(day.daysTo(served.end), full.days())});
        before = Exact(level);
    }
    return changes;
}

} // namespace

QString nameOf(const Period &period)
{
    if (period == Period::monthOf(period.start))
        return QLocale::c().toString(period.start, u"MMMM yyyy"_s);
    if (period.start.month() == 1 && period.start.day() == 1 && period.end == period.start.addYears(1))
        return period.start.toString(u"yyyy"_s);
    return u"%1 to %2"_s.arg(period.start.toString(Qt::ISODate), period.lastDay().toString(Qt::ISODate));
}

ItemRating::ItemRating(const BillInput &input, const contracts::Contract &contract, const UsageLookup &usage,
                       Recorder *recorder)
    : m_input(input)
    , m_contract(contract)
    , m_usage(usage)
    , m_recorder(recorder)
{ }

QString ItemRating::source(const PriceItem &item) const
{
    return u"contract %1 v%2, item %3"_s.arg(m_contract.number).arg(m_contract.version).arg(item.key);
}

Result<std::optional<ItemCharge>> ItemRating::charge(const PriceItem &item, const DueCharge &due,
                                                     const BilledLocation *location)
{
    if (due.served.isEmpty())
        return std::optional<ItemCharge>();
    return item.kind == ItemKind::Usage ? usage(item, due, location)
                                        : recurring(item, due, location ? location->location.code : QString());
}

Exact ItemRating::fractionOf(const Period &part, const DueCharge &due) const
{
    const ProrationBasis basis = m_contract.terms.proration;
    if (basis == ProrationBasis::Days || basis == ProrationBasis::Seconds)
        return prorationFraction(part, due.full, basis, m_contract.terms.timeZone.toLatin1());
    return prorationFraction(due.served, due.full, basis) * Exact::ratio(part.days(), due.served.days());
}

/// The part of the period during which \a item is charged: a pause charges nothing of a recurring item.
Exact ItemRating::fractionServed(const PriceItem &item, const DueCharge &due) const
{
    if (item.kind != ItemKind::Recurring)
        return fractionOf(due.served, due);
    Exact fraction;
    for (const Period &part : contracts::withoutPauses(m_contract, due.served))
        fraction = fraction + fractionOf(part, due);
    return fraction;
}

/// Price × quantity × months billed / months priced × days served / days of the period, over every stretch in which
/// the terms stay the same.
Result<std::optional<ItemCharge>> ItemRating::recurring(const PriceItem &item, const DueCharge &due,
                                                        const QString &locationCode)
{
    const bool oneTime = item.kind == ItemKind::OneTime;
    const auto steps = contracts::stepsOf(m_contract, item, locationCode);
    if (!steps)
        return passOn(steps);
    const auto base = contracts::baseTermsOf(item, locationCode);
    std::vector<RampInterval> intervals;
    for (const Period &part : oneTime ? std::vector{due.served} : contracts::withoutPauses(m_contract, due.served)) {
        const auto more = intervalsIn(base, *steps, part);
        intervals.insert(intervals.end(), more.begin(), more.end());
    }
    if (intervals.empty())
        return std::optional<ItemCharge>();
    const Exact periods = oneTime ? Exact(1) : Exact::ratio(item.billingMonths, item.priceMonths);
    const bool steady = sameTerms(intervals);
    const int minorDigits = m_contract.currency.minorDigits();
    Exact gross, fraction;
    qint64 days = 0;
    for (const auto &[period, terms] : intervals) {
        const Exact part = oneTime ? Exact(1) : fractionOf(period, due);
        fraction = fraction + part;
        days += period.days();
        pricing::Recorder *recorder = &period == &intervals.front().period ? m_recorder : nullptr;
        const Exact price
            = steady ? rate(terms.model, terms.quantity, recorder, minorDigits) : valueOf(terms, minorDigits);
        gross = gross + price * periods * part;
        if (m_recorder && !steady) {
            m_recorder->fact(u"%1: price %2 for %3 days"_s.arg(period.toString(), price.toString()).arg(period.days()),
                             (price * periods * part).toString(), source(item));
        }
    }
    const RampTerms &terms = intervals.front().terms;
    const bool whole = fraction == Exact(1);
    ItemCharge charge;
    const auto quantity = shortest(Exact(terms.quantity) * periods);
    if (!quantity)
        return passOn(quantity);
    charge.quantity = *quantity;
    charge.unitPrice = whole && steady ? unitPriceOf(terms.model) : std::nullopt;
    charge.description = oneTime ? item.description : item.description + u" - "_s + nameOf(due.served);
    if (!whole)
        charge.description += u" (%1 of %2 days)"_s.arg(days).arg(due.full.days());
    if (m_recorder && steady) {
        m_recorder->rule(whole ? u"price × quantity × periods"_s
                               : u"price × quantity × periods × days served / days of the period"_s);
        m_recorder->fact(u"Price for %1"_s.arg(terms.quantity.toShortString()),
                         rate(terms.model, terms.quantity, nullptr, minorDigits).toString(), source(item));
        if (periods != Exact(1))
            m_recorder->fact(u"Periods billed at once"_s, periods.toString(), source(item));
        if (!whole)
            m_recorder->fact(u"Days served %1"_s.arg(due.served.toString()), fraction.toString(),
                             u"full period %1"_s.arg(due.full.toString()));
    } else if (m_recorder) {
        m_recorder->rule(u"sum over the stretches with the same price, each by its days"_s);
    }
    const std::vector<ChargeLine> lines{{1, Exact(*quantity), gross, {}}};
    if (auto settled = settle(charge, item, due, lines, steady ? terms.discountPercent : Decimal()); !settled)
        return passOn(settled);
    return std::optional(std::move(charge));
}

Result<Measured> ItemRating::measure(const ChargeModel &model, const PriceItem &item, const UsageQuestion &question,
                                     const Period &full, const Decimal &quantity) const
{
    Measured measured{quantity};
    if (std::holds_alternative<TimeWeighted>(model)) {
        const auto days = m_usage.days(question);
        if (!days)
            return passOn(days);
        measured.changes = changesOf(*days, question.period, full);
        Decimal most;
        for (const auto &[day, level] : *days)
            most = std::max(most, level);
        measured.quantity = Exact(most);
    } else if (std::holds_alternative<Percentage>(model)) {
        const auto events = m_usage.events(question);
        if (!events)
            return passOn(events);
        measured.parts.assign(events->begin(), events->end());
    } else if (const auto *capacity = std::get_if<Capacity>(&model)) {
        for (const CapacityTier &tier : capacity->tiers) {
            for (const auto &[meter, limit] : tier.limits) {
                if (measured.byUnit.contains(meter))
                    continue;
                const auto figure = m_usage.quantity(meter, question.location, question.period);
                if (!figure)
                    return passOn(figure);
                measured.byUnit.emplace(meter, meter == item.meter ? Exact(quantity) : Exact(figure->quantity));
            }
        }
    }
    return measured;
}

/// max(0, used − included) through the price model, at the terms of the first day.
Result<std::optional<ItemCharge>> ItemRating::usage(const PriceItem &item, const DueCharge &due,
                                                    const BilledLocation *location)
{
    const UsageQuestion question{item.meter, location ? std::optional(location->location.id) : std::nullopt, due.served,
                                 m_contract.terms.timeZone};
    const auto used = m_usage.quantity(item.meter, question.location, due.served);
    if (!used)
        return passOn(used);
    ItemCharge charge;
    charge.gross = charge.discount = charge.net = charge.topUp = Money::zero(m_contract.currency);
    if (!used->hasUsage && !item.minimumSpend) {
        charge.usageMissing = true;
        return std::optional(std::move(charge));
    }
    const QString code = location ? location->location.code : QString();
    const auto steps = contracts::stepsOf(m_contract, item, code);
    if (!steps)
        return passOn(steps);
    const RampTerms terms = termsOn(contracts::baseTermsOf(item, code), *steps, due.served.start);
    const auto measured = measure(terms.model, item, question, due.full, used->quantity);
    if (!measured)
        return passOn(measured);
    PeriodPrice price{terms.model, item.conversion, item.included.value_or(Decimal()), {}, {}};
    const auto rated = chargeFor(price, {*measured, {}, InvoicePosition::Only, {}}, m_contract.currency);
    if (!rated)
        return passOn(rated);
    const bool billable = item.included && !rated->billableQuantity.isZero();
    const auto quantity = billable ? shortest(rated->billableQuantity) : Result<Decimal>(Decimal(0));
    if (!quantity)
        return passOn(quantity);
    const auto standing = shortest(measured->quantity);
    if (!standing)
        return passOn(standing);
    const bool isStanding = std::holds_alternative<TimeWeighted>(terms.model); // levels of days are not added up
    charge.used = isStanding ? *standing : used->quantity;
    charge.included = item.included;
    charge.quantity = *quantity;
    charge.unitPrice = unitPriceOf(terms.model);
    charge.description = billable
                             ? u"%1 - %2 %3"_s.arg(item.description, quantity->toShortString(), item.unit).trimmed()
                             : u"%1 - within the included quantity"_s.arg(item.description);
    if (m_recorder) {
        m_recorder->rule(u"(used − included, not below zero) × price"_s);
        m_recorder->fact(u"Used in %1"_s.arg(nameOf(due.served)), used->quantity.toShortString(), used->source);
        if (item.conversion)
            m_recorder->fact(u"Converted"_s, converted(*item.conversion, Exact(used->quantity)).toString(),
                             source(item));
        m_recorder->fact(u"Included"_s, item.included ? item.included->toShortString() : u"unlimited"_s, source(item));
        m_recorder->fact(u"Chargeable quantity"_s, quantity->toShortString());
        if (charge.unitPrice)
            m_recorder->fact(u"Unit price"_s, charge.unitPrice->toString(), source(item));
        record(rated->lines, terms.model, m_recorder);
    }
    // One line of the bill, however many tiers: its discounts and its net are rounded once.
    std::vector<ChargeLine> lines;
    if (item.included)
        lines.push_back({1, rated->billableQuantity, rated->gross, {}});
    if (auto settled = settle(charge, item, due, std::move(lines), terms.discountPercent); !settled)
        return passOn(settled);
    return std::optional(std::move(charge));
}

Result<void> ItemRating::settle(ItemCharge &charge, const PriceItem &item, const DueCharge &due,
                                std::vector<ChargeLine> lines, const Decimal &rampDiscount)
{
    auto percentages = percentagesFor(item, due);
    if (!percentages)
        return passOn(percentages);
    if (!rampDiscount.isZero())
        percentages->insert(percentages->begin(), {rampPlace, rampDiscount});
    SpendLimits limits;
    if (item.maximumSpend)
        limits.maximum = Exact(*item.maximumSpend);
    if (item.minimumSpend) {
        const auto prorated = (Exact(*item.minimumSpend) * fractionServed(item, due)).toMoney(m_contract.currency);
        if (!prorated)
            return passOn(prorated);
        limits.minimum = Exact(*prorated);
    }
    const auto settled = settleCharge(std::move(lines), limits, m_contract.currency, *percentages, m_recorder);
    if (!settled)
        return passOn(settled);
    const auto net = (settled->gross - settled->discount - settled->capped).toMoney(m_contract.currency);
    const auto topUp = settled->topUp.toMoney(m_contract.currency);
    if (!net || !topUp)
        return passOn(net ? topUp : net);
    charge.net = *net;
    charge.topUp = *topUp;
    MoneySum discount(m_contract.currency);
    for (const DiscountTaken &taken : settled->taken) {
        discount.add(taken.amount);
        charge.discounts.push_back({taken.discount == rampPlace ? item.description + u": ramp discount"_s
                                                                : m_contract.discounts[taken.discount].name,
                                    taken.amount});
    }
    if (!discount.total())
        return passOn(discount.total());
    charge.discount = *discount.total();
    const auto gross = charge.net.plus(charge.discount);
    if (!gross)
        return passOn(gross);
    charge.gross = *gross;
    if (m_recorder) {
        m_recorder->exact(settled->gross);
        m_recorder->rounded(charge.net);
        m_recorder->source(source(item));
    }
    return {};
}

Result<Percentages> ItemRating::percentagesFor(const PriceItem &item, const DueCharge &due)
{
    Percentages result;
    if (item.kind == ItemKind::OneTime)
        return result;
    const auto facts = contracts::discountFacts(m_contract, activeLocations(due.full.lastDay()));
    if (!facts)
        return passOn(facts);
    for (size_t i = 0; i < m_contract.discounts.size(); ++i) {
        const Discount &discount = m_contract.discounts[i];
        const bool reaches = discount.scope == DiscountScope::Everything
                             || (discount.scope == DiscountScope::Usage) == (item.kind == ItemKind::Usage);
        const Decimal percent = percentOf(discount, *facts);
        if (reaches && !percent.isZero())
            result.emplace_back(i, percent);
    }
    return result;
}

int ItemRating::activeLocations(const QDate &day)
{
    if (m_countedDay != day) {
        m_countedDay = day;
        m_counted = int(std::count_if(m_input.locations.begin(), m_input.locations.end(),
                                      [&](const BilledLocation &l) { return l.location.isActiveOn(day); }));
    }
    return m_counted;
}

} // namespace accord::billing
