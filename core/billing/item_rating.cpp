// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/item_rating.h"

#include "core/billing/item_rating_parts.h"
#include "core/contracts/price_terms.h"
#include "core/pricing/period_grid.h"

#include <QtCore/QLocale>

namespace accord::billing {

using contracts::ItemKind;
using contracts::PriceItem;
using namespace pricing;

namespace {

/// "Calls - 400 calls", by what is charged of it.
void describeUsage(ItemCharge &charge, const PriceItem &item)
{
    const bool isTrueUp = std::holds_alternative<CommitmentOverage>(item.model) && !charge.net.isZero();
    if (!charge.quantity.isZero())
        charge.description
            = u"%1 - %2 %3"_s.arg(item.description, charge.quantity.toShortString(), item.unit).trimmed();
    else
        charge.description = isTrueUp ? u"%1 - up to the commitment"_s.arg(item.description)
                                      : u"%1 - within the included quantity"_s.arg(item.description);
    charge.description += wordsOfMaximum(charge);
}

/// From the first day of \a parts to the last; none begin and end on \a otherwise.
Period spanOf(const std::vector<Period> &parts, const QDate &otherwise)
{
    return parts.empty() ? Period{otherwise, otherwise} : Period{parts.front().start, parts.back().end};
}

/// Whether the days of a standing quantity are priced, not a sum.
bool isStanding(const ChargeModel &model)
{
    const auto *volume = std::get_if<Volume>(&model);
    return std::holds_alternative<TimeWeighted>(model) || (volume && volume->timeWeighted);
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
    : m_contract(contract)
    , m_usage(usage)
    , m_recorder(recorder)
    , m_discounts(input, contract)
    , m_ownEngine(input.engine)
    , m_engine(input.engine)
{ }

void ItemRating::rateBy(std::optional<int> engine)
{
    m_engine = engine.value_or(m_ownEngine);
    m_discounts.takeBy(m_engine);
}

QString ItemRating::source(const PriceItem &item) const
{
    return u"contract %1 v%2, item %3"_s.arg(m_contract.number).arg(m_contract.version).arg(item.key);
}

Result<std::optional<ItemCharge>> ItemRating::charge(const PriceItem &item, const DueCharge &due,
                                                     const BilledLocation *location)
{
    if (due.served.isEmpty())
        return std::optional<ItemCharge>();
    return item.kind == ItemKind::Usage ? usage(item, due, location) : recurring(item, due, location);
}

Exact ItemRating::fractionOf(const Period &part, const DueCharge &due) const
{
    const ProrationBasis basis = m_contract.terms.proration;
    if (basis == ProrationBasis::Days || basis == ProrationBasis::Seconds)
        return prorationFraction(part, due.full, basis, m_contract.terms.timeZone.toLatin1());
    return prorationFraction(due.served, due.full, basis) * Exact::ratio(part.days(), due.served.days());
}

Exact ItemRating::fractionServed(const PriceItem &item, const DueCharge &due) const
{
    if (item.kind != ItemKind::Recurring)
        return fractionOf(due.served, due);
    Exact fraction;
    for (const Period &part : contracts::withoutPauses(m_contract, due.served))
        fraction = fraction + fractionOf(part, due);
    return fraction;
}

Result<Measured> ItemRating::measure(const ChargeModel &model, const UsageQuestion &question, const Period &full,
                                     const Decimal &quantity) const
{
    Measured measured{quantity};
    if (isStanding(model)) {
        const auto days = m_usage.days(question);
        if (!days)
            return passOn(days);
        measured.changes = changesOf(*days, question.period, full);
        Decimal most;
        for (const auto &[day, level] : *days)
            most = std::max(most, level);
        measured.quantity = Exact(most);
        if (std::holds_alternative<Volume>(model)) {
            measured.weighted = Exact();
            for (const QuantityChange &change : measured.changes)
                *measured.weighted = *measured.weighted + change.weighted;
        }
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
                measured.byUnit.emplace(meter, meter == question.meter ? Exact(quantity) : Exact(figure->quantity));
            }
        }
    } else if (const auto *commitment = std::get_if<CommitmentOverage>(&model)) {
        for (const Period &window : windowsIn(*commitment, question.period)) {
            UsageQuestion part = question;
            part.period = window;
            const auto figure = m_usage.quantity(part.meter, part.location, part.period);
            if (!figure)
                return passOn(figure);
            measured.parts.emplace_back(figure->quantity);
        }
    }
    return measured;
}

/// The windows of a commitment that lie in \a period; none where the period is one.
std::vector<Period> ItemRating::windowsIn(const CommitmentOverage &commitment, const Period &period) const
{
    std::vector<Period> windows;
    if (commitment.windowMonths == 0)
        return windows;
    const PeriodGrid grid(m_contract.term.start, m_contract.anchorDay(), commitment.windowMonths);
    for (const Period &window : grid.periodsOverlapping(period))
        windows.push_back(window.intersected(period));
    return windows;
}

/// The terms on \a day of what \a item asks for usage of \a dimension.
Result<RampTerms> ItemRating::termsOf(const PriceItem &item, const QString &locationCode, const QString &dimension,
                                      const QDate &day) const
{
    const auto own = item.dimensionPrices.find(dimension);
    if (own == item.dimensionPrices.end()) {
        const auto steps = contracts::stepsOf(m_contract, item, locationCode);
        return steps.map(
            [&](const auto &list) { return termsOn(contracts::baseTermsOf(item, locationCode), list, day); });
    }
    PriceItem priced = item;
    priced.model = own->second;
    for (RampStep &step : priced.ramp)
        step.model.reset(); // it is the price of the item
    const auto steps = contracts::stepsOf(m_contract, priced);
    return steps.map([&](const auto &list) { return termsOn(contracts::baseTermsOf(priced), list, day); });
}

/// The usage that has one price: that of the item for its meter and every dimension without a price of its own, and
/// each dimension that has one.
std::vector<ItemRating::MeteredPart> ItemRating::partsOf(const PriceItem &item) const
{
    std::vector<MeteredPart> parts{{{}, {item.meter}}};
    if (item.dimensionPrices.empty())
        return parts;
    for (const QString &dimension : m_usage.dimensionsOf(item.meter))
        if (!item.dimensionPrices.contains(dimension))
            parts.front().meters << meterOf(item.meter, dimension);
    for (const auto &[dimension, model] : item.dimensionPrices)
        parts.push_back({dimension, {meterOf(item.meter, dimension)}});
    return parts;
}

Result<UsageFigure> ItemRating::usedOf(const MeteredPart &part, const UsageQuestion &question) const
{
    UsageFigure sum;
    Exact quantity;
    for (const QString &meter : part.meters) {
        const auto figure = m_usage.quantity(meter, question.location, question.period);
        if (!figure)
            return figure;
        quantity = quantity + Exact(figure->quantity);
        sum.hasUsage = sum.hasUsage || figure->hasUsage;
        sum.source = sum.source.isEmpty() ? figure->source : sum.source + u", "_s + figure->source;
    }
    return quantity.rounded(Decimal::maxScale).map([&](const Decimal &all) {
        sum.quantity = part.meters.size() == 1 ? all : shortest(quantity).value_or(all);
        return sum;
    });
}

/// The days by which the usage of \a due is priced: from the first day of the period, or of the window of a longer
/// commitment. What lies before the charge was billed apart, before the end of the period.
ItemRating::PricedDays ItemRating::pricedDays(const PriceItem &item, const DueCharge &due,
                                              const BilledLocation *location) const
{
    Period served = pricedTogether(m_contract, item, due.served).intersected(m_contract.serviceOf(item));
    if (!served.isEmpty())
        served = m_contract.billedHere(served);
    if (location && !served.isEmpty())
        served = spanOf(m_contract.locations.servedWithin(location->location, served), served.start);
    if (served.isEmpty())
        served = due.served;
    return {{std::min(served.start, due.served.start), due.served.end}, due.served.end >= served.end};
}

/// C(before + used) − C(before): what the period comes to up to the end of the charge, less what it came to before.
Result<std::optional<ItemCharge>> ItemRating::usage(const PriceItem &item, const DueCharge &due,
                                                    const BilledLocation *location)
{
    const PricedDays priced = pricedDays(item, due, location);
    auto charge = usageUpTo(item, {priced.days, due.full}, location, priced.closes, m_recorder);
    const Period before{priced.days.start, due.served.start};
    if (!charge || !*charge || before.isEmpty())
        return charge;
    const auto earlier = usageUpTo(item, {before, due.full}, location, false, nullptr);
    if (!earlier)
        return passOn(earlier);
    if (*earlier && !(*earlier)->usageMissing) {
        if (const auto done = subtract(**charge, **earlier, before); !done)
            return passOn(done);
        describeUsage(**charge, item);
        const ItemCharge &rest = **charge;
        (*charge)->usageMissing = rest.net.isZero() && rest.topUp.isZero() && rest.used && rest.used->isZero();
    }
    return charge;
}

Result<void> ItemRating::subtract(ItemCharge &charge, const ItemCharge &earlier, const Period &before) const
{
    const auto net = charge.net.minus(earlier.net);
    const auto discount = charge.discount.minus(earlier.discount);
    const auto quantity = shortest(Exact(charge.quantity) - Exact(earlier.quantity));
    if (!net || !discount)
        return passOn(net ? discount : net);
    if (!quantity)
        return passOn(quantity);
    if (charge.used && earlier.used) {
        const auto used = shortest(Exact(*charge.used) - Exact(*earlier.used));
        if (!used)
            return passOn(used);
        charge.used = *used;
    }
    const bool isLess = discount->isNegative(); // usage that was taken back
    charge.net = *net;
    charge.discount = isLess ? Money::zero(net->currency()) : *discount;
    const auto gross = charge.net.plus(charge.discount);
    if (!gross)
        return passOn(gross);
    charge.gross = *gross;
    for (NamedDiscount &taken : charge.discounts)
        for (const NamedDiscount &other : earlier.discounts)
            if (other.name == taken.name)
                taken.amount = taken.amount.minus(other.amount).value_or(taken.amount);
    std::erase_if(charge.discounts, [&](const NamedDiscount &taken) { return isLess || taken.amount.minor() <= 0; });
    charge.quantity = *quantity;
    charge.unitPrice.reset();
    if (m_recorder) {
        m_recorder->fact(u"Comes to so far"_s, earlier.net.negated().toString(),
                         u"usage of %1, billed before"_s.arg(before.toString()));
        m_recorder->rounded(charge.net);
    }
    return {};
}

/// max(0, used − included) through the price model, at the terms of the first day.
Result<std::optional<ItemCharge>> ItemRating::usageUpTo(const PriceItem &item, const DueCharge &due,
                                                        const BilledLocation *location, bool closes,
                                                        pricing::Recorder *recorder)
{
    UsageQuestion question{item.meter, location ? std::optional(location->location.id) : std::nullopt, due.served,
                           m_contract.terms.timeZone};
    const QString code = location ? location->location.code : QString();
    ItemCharge charge;
    charge.gross = charge.discount = charge.net = charge.topUp = Money::zero(m_contract.currency);
    std::vector<PricedPart> parts;
    Exact used;
    std::optional<Decimal> rampDiscount;
    QStringList sources;
    bool hasUsage = false;
    bool isOwed = item.minimumSpend.has_value(); // whether anything was reported or not
    for (const MeteredPart &part : partsOf(item)) {
        const auto figure = usedOf(part, question);
        if (!figure)
            return passOn(figure);
        auto terms = termsOf(item, code, part.dimension, due.served.start);
        if (!terms)
            return passOn(terms);
        if (!rampDiscount)
            rampDiscount = terms->discountPercent;
        if (auto *commitment = std::get_if<CommitmentOverage>(&terms->model)) {
            commitment->trueUp = commitment->trueUp && closes;
            isOwed = isOwed || commitment->trueUp;
        }
        question.meter = part.meters.front();
        const auto measured = measure(terms->model, question, due.full, figure->quantity);
        if (!measured)
            return passOn(measured);
        const Decimal freeUnits = part.dimension.isEmpty() ? item.included.value_or(Decimal()) : Decimal();
        parts.push_back({{terms->model, item.conversion, freeUnits, {}, {}}, *measured});
        // Levels of days are not added up.
        used = used + (isStanding(terms->model) ? measured->quantity : Exact(figure->quantity));
        hasUsage = hasUsage || figure->hasUsage;
        sources << figure->source;
        if (recorder)
            recorder->fact(part.dimension.isEmpty() ? u"Used in %1"_s.arg(nameOf(due.served))
                                                    : u"Used in %1, %2"_s.arg(nameOf(due.served), part.dimension),
                           figure->quantity.toShortString(), figure->source);
    }
    const PricedPart &first = parts.front();
    PeriodUsage period{{}, {}, closes ? InvoicePosition::Only : InvoicePosition::First, {}};
    const auto rated = chargeForParts(first.price, parts, period, m_contract.currency);
    if (!rated)
        return passOn(rated);
    charge.nothingReported = !hasUsage && !isOwed;
    isOwed = isOwed || (m_engine >= firstEngineThatOwesFlatPrices && item.included && !rated->gross.isZero());
    if (!hasUsage && !isOwed) {
        charge.usageMissing = true;
        return std::optional(std::move(charge));
    }
    const auto quantity = item.included ? shortest(rated->billableQuantity) : Result<Decimal>(Decimal(0));
    const auto all = shortest(used);
    if (!quantity || !all)
        return passOn(quantity ? all : quantity);
    charge.used = *all;
    charge.included = item.included;
    charge.quantity = *quantity;
    charge.unitPrice = parts.size() == 1 ? unitPriceOf(first.price.model) : std::nullopt;
    if (recorder) {
        recorder->rule(u"(used − included, not below zero) × price"_s);
        if (item.conversion)
            recorder->fact(u"Converted"_s, converted(*item.conversion, Exact(*all)).toString(), source(item));
        recorder->fact(u"Included"_s, item.included ? item.included->toShortString() : u"unlimited"_s, source(item));
        recorder->fact(u"Chargeable quantity"_s, quantity->toShortString());
        if (charge.unitPrice)
            recorder->fact(u"Unit price"_s, charge.unitPrice->toString(), source(item));
        record(rated->lines, first.price.model, recorder);
    }
    // One line of the bill, however many tiers: its discounts and its net are rounded once.
    std::vector<ChargeLine> lines;
    if (item.included)
        lines.push_back({1, rated->billableQuantity, rated->gross, {}});
    if (auto settled = settle(charge, item, due, std::move(lines), {*rampDiscount, closes}, recorder); !settled)
        return passOn(settled);
    describeUsage(charge, item);
    return std::optional(std::move(charge));
}

Result<void> ItemRating::settle(ItemCharge &charge, const PriceItem &item, const DueCharge &due,
                                std::vector<ChargeLine> lines, const Settling &how, pricing::Recorder *recorder)
{
    auto percentages = percentagesFor(item, due);
    if (!percentages)
        return passOn(percentages);
    if (!how.rampDiscount.isZero())
        percentages->insert(percentages->begin(), {rampPlace, how.rampDiscount});
    SpendLimits limits;
    limits.isClosing = how.closes;
    if (item.maximumSpend)
        limits.maximum = Exact(*item.maximumSpend);
    if (item.minimumSpend) {
        const auto prorated = (Exact(*item.minimumSpend) * fractionServed(item, due)).toMoney(m_contract.currency);
        if (!prorated)
            return passOn(prorated);
        limits.minimum = Exact(*prorated);
    }
    const auto settled = settleCharge(std::move(lines), limits, m_contract.currency, *percentages, recorder);
    if (!settled)
        return passOn(settled);
    const auto net = (settled->gross - settled->discount - settled->capped).toMoney(m_contract.currency);
    const auto topUp = settled->topUp.toMoney(m_contract.currency);
    if (!net || !topUp)
        return passOn(net ? topUp : net);
    if (!settled->capped.isZero() && item.maximumSpend) {
        charge.unitPrice.reset();
        const auto most = limits.maximum->toMoney(m_contract.currency);
        if (!most)
            return passOn(most);
        charge.cappedAt = *most;
    }
    charge.net = *net;
    charge.topUp = *topUp;
    MoneySum discount(m_contract.currency);
    for (const DiscountTaken &taken : settled->taken) {
        discount.add(taken.amount);
        charge.discounts.push_back(
            {taken.discount == rampPlace ? wordsOfRampDiscount(item) : m_contract.discounts[taken.discount].name,
             taken.amount});
    }
    if (!discount.total())
        return passOn(discount.total());
    charge.discount = *discount.total();
    const auto gross = charge.net.plus(charge.discount);
    if (!gross)
        return passOn(gross);
    charge.gross = *gross;
    if (recorder) {
        const Exact exact = settled->gross - settled->discount - settled->capped;
        if (exact != settled->gross)
            recorder->fact(settled->capped.isZero() ? u"Before discounts"_s : u"Before discounts and the maximum"_s,
                           settled->gross.toString());
        recorder->exact(exact);
        recorder->rounded(charge.net);
        recorder->source(source(item));
    }
    return {};
}

Result<Percentages> ItemRating::percentagesFor(const PriceItem &item, const DueCharge &due)
{
    return m_discounts.ofLine(item, {due.served.start, due.full.lastDay()});
}

} // namespace accord::billing
