// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/price_notice.h"

#include "core/contracts/price_terms.h"

#include <set>

namespace accord::contracts {

namespace {

/// Quantities at which two prices are compared: those of the item, and where a tier of either begins or ends.
std::set<Decimal> quantitiesOf(const pricing::RampTerms &before, const pricing::RampTerms &after, ItemKind kind)
{
    std::set<Decimal> quantities{before.quantity, Decimal(1)};
    if (kind != ItemKind::Usage)
        return quantities;
    for (const std::int64_t many : {10, 1000, 100000, 10000000})
        quantities.insert(Decimal(many));
    const auto add = [&](const pricing::Tiers &tiers) {
        for (const pricing::Tier &tier : tiers.list())
            if (tier.upTo)
                quantities.insert(*tier.upTo);
    };
    for (const pricing::RampTerms *terms : {&before, &after}) {
        if (const auto *graduated = std::get_if<pricing::Graduated>(&terms->model))
            add(graduated->tiers);
        if (const auto *volume = std::get_if<pricing::Volume>(&terms->model))
            add(volume->tiers);
    }
    return quantities;
}

/// Whether any quantity costs more by \a after; another quantity alone is no other price.
bool isDearer(const pricing::RampTerms &before, pricing::RampTerms after, ItemKind kind, int minorDigits)
{
    for (const Decimal &quantity : quantitiesOf(before, after, kind)) {
        pricing::RampTerms then = before;
        then.quantity = after.quantity = quantity;
        if (pricing::valueOf(then, minorDigits) < pricing::valueOf(after, minorDigits))
            return true;
    }
    return false;
}

/// The first day of \a days on which \a after asks for more; null: none.
QDate firstDearerDay(const Contract &before, const Contract &after, const PriceItem &then, const PriceItem &now,
                     const Period &days)
{
    const auto stepsThen = stepsOf(before, then);
    const auto stepsNow = stepsOf(after, now);
    if (!stepsThen || !stepsNow || days.isEmpty())
        return {};
    std::set<QDate> asked{days.start};
    for (const pricing::RampStep &step : *stepsNow)
        if (days.contains(step.from))
            asked.insert(step.from);
    for (const QDate &day : asked)
        if (isDearer(pricing::termsOn(baseTermsOf(then), *stepsThen, day),
                     pricing::termsOn(baseTermsOf(now), *stepsNow, day), now.kind, after.currency.minorDigits()))
            return day;
    return {};
}

} // namespace

std::vector<Finding> noticeFindings(const Contract &before, const Contract &after, const QDate &today)
{
    std::vector<Finding> findings;
    const int days = before.terms.priceNoticeDays;
    const QDate from = after.effectiveFrom.isValid() ? after.effectiveFrom : after.term.start;
    const QDate earliest = today.addDays(days);
    if (days == 0 || earliest <= from)
        return findings;
    for (size_t i = 0; i < after.items.size(); ++i) {
        const PriceItem &now = after.items[i];
        const PriceItem *then = before.item(now.key);
        if (!then)
            continue;
        const QDate first
            = firstDearerDay(before, after, *then, now, Period{from, earliest}.intersected(after.serviceOf(now)));
        if (first.isValid())
            findings.push_back({Severity::Warning,
                                u"contracts.price_without_notice"_s,
                                u"items[%1].price"_s.arg(i),
                                {{u"item"_s, now.description.isEmpty() ? now.key : now.description},
                                 {u"from"_s, first.toString(Qt::ISODate)},
                                 {u"earliest"_s, earliest.toString(Qt::ISODate)},
                                 {u"days"_s, days}}});
    }
    return findings;
}

} // namespace accord::contracts
