// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/price_terms.h"

namespace accord::contracts {

using namespace pricing;

namespace {

/// The rises of an escalation with the days they hold from.
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

std::vector<RampStep> merged(std::vector<RampStep> steps, const std::vector<RampStep> &more)
{
    for (const RampStep &step : more) {
        const auto same
            = std::find_if(steps.begin(), steps.end(), [&](const RampStep &other) { return other.from == step.from; });
        if (same == steps.end())
            steps.push_back(step);
        else if (!same->model)
            same->model = step.model;
    }
    std::sort(steps.begin(), steps.end(), [](const RampStep &a, const RampStep &b) { return a.from < b.from; });
    return steps;
}

} // namespace

RampTerms baseTermsOf(const PriceItem &item, const QString &locationCode)
{
    const auto own = item.locationPrices.find(locationCode);
    return {own == item.locationPrices.end() ? item.model : own->second, item.quantity, {}};
}

Result<std::vector<RampStep>> stepsOf(const Contract &contract, const PriceItem &item, const QString &locationCode)
{
    if (!item.escalation)
        return item.ramp;
    std::vector<EscalationStep> steps;
    std::vector<RampStep> risen;
    for (const auto &[day, step] : risesOf(*item.escalation, contract.term)) {
        steps.push_back(step);
        auto model = escalated(baseTermsOf(item, locationCode).model, steps);
        if (!model)
            return passOn(model);
        risen.push_back({day, std::move(*model), {}, {}});
    }
    return merged(item.ramp, risen);
}

Result<std::vector<PriceInterval>> priceTable(const Contract &contract, const PriceItem &item)
{
    const auto steps = stepsOf(contract, item);
    if (!steps)
        return passOn(steps);
    std::vector<PriceInterval> table;
    for (const RampInterval &interval : intervalsIn(baseTermsOf(item), *steps, contract.serviceOf(item)))
        table.push_back({interval.period, interval.terms, valueOf(interval.terms)});
    return table;
}

std::vector<Period> withoutPauses(const Contract &contract, const Period &served)
{
    std::vector<Period> parts;
    QDate start = served.start;
    for (const Period &pause : contract.terms.pauses) {
        if (!pause.overlaps({start, served.end}))
            continue;
        if (start < pause.start)
            parts.push_back({start, pause.start});
        start = std::max(start, pause.end);
    }
    if (start < served.end)
        parts.push_back({start, served.end});
    return parts;
}

} // namespace accord::contracts
