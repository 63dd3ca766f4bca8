// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/escalator.h"
#include "core/pricing/ramp.h"
#include "tests/conformance/models.h"

namespace accord::conformance {

using namespace pricing;

namespace {

/// Nothing is due outside the intervals: each one ends in a step to nothing.
std::vector<RampStep> stepsOf(Vector &vector)
{
    std::vector<RampStep> steps;
    for (Fields &interval : vector.context.objects(u"intervals"_s)) {
        const QDate start = interval.date(u"start"_s);
        if (!steps.empty() && steps.back().from == start)
            steps.pop_back();
        steps.push_back({start, PerUnit{interval.decimal(u"amount"_s)}, interval.decimal(u"quantity"_s, Decimal(1)),
                         interval.optionalDecimal(u"discount_percent"_s)});
        if (interval.has(u"end"_s))
            steps.push_back({interval.date(u"end"_s), PerUnit{}, Decimal(0), Decimal(0)});
    }
    return steps;
}

Outcome ramp(Vector &vector)
{
    const auto steps = stepsOf(vector);
    if (const auto valid = validate(steps); !valid)
        return Outcome::failed(valid.error());
    QJsonArray amounts;
    for (const QString &day : vector.context.texts(u"dates"_s)) {
        const RampTerms terms = termsOn({PerUnit{}, Decimal(0), {}}, steps, QDate::fromString(day, Qt::ISODate));
        amounts.append(print(valueOf(terms)));
    }
    return Outcome::ok({{u"amounts"_s, amounts}});
}

std::vector<EscalationStep> escalationsOf(Vector &vector)
{
    std::vector<EscalationStep> steps;
    const Decimal baseIndex = vector.context.decimal(u"base_index"_s);
    for (Fields &step : vector.context.objects(u"steps"_s)) {
        EscalationStep escalation;
        escalation.kind = step.take(escalationKindFromString(step.text(u"kind"_s)));
        escalation.percent = step.decimal(u"percent"_s);
        escalation.index = step.decimal(u"index"_s);
        escalation.priorIndex = step.decimal(u"prior_index"_s, steps.empty() ? baseIndex : steps.back().index);
        if (escalation.kind == EscalationKind::IndexFromBase)
            escalation.priorIndex = step.decimal(u"base_index"_s, baseIndex);
        escalation.floorPercent = step.optionalDecimal(u"floor"_s);
        escalation.capPercent = step.optionalDecimal(u"cap"_s);
        if (step.has(u"index_percent_scale"_s))
            escalation.indexPercentPlaces = step.integer(u"index_percent_scale"_s);
        steps.push_back(escalation);
    }
    return steps;
}

Outcome escalator(Vector &vector)
{
    const Decimal base = vector.price.decimal(u"amount"_s);
    const int places = vector.currency.minorDigits();
    const auto prices = escalatedPrices(base, escalationsOf(vector), places, vector.context.flag(u"carry_rounded"_s));
    if (!prices)
        return Outcome::failed(prices.error());
    QJsonArray amounts;
    for (const Decimal &price : *prices)
        amounts.append(print(price));
    if (!vector.context.has(u"blend"_s) || prices->empty())
        return Outcome::ok({{u"amounts"_s, amounts}});
    Fields blend = vector.context.object(u"blend"_s);
    const Decimal before = prices->size() > 1 ? prices->at(prices->size() - 2) : base;
    const auto blended
        = blendedPrice(before, prices->back(), blend.integer(u"old_days"_s), blend.integer(u"new_days"_s), places);
    if (!blended)
        return Outcome::failed(blended.error());
    amounts.removeLast();
    amounts.append(print(*blended));
    return Outcome::ok({{u"amounts"_s, amounts}, {u"blended"_s, print(*blended)}});
}

} // namespace

void addContractModels(Models &models)
{
    models.insert(u"ramp"_s, ramp);
    models.insert(u"escalator"_s, escalator);
}

} // namespace accord::conformance
