// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/item_rating_parts.h"

#include "core/contracts/price_terms.h"

namespace accord::billing {

using contracts::ItemKind;
using contracts::PriceItem;
using namespace pricing;

Result<Decimal> shortest(const Exact &value)
{
    const auto rounded = value.rounded(Decimal::maxScale);
    return rounded ? Decimal::parse(rounded->toShortString()) : rounded;
}

QString wordsOfRampDiscount(const PriceItem &item)
{
    return item.description + u": ramp discount"_s;
}

QString wordsOfMaximum(const ItemCharge &charge)
{
    return charge.cappedAt ? u" (at most %1)"_s.arg(charge.cappedAt->toString()) : QString();
}

/// The days of \a served, cut where the terms change; a pause charges nothing.
Result<std::vector<ItemRating::Stretch>> ItemRating::stretchesOf(const PriceItem &item,
                                                                 const std::vector<Period> &served, const Period &full,
                                                                 const QString &locationCode) const
{
    const bool oneTime = item.kind == ItemKind::OneTime;
    const auto steps = contracts::stepsOf(m_contract, item, locationCode);
    if (!steps)
        return passOn(steps);
    const auto base = contracts::baseTermsOf(item, locationCode);
    std::vector<Stretch> stretches;
    for (const Period &days : served)
        for (const Period &part : oneTime ? std::vector{days} : contracts::withoutPauses(m_contract, days))
            for (const auto &[period, terms] : intervalsIn(base, *steps, part))
                stretches.push_back({terms, period, oneTime ? Exact(1) : fractionOf(period, {days, full})});
    return stretches;
}

/// The days of the period of \a due that are served before it begins, and so are charged apart.
std::vector<Period> ItemRating::servedBefore(const PriceItem &item, const DueCharge &due,
                                             const BilledLocation *location) const
{
    std::vector<Period> served;
    if (item.kind == ItemKind::OneTime || m_engine < firstEngineThatRoundsEachPrice)
        return served;
    const Period days = Period{due.full.start, due.served.start}.intersected(m_contract.serviceOf(item));
    if (days.isEmpty() || m_contract.billedHere(days).isEmpty())
        return served;
    for (const Period &part : m_contract.withoutGaps(m_contract.billedHere(days))) {
        if (!location) {
            served.push_back(part);
            continue;
        }
        const auto here = m_contract.locations.servedWithin(location->location, part);
        served.insert(served.end(), here.begin(), here.end());
    }
    return served;
}

/// The stretches of each price together: round(price × all days so far) − round(price × days charged before), so that
/// the parts of a period add up to its price; those of one price alone, of which nothing was charged before, are not
/// rounded here, for discounts and limits come first. All of them together are one period at most.
Result<std::vector<ItemRating::PricedStretches>> ItemRating::priced(const PriceItem &item,
                                                                    const std::vector<Stretch> &before,
                                                                    const std::vector<Stretch> &stretches,
                                                                    Recorder *recorder) const
{
    std::vector<PricedStretches> parts;
    const auto partOf = [&](const RampTerms &terms) -> PricedStretches & {
        const auto found = std::ranges::find(parts, terms, &PricedStretches::terms);
        return found != parts.end() ? *found : parts.emplace_back(PricedStretches{terms, {}, {}, 0, {}});
    };
    Exact left = 1;
    const auto take = [&](const Exact &fraction) {
        const Exact taken = m_engine >= firstEngineThatRoundsEachPrice && left < fraction ? left : fraction;
        left = left - taken;
        return taken;
    };
    for (const Stretch &stretch : before)
        partOf(stretch.terms).before = partOf(stretch.terms).before + take(stretch.fraction);
    for (const Stretch &stretch : stretches) {
        PricedStretches &part = partOf(stretch.terms);
        part.fraction = part.fraction + take(stretch.fraction);
        part.days += stretch.days.days();
    }
    std::erase_if(parts, [](const PricedStretches &part) { return part.days == 0; });
    const bool isSteady = parts.size() == 1;
    const bool isRounded = m_engine >= firstEngineThatRoundsEachPrice && (!isSteady || !before.empty());
    const Exact periods
        = item.kind == ItemKind::OneTime ? Exact(1) : Exact::ratio(item.billingMonths, item.priceMonths);
    const int minorDigits = m_contract.currency.minorDigits();
    for (PricedStretches &part : parts) {
        const Exact price
            = (isSteady || takesRampDiscountsApart(parts)
                   ? rate(part.terms.model, part.terms.quantity, isSteady ? recorder : nullptr, minorDigits)
                   : valueOf(part.terms, minorDigits))
              * periods;
        part.amount = price * part.fraction;
        if (!isRounded)
            continue;
        const auto amounts = cumulativeParts(price, {part.before, part.fraction}, m_contract.currency);
        if (!amounts)
            return passOn(amounts);
        part.amount = Exact(amounts->back());
    }
    return parts;
}

/// Whether the ramp's own discount is taken of what each price comes to for its days; that of a single price is taken
/// with the other discounts.
bool ItemRating::takesRampDiscountsApart(const std::vector<PricedStretches> &parts) const
{
    return parts.size() > 1 && m_engine >= firstEngineThatTakesRampDiscountsApart;
}

/// What the ramp's own discount takes of each price, each rounded, together.
Result<Money> ItemRating::rampDiscountOf(const std::vector<PricedStretches> &parts) const
{
    MoneySum taken(m_contract.currency);
    if (takesRampDiscountsApart(parts))
        for (const PricedStretches &part : parts) {
            const auto amount = (part.amount * Exact::percent(part.terms.discountPercent)).toMoney(m_contract.currency);
            if (!amount)
                return passOn(amount);
            taken.add(*amount);
        }
    return taken.total();
}

Result<void> ItemRating::addRampDiscount(ItemCharge &charge, const PriceItem &item, const Money &taken)
{
    if (taken.isZero())
        return {};
    const auto gross = charge.gross.plus(taken);
    const auto discount = charge.discount.plus(taken);
    if (!gross || !discount)
        return passOn(gross ? discount : gross);
    charge.gross = *gross;
    charge.discount = *discount;
    charge.discounts.insert(charge.discounts.begin(), {wordsOfRampDiscount(item), taken});
    return {};
}

void ItemRating::explain(const PriceItem &item, const DueCharge &due, const std::vector<PricedStretches> &parts,
                         const std::vector<Stretch> &stretches, bool isWhole) const
{
    if (!m_recorder)
        return;
    const Exact periods
        = item.kind == ItemKind::OneTime ? Exact(1) : Exact::ratio(item.billingMonths, item.priceMonths);
    const int minorDigits = m_contract.currency.minorDigits();
    const bool isRounded = m_engine >= firstEngineThatRoundsEachPrice;
    if (parts.size() > 1 && !isRounded) {
        for (const auto &[terms, period, fraction] : stretches) {
            const Exact price = valueOf(terms, minorDigits);
            m_recorder->fact(u"%1: price %2 for %3 days"_s.arg(period.toString(), price.toString()).arg(period.days()),
                             (price * periods * fraction).toString(), source(item));
        }
        m_recorder->rule(u"sum over the stretches with the same price, each by its days"_s);
        return;
    }
    const bool isApart
        = isRounded && std::ranges::any_of(parts, [](const PricedStretches &part) { return !part.before.isZero(); });
    if (parts.size() > 1) {
        for (const PricedStretches &part : parts) {
            const Exact price = takesRampDiscountsApart(parts)
                                    ? rate(part.terms.model, part.terms.quantity, nullptr, minorDigits)
                                    : valueOf(part.terms, minorDigits);
            m_recorder->fact(u"Price %1 for %2 of %3 days"_s.arg(price.toString()).arg(part.days).arg(due.full.days()),
                             part.amount.toString(), source(item));
            if (!part.terms.discountPercent.isZero() && takesRampDiscountsApart(parts))
                m_recorder->fact(
                    u"Ramp discount, %1 % of it, rounded"_s.arg(part.terms.discountPercent.toShortString()),
                    (part.amount * Exact::percent(part.terms.discountPercent)).toString(), source(item));
        }
        m_recorder->rule(isApart ? u"each price by its days, rounded, less what days before came to, then added"_s
                                 : u"each price by its days, rounded, then added"_s);
        return;
    }
    const PricedStretches &part = parts.front();
    m_recorder->rule(isApart ? u"price × quantity × periods × days so far / days of the period, rounded, less the same "
                               "of the days before"_s
                     : isWhole ? u"price × quantity × periods"_s
                               : u"price × quantity × periods × days served / days of the period"_s);
    m_recorder->fact(u"Price for %1"_s.arg(part.terms.quantity.toShortString()),
                     rate(part.terms.model, part.terms.quantity, nullptr, minorDigits).toString(), source(item));
    if (periods != Exact(1))
        m_recorder->fact(u"Periods billed at once"_s, periods.toString(), source(item));
    if (isApart)
        m_recorder->fact(u"Days before, charged apart"_s, part.before.toString());
    if (!isWhole)
        m_recorder->fact(u"Days served %1"_s.arg(due.served.toString()), part.fraction.toString(),
                         u"full period %1"_s.arg(due.full.toString()));
}

/// Price × quantity × months billed / months priced × days served / days of the period, over every stretch in which
/// the terms stay the same.
Result<std::optional<ItemCharge>> ItemRating::recurring(const PriceItem &item, const DueCharge &due,
                                                        const BilledLocation *location)
{
    const bool oneTime = item.kind == ItemKind::OneTime;
    const QString code = location ? location->location.code : QString();
    const auto stretches = stretchesOf(item, {due.served}, due.full, code);
    const auto before = stretchesOf(item, servedBefore(item, due, location), due.full, code);
    if (!stretches || !before)
        return passOn(stretches ? before : stretches);
    if (stretches->empty())
        return std::optional<ItemCharge>();
    const auto parts = priced(item, *before, *stretches, m_recorder);
    if (!parts)
        return passOn(parts);
    Exact gross, fraction;
    qint64 days = 0;
    for (const PricedStretches &part : *parts) {
        gross = gross + part.amount;
        fraction = fraction + part.fraction;
        days += part.days;
    }
    const bool isSteady = parts->size() == 1;
    const bool isWhole = fraction == Exact(1);
    const RampTerms &terms = stretches->front().terms;
    const Exact periods = oneTime ? Exact(1) : Exact::ratio(item.billingMonths, item.priceMonths);
    ItemCharge charge;
    const auto quantity = shortest(Exact(terms.quantity) * periods);
    if (!quantity)
        return passOn(quantity);
    charge.quantity = *quantity;
    charge.unitPrice = isWhole && isSteady ? unitPriceOf(terms.model) : std::nullopt;
    charge.description = oneTime ? item.description : item.description + u" - "_s + nameOf(due.served);
    if (!isWhole)
        charge.description += u" (%1 of %2 days)"_s.arg(days).arg(due.full.days());
    explain(item, due, *parts, *stretches, isWhole);
    const auto rampDiscount = rampDiscountOf(*parts);
    if (!rampDiscount)
        return passOn(rampDiscount);
    const std::vector<ChargeLine> lines{{1, Exact(*quantity), gross - Exact(*rampDiscount), {}}};
    if (auto settled
        = settle(charge, item, due, lines, {isSteady ? terms.discountPercent : Decimal(), true}, m_recorder);
        !settled)
        return passOn(settled);
    if (auto added = addRampDiscount(charge, item, *rampDiscount); !added)
        return passOn(added);
    charge.description += wordsOfMaximum(charge);
    return std::optional(std::move(charge));
}

} // namespace accord::billing
