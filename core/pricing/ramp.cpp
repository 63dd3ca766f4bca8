// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/ramp.h"

namespace accord::pricing {

namespace {
void apply(RampTerms &terms, const RampStep &step)
{
    if (step.model)
        terms.model = *step.model;
    if (step.quantity)
        terms.quantity = *step.quantity;
    if (step.discountPercent)
        terms.discountPercent = *step.discountPercent;
}
} // namespace

RampTerms termsOn(const RampTerms &base, const std::vector<RampStep> &steps, const QDate &day)
{
    RampTerms terms = base;
    for (const RampStep &step : steps)
        if (step.from <= day)
            apply(terms, step);
    return terms;
}

Exact valueOf(const RampTerms &terms, int minorDigits)
{
    return rate(terms.model, terms.quantity, nullptr, minorDigits) * (Exact(1) - Exact::percent(terms.discountPercent));
}

std::vector<RampInterval> intervalsIn(const RampTerms &base, const std::vector<RampStep> &steps, const Period &period)
{
    std::vector<RampInterval> intervals;
    if (period.isEmpty())
        return intervals;
    QDate start = period.start;
    for (const RampStep &step : steps) {
        if (step.from <= start || step.from >= period.end)
            continue;
        intervals.push_back({{start, step.from}, termsOn(base, steps, start)});
        start = step.from;
    }
    intervals.push_back({{start, period.end}, termsOn(base, steps, start)});
    return intervals;
}

Result<void> validate(const std::vector<RampStep> &steps)
{
    for (size_t i = 0; i < steps.size(); ++i) {
        const RampStep &step = steps[i];
        const QVariantMap where{{u"step"_s, qulonglong(i + 1)}, {u"from"_s, step.from.toString(Qt::ISODate)}};
        if (!step.from.isValid() || (i > 0 && step.from <= steps[i - 1].from))
            return fail(ErrorKind::InvalidInput, u"pricing.ramp_order"_s, where);
        if (step.discountPercent && (step.discountPercent->isNegative() || *step.discountPercent > Decimal(100)))
            return fail(ErrorKind::InvalidInput, u"discount.percent_range"_s,
                        {{u"value"_s, step.discountPercent->toString()}});
        if (step.model)
            if (auto valid = validate(*step.model); !valid)
                return valid;
    }
    return {};
}

} // namespace accord::pricing
