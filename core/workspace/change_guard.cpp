// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/change_guard.h"

#include "core/contracts/contract_value.h"
#include "core/workspace/approval_requests.h"
#include "core/workspace/master_data.h"
#include "core/workspace/record_changes.h"

#include <algorithm>

namespace accord::workspace {

using approvals::Subject;
using approvals::SubjectKind;
using contracts::Contract;
using contracts::PriceItem;

namespace {

struct Touched
{
    Subject subject;
    QString what; ///< "price of base"
    QString field; ///< as `approval change` names it
    QString part; ///< item or plan
};

Result<> byRequest(const QString &what, const QString &record, const QString &rule, const QString &how)
{
    return fail(ErrorKind::Forbidden, u"approvals.change_by_request"_s,
                {{u"what"_s, what},
                 {u"record"_s, record},
                 {u"rule"_s, rule},
                 {u"how"_s, u"approval change "_s + QString(how).replace(u'_', u'-')}});
}

Result<> check(Services &services, const std::vector<Touched> &touched, const QString &record)
{
    if (touched.empty())
        return {};
    const auto policy = currentPolicy(services);
    if (!policy)
        return passOn(policy);
    for (const Touched &one : touched) {
        const auto demand = approvals::demandOf({one.subject}, *policy);
        if (!demand)
            return passOn(demand);
        if (demand->seats.empty())
            continue;
        const QStringList how{one.field, one.field == u"list_price"_s ? QString() : record, one.part};
        return byRequest(one.what, record, demand->rules.join(u", "_s), how.join(u' ').simplified());
    }
    return {};
}

bool samePrices(const PriceItem &before, const PriceItem &after)
{
    const auto models = [](const PriceItem &item) {
        std::vector<std::pair<QDate, pricing::ChargeModel>> steps;
        for (const pricing::RampStep &step : item.ramp) {
            if (step.model)
                steps.emplace_back(step.from, *step.model);
        }
        return steps;
    };
    return before.model == after.model && before.escalation == after.escalation
           && before.locationPrices == after.locationPrices && before.dimensionPrices == after.dimensionPrices
           && models(before) == models(after);
}

/// The discounts of an item by the days from which they hold.
std::vector<std::pair<QDate, Decimal>> discountsOf(const PriceItem &item)
{
    std::vector<std::pair<QDate, Decimal>> steps;
    for (const pricing::RampStep &step : item.ramp) {
        if (step.discountPercent)
            steps.emplace_back(step.from, *step.discountPercent);
    }
    return steps;
}

/// What a year of either version comes to, in company currency: the larger one is at stake.
Result<Money> stake(Services &services, const Contract &before, const Contract &after, const QDate &day)
{
    const auto locations = services.accounts().locationsPaidBy(before.account);
    const auto company = services.companyCurrency();
    if (!locations)
        return passOn(locations);
    if (!company)
        return passOn(company);
    const auto was = yearOf(before, billing::servedOn(before, *locations, day), day);
    const auto will = yearOf(after, billing::servedOn(after, *locations, day), day);
    if (!was || !will)
        return was ? will : was;
    const auto difference = will->minus(*was);
    if (!difference)
        return difference;
    const Money at = difference->isZero() ? *was : difference->isNegative() ? difference->negated() : *difference;
    return services.reference().exchangeRates.convert(at, *company, services.clock().today());
}

std::vector<Touched> touchedOf(const Contract &before, const Contract &after, const Money &amount)
{
    std::vector<Touched> touched;
    if (before.terms.netDays != after.terms.netDays) {
        touched.push_back(
            {{SubjectKind::CreditTerms, amount, {}, {}}, u"days until payment"_s, u"payment_terms"_s, {}});
        touched.back().subject.netDays = after.terms.netDays;
    }
    bool discounts = before.discounts != after.discounts;
    QString discounted;
    for (const PriceItem &item : after.items) {
        const PriceItem *was = before.item(item.key);
        if (!was)
            continue; // a new item is no change of a price
        if (!samePrices(*was, item))
            touched.push_back(
                {{SubjectKind::PriceChange, amount, {}, {}}, u"price of %1"_s.arg(item.key), u"price"_s, item.key});
        if (discountsOf(*was) != discountsOf(item)) {
            discounts = true;
            discounted = item.key;
        }
    }
    if (discounts) {
        touched.push_back({{SubjectKind::Discount, amount, {}, {}}, u"discount"_s, u"discount"_s, discounted});
        touched.back().subject.discountPercent = contracts::largestDiscount(after);
    }
    if (before.instalments != after.instalments)
        touched.push_back({{SubjectKind::InstalmentPlan, amount, {}, {}}, u"instalment plan"_s, u"instalments"_s, {}});
    return touched;
}

} // namespace

Result<> mayChangeDirectly(Services &services, const accounts::Account &before, const accounts::Account &after)
{
    if (before.paymentTermsDays == after.paymentTermsDays)
        return {};
    const auto policy = currentPolicy(services);
    if (!policy)
        return passOn(policy);
    // As the database holds it: where a rule asks about terms at all, every change of them is a request, and done at
    // once where nobody has to agree.
    const auto rule = std::ranges::find(policy->rules, SubjectKind::CreditTerms, &approvals::PolicyRule::kind);
    return rule == policy->rules.end()
               ? Result<>()
               : byRequest(u"payment terms"_s, before.number, rule->name, u"payment_terms "_s + before.number);
}

Result<> mayChangeDirectly(Services &services, const Contract &before, const Contract &after)
{
    const auto company = services.companyCurrency();
    if (!company)
        return passOn(company);
    if (touchedOf(before, after, Money::zero(*company)).empty())
        return {};
    const QDate day = after.effectiveFrom.isValid() ? after.effectiveFrom : services.clock().today();
    const auto amount = stake(services, before, after, day);
    return amount ? check(services, touchedOf(before, after, *amount), before.number) : passOn(amount);
}

Result<> mayChangeBookDirectly(Services &services, const std::optional<QJsonObject> &before, const QJsonObject &after)
{
    if (!before)
        return {};
    const auto was = priceBookFromJson(*before);
    const auto will = priceBookFromJson(after);
    const auto company = services.companyCurrency();
    if (!was || !will)
        return was ? passOn(will) : passOn(was);
    if (!company)
        return passOn(company);
    std::vector<Touched> touched;
    for (const catalog::Plan &plan : will->plans) {
        const auto old = std::ranges::find(was->plans, plan.code, &catalog::Plan::code);
        if (old == was->plans.end() || old->monthlyPrice == plan.monthlyPrice)
            continue;
        const auto difference = plan.monthlyPrice.minus(old->monthlyPrice);
        if (!difference)
            return passOn(difference);
        constexpr int months = 12;
        const qint64 year = std::abs(difference->minor()) * months;
        const auto amount = services.reference().exchangeRates.convert(Money(year, will->currency), *company,
                                                                       services.clock().today());
        if (!amount)
            return passOn(amount);
        touched.push_back({{SubjectKind::PriceChange, *amount, {}, {}},
                           u"list price of %1"_s.arg(plan.code),
                           u"list_price"_s,
                           plan.code});
    }
    return check(services, touched, u"price book"_s);
}

} // namespace accord::workspace
