// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/price_terms.h"

namespace accord::contracts {

using namespace pricing;

namespace {

/// The step of \a day, made when there is none.
RampStep &stepOn(std::vector<RampStep> &steps, const QDate &day)
{
    const auto next = std::find_if(steps.begin(), steps.end(), [&](const RampStep &step) { return step.from >= day; });
    return next != steps.end() && next->from == day ? *next : *steps.insert(next, {day, {}, {}, {}});
}

/// The price that the ramp sets after \a since, up to \a until: a rise on the same day starts from it.
std::optional<ChargeModel> newPrice(const std::vector<RampStep> &ramp, const QDate &since, const QDate &until)
{
    std::optional<ChargeModel> price;
    for (const RampStep &step : ramp)
        if (step.model && step.from <= until && (since.isNull() || step.from > since))
            price = step.model;
    return price;
}

} // namespace

std::vector<std::pair<QDate, EscalationStep>> risesOf(const Escalation &escalation, const Period &term)
{
    std::vector<std::pair<QDate, EscalationStep>> rises;
    EscalationStep step;
    step.kind = escalation.kind;
    step.percent = escalation.percent;
    step.floorPercent = escalation.floorPercent;
    step.capPercent = escalation.capPercent;
    if (escalation.kind == EscalationKind::Percent) {
        for (int k = 1; escalation.everyMonths > 0; ++k) {
            const QDate day = term.start.addMonths(k * escalation.everyMonths);
            if (!day.isValid() || day >= term.end)
                break;
            rises.emplace_back(day, step);
        }
        return rises;
    }
    Decimal prior = escalation.baseIndex;
    for (const IndexValue &index : escalation.indices) {
        step.index = index.value;
        step.priorIndex = escalation.kind == EscalationKind::IndexFromBase ? escalation.baseIndex : prior;
        rises.emplace_back(index.from, step);
        prior = index.value;
    }
    return rises;
}

RampTerms baseTermsOf(const PriceItem &item, const QString &locationCode)
{
    const auto own = item.locationPrices.find(locationCode);
    return {own == item.locationPrices.end() ? item.model : own->second, item.quantity, {}};
}

Result<std::vector<RampStep>> stepsOf(const Contract &contract, const PriceItem &item, const QString &locationCode)
{
    std::vector<RampStep> steps = item.ramp;
    if (!item.escalation)
        return steps;
    const ChargeModel base = baseTermsOf(item, locationCode).model;
    ChargeModel printed = base;
    QDate before;
    for (const auto &[day, rise] : risesOf(*item.escalation, contract.term)) {
        if (const auto price = newPrice(item.ramp, before, day))
            printed = *price;
        before = day;
        RampStep &step = stepOn(steps, day);
        if (step.model)
            continue; // the ramp names the price of this day itself
        const auto model = escalated(rise.kind == EscalationKind::IndexFromBase ? base : printed, {rise});
        if (!model)
            return passOn(model);
        step.model = printed = *model;
    }
    return steps;
}

Result<std::vector<PriceInterval>> priceTable(const Contract &contract, const PriceItem &item)
{
    const auto steps = stepsOf(contract, item);
    if (!steps)
        return passOn(steps);
    std::vector<PriceInterval> table;
    for (const RampInterval &interval : intervalsIn(baseTermsOf(item), *steps, contract.serviceOf(item)))
        table.push_back({interval.period, interval.terms, valueOf(interval.terms, contract.currency.minorDigits())});
    return table;
}

std::vector<Period> withoutPauses(const Contract &contract, const Period &served)
{
    std::vector<Period> parts;
    for (const Period &part : contract.withoutGaps(served)) {
        const auto charged = without(part, contract.terms.pauses);
        parts.insert(parts.end(), charged.begin(), charged.end());
    }
    return parts;
}

} // namespace accord::contracts
