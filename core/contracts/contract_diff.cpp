// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/contract_diff.h"

#include "core/contracts/price_words.h"

#include <QtCore/QHash>

namespace accord::contracts {

namespace {

/// A term and what it says, in the order of the document.
struct Term
{
    QString path;
    QString text;
};
using TermList = std::vector<Term>;

QString words(const Money &amount)
{
    return amount.currency().code() + u' ' + amount.toString();
}

QString words(bool yes)
{
    return yes ? u"yes"_s : u"no"_s;
}

QString words(const QDate &day)
{
    return day.toString(Qt::ISODate);
}

QString months(int count)
{
    return count == 1 ? u"every month"_s : u"every %1 months"_s.arg(count);
}

QString plain(QString name)
{
    return name.replace(u'_', u' ');
}

void add(TermList &terms, const QString &path, const QString &text)
{
    if (!text.isEmpty())
        terms.push_back({path, text});
}

/// What bends the price of an item.
void addShape(TermList &terms, const QString &at, const PriceItem &item)
{
    for (const pricing::RampStep &step : item.ramp)
        add(terms, at + u"ramp."_s + words(step.from), inWords(step));
    if (item.escalation)
        add(terms, at + u"escalation"_s, inWords(*item.escalation));
    if (item.conversion)
        add(terms, at + u"conversion"_s, inWords(*item.conversion));
    if (item.minimumSpend)
        add(terms, at + u"minimum_spend"_s, item.minimumSpend->toShortString());
    if (item.maximumSpend)
        add(terms, at + u"maximum_spend"_s, item.maximumSpend->toShortString());
    for (const auto &[code, model] : item.locationPrices)
        add(terms, at + u"location_prices."_s + code, inWords(model));
    for (const auto &[value, model] : item.dimensionPrices)
        add(terms, at + u"dimension_prices."_s + value, inWords(model));
}

void addItem(TermList &terms, const PriceItem &item)
{
    const QString at = u"items.%1."_s.arg(item.key);
    add(terms, at + u"description"_s, item.description);
    add(terms, at + u"kind"_s, plain(toString(item.kind)));
    add(terms, at + u"price"_s, inWords(item.model));
    if (item.kind == ItemKind::Usage) {
        add(terms, at + u"meter"_s, item.meter);
        add(terms, at + u"included"_s, item.included ? item.included->toShortString() : u"unlimited"_s);
    } else {
        add(terms, at + u"quantity"_s, item.quantity.toShortString());
    }
    add(terms, at + u"per_location"_s, words(item.perLocation));
    if (item.kind == ItemKind::Recurring)
        add(terms, at + u"price_period"_s, months(item.priceMonths));
    if (item.kind != ItemKind::OneTime) {
        add(terms, at + u"billed"_s, months(item.billingMonths));
        add(terms, at + u"timing"_s, plain(toString(item.timing)));
    }
    add(terms, at + u"start"_s, words(item.start));
    add(terms, at + u"end"_s, words(item.end));
    add(terms, at + u"milestone"_s, item.milestone);
    add(terms, at + u"unit"_s, item.unit);
    add(terms, at + u"ledger_account"_s, item.ledgerAccount);
    add(terms, at + u"tax_included"_s, words(item.taxIncluded));
    add(terms, at + u"purchase_order"_s, item.purchaseOrder);
    addShape(terms, at, item);
}

QString words(const pricing::Discount &discount)
{
    QString reach = u" of %1"_s.arg(plain(pricing::toString(discount.scope)));
    if (discount.start.isValid())
        reach += u", from "_s + words(discount.start);
    if (discount.end.isValid())
        reach += u", before "_s + words(discount.end);
    if (!discount.coupon.isEmpty())
        reach += u", coupon "_s + discount.coupon;
    if (discount.basis == pricing::DiscountBasis::Percent)
        return discount.percent.toShortString() + u" %"_s + reach;
    if (discount.basis == pricing::DiscountBasis::Fixed)
        return words(discount.amount) + reach;
    QStringList steps;
    for (const auto &step : discount.steps)
        steps << u"from %1: %2 %"_s.arg(step.from.toShortString(), step.percent.toShortString());
    return u"by %1%2, %3"_s.arg(plain(pricing::toString(discount.basis)), reach, steps.join(u"; "_s));
}

QString inWords(const BillingCurrency &billing)
{
    return billing.lockedRate ? u"%1 at %2"_s.arg(billing.currency.code(), billing.lockedRate->toShortString())
                              : u"%1 at the published rate"_s.arg(billing.currency.code());
}

void addTerms(TermList &list, const Contract &contract)
{
    if (contract.billingCurrency)
        add(list, u"billing_currency"_s, inWords(*contract.billingCurrency));
    const Terms &terms = contract.terms;
    add(list, u"terms.net_days"_s, u"%1 days"_s.arg(terms.netDays));
    add(list, u"terms.time_zone"_s, terms.timeZone);
    add(list, u"terms.billing_day"_s, QString::number(contract.anchorDay()));
    add(list, u"terms.auto_renewal"_s, terms.autoRenewal ? u"by %1 months"_s.arg(terms.renewalMonths) : u"no"_s);
    add(list, u"terms.notice"_s, u"%1 days"_s.arg(terms.noticeDays));
    add(list, u"terms.purchase_order"_s, terms.purchaseOrder);
    add(list, u"terms.consolidated"_s, words(terms.consolidated));
    add(list, u"terms.invoice_by"_s, plain(toString(terms.invoiceBy)));
    add(list, u"terms.proration"_s, plain(pricing::toString(terms.proration)));
    add(list, u"terms.unused_time"_s, plain(toString(terms.unusedTime)));
    add(list, u"terms.credit_cap"_s, u"what was "_s + toString(terms.creditCap));
    if (terms.priceNoticeDays > 0)
        add(list, u"terms.price_notice"_s, u"%1 days"_s.arg(terms.priceNoticeDays));
    add(list, u"terms.billed_through"_s, words(terms.billedThrough));
    for (const Period &pause : terms.pauses)
        add(list, u"terms.pauses."_s + words(pause.start),
            u"%1 to %2"_s.arg(words(pause.start), words(pause.lastDay())));
    for (const Period &gap : terms.gaps)
        add(list, u"terms.gaps."_s + words(gap.start), u"%1 to %2"_s.arg(words(gap.start), words(gap.lastDay())));
}

QString words(const LocationService &service)
{
    const QString first = service.from.isValid() ? u"served from "_s + words(service.from) : u"served"_s;
    return service.to.isValid() ? u"%1, before %2"_s.arg(first, words(service.to)) : first;
}

void addLocations(TermList &list, const LocationTerms &locations)
{
    add(list, u"locations.others"_s, locations.onlyListed ? u"not served"_s : u"served while they are active"_s);
    for (const LocationService &service : locations.services)
        add(list, u"locations."_s + service.location, words(service));
}

void addServiceLevel(TermList &list, const ServiceLevel &level)
{
    add(list, u"service_level.uptime"_s, level.uptimePercent.toShortString() + u" %"_s);
    add(list, u"service_level.response_time"_s, u"%1 ms"_s.arg(level.responseTimeMilliseconds));
    add(list, u"service_level.support_response"_s, u"%1 hours"_s.arg(level.supportResponseHours));
    add(list, u"service_level.dedicated_support"_s, words(level.dedicatedSupport));
    add(list, u"service_level.monthly_business_review"_s, words(level.monthlyBusinessReview));
}

void addPapers(TermList &list, const Contract &contract)
{
    for (const Signature &signature : contract.signatures) {
        const QString signedOn
            = signature.signedOn.isValid() ? u"signed on %1"_s.arg(words(signature.signedOn)) : u"not signed"_s;
        const QString name
            = signature.title.isEmpty() ? signature.name : u"%1, %2"_s.arg(signature.name, signature.title);
        add(list, u"signatures.%1.%2"_s.arg(signature.party, signature.name), u"%1, %2"_s.arg(name, signedOn));
    }
    for (const QString &term : contract.customTerms) // a clause has no name but its words
        add(list, u"custom_terms.%1"_s.arg(term), term);
}

TermList termsOf(const Contract &contract)
{
    TermList list;
    add(list, u"type"_s, plain(contract.type));
    add(list, u"currency"_s, contract.currency.code());
    add(list, u"term.start"_s, words(contract.term.start));
    add(list, u"term.end"_s, words(contract.term.lastDay()));
    add(list, u"effective_from"_s, words(contract.effectiveFrom));
    add(list, u"change_reason"_s, contract.changeReason);
    if (contract.statedAnnualValue)
        add(list, u"stated_annual_value"_s, words(*contract.statedAnnualValue));
    addTerms(list, contract);
    addLocations(list, contract.locations);
    for (const PriceItem &item : contract.items)
        addItem(list, item);
    for (size_t i = 0; i < contract.discounts.size(); ++i) { // each is taken from what the earlier ones left
        const QString at = u"discounts.%1"_s.arg(contract.discounts[i].name);
        add(list, at, words(contract.discounts[i]));
        add(list, at + u".place"_s, QString::number(i + 1));
    }
    for (const SpendCommitment &commitment : contract.commitments)
        add(list, u"commitments.%1"_s.arg(commitment.key),
            words(commitment.amount) + u' ' + months(commitment.months)
                + (commitment.items.isEmpty() ? QString() : u" of "_s + commitment.items.join(u", "_s)));
    for (const auto &share : contract.shares) {
        const QString at = u"shares.%1"_s.arg(QStringList{share.entityName, share.costCentre}.join(u'.'));
        add(list, at + u".percent"_s, share.percent.toShortString() + u" %"_s);
        if (share.budgetCap)
            add(list, at + u".budget_cap"_s, words(*share.budgetCap));
    }
    if (contract.serviceLevel)
        addServiceLevel(list, *contract.serviceLevel);
    addPapers(list, contract);
    QHash<QString, int> met; // two discounts of one name are two terms
    for (Term &term : list) {
        if (const int before = met[term.path]++; before > 0)
            term.path += u" (%1)"_s.arg(before + 1);
    }
    return list;
}

} // namespace

std::vector<TermChange> diff(const Contract &before, const Contract &after)
{
    const TermList earlier = termsOf(before);
    const TermList later = termsOf(after);
    QHash<QString, QString> laterTexts, earlierTexts;
    for (const Term &term : later)
        laterTexts.insert(term.path, term.text);
    for (const Term &term : earlier)
        earlierTexts.insert(term.path, term.text);
    std::vector<TermChange> changes;
    for (const Term &term : later) {
        if (const QString old = earlierTexts.value(term.path); old != term.text)
            changes.push_back({term.path, old, term.text});
    }
    for (const Term &term : earlier) {
        if (!laterTexts.contains(term.path))
            changes.push_back({term.path, term.text, {}});
    }
    return changes;
}

} // namespace accord::contracts
