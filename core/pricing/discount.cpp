// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/discount.h"

namespace accord::pricing {

namespace {

tl::unexpected<Error> refuse(const QString &id, const Discount &discount, const QString &value = {}, size_t step = 0)
{
    return fail(ErrorKind::InvalidInput, id,
                {{u"discount"_s, discount.name}, {u"step"_s, qulonglong(step)}, {u"value"_s, value}});
}

bool isPercentage(const Decimal &value)
{
    return value >= Decimal(0) && value <= Decimal(100);
}

Result<void> validateSteps(const Discount &discount)
{
    if (discount.steps.empty())
        return refuse(u"discount.steps_empty"_s, discount);
    for (size_t i = 0; i < discount.steps.size(); ++i) {
        if (!isPercentage(discount.steps[i].percent))
            return refuse(u"discount.percent_range"_s, discount, discount.steps[i].percent.toString(), i + 1);
        if (i > 0 && discount.steps[i].from <= discount.steps[i - 1].from)
            return refuse(u"discount.step_order"_s, discount, discount.steps[i].from.toString(), i + 1);
        if (i > 0 && discount.steps[i].percent < discount.steps[i - 1].percent)
            return refuse(u"discount.step_falling"_s, discount, discount.steps[i].percent.toString(), i + 1);
    }
    return {};
}

Decimal highestStepReached(const std::vector<DiscountStep> &steps, const Decimal &measure)
{
    Decimal percent;
    for (const DiscountStep &step : steps) {
        if (step.from <= measure)
            percent = step.percent;
    }
    return percent;
}

} // namespace

Result<void> validate(const Discount &discount)
{
    if (discount.start.isValid() && discount.end.isValid() && discount.end <= discount.start)
        return refuse(u"discount.dates"_s, discount, discount.end.toString(Qt::ISODate));
    switch (discount.basis) {
    case DiscountBasis::Percent:
        return isPercentage(discount.percent)
                   ? Result<void>()
                   : refuse(u"discount.percent_range"_s, discount, discount.percent.toString());
    case DiscountBasis::Fixed:
        return discount.amount.isNegative()
                   ? refuse(u"discount.amount_negative"_s, discount, discount.amount.toString())
                   : Result<void>();
    case DiscountBasis::Locations:
    case DiscountBasis::AnnualValue:
    case DiscountBasis::TermYears:
        return validateSteps(discount);
    }
    Q_UNREACHABLE();
}

Decimal percentOf(const Discount &discount, const DiscountFacts &facts)
{
    switch (discount.basis) {
    case DiscountBasis::Percent:
        return discount.percent;
    case DiscountBasis::Fixed:
        return {};
    case DiscountBasis::Locations:
        return highestStepReached(discount.steps, Decimal(facts.locations));
    case DiscountBasis::AnnualValue:
        return highestStepReached(discount.steps, facts.annualValue);
    case DiscountBasis::TermYears:
        return highestStepReached(discount.steps, Decimal(facts.termYears));
    }
    Q_UNREACHABLE();
}

Result<DiscountedLine> applyDiscounts(const Exact &gross, const Currency &currency,
                                      const std::vector<std::pair<size_t, Decimal>> &discounts, Recorder *recorder)
{
    const auto roundedGross = gross.toMoney(currency);
    if (!roundedGross)
        return passOn(roundedGross);
    DiscountedLine line{*roundedGross, {}, {}};
    Exact left = gross;
    for (const auto &[place, percent] : discounts) {
        const Exact exact = left * Exact::percent(percent);
        const auto rounded = exact.toMoney(currency);
        if (!rounded)
            return passOn(rounded);
        if (recorder) {
            Step step(recorder, [&, p = percent] { return u"Discount %1 %"_s.arg(p.toShortString()); });
            recorder->rule(u"of the %1 that are left, rounded"_s.arg(left.toString()));
            recorder->exact(-exact);
            recorder->rounded(rounded->negated());
        }
        const Exact rest = left - Exact(*rounded);
        left = rest.isNegative() ? Exact() : rest;
        line.taken.push_back({place, *rounded});
    }
    const auto net = left.toMoney(currency);
    if (!net)
        return passOn(net);
    line.net = *net;
    return line;
}

namespace {

Result<void> usable(const Reduction &reduction)
{
    const QVariantMap args{{u"discount"_s, reduction.name}};
    if (reduction.isFixed ? reduction.amount.isNegative() || reduction.used.isNegative() : false)
        return fail(ErrorKind::InvalidInput, u"discount.amount_negative"_s, args);
    if (!reduction.isFixed && reduction.percent.isNegative())
        return fail(ErrorKind::InvalidInput, u"discount.percent_range"_s, args);
    return {};
}

/// What \a reduction takes from \a left, not yet limited to it.
Result<Money> wanted(const Reduction &reduction, const Money &left)
{
    const Money nothing = Money::zero(left.currency());
    if (!reduction.isFixed)
        return (Exact(left) * Exact::percent(std::min(reduction.percent, Decimal(100)))).toMoney(left.currency());
    if (reduction.amount.currency() != left.currency() || left.isNegative())
        return nothing;
    const auto unused
        = reduction.used.isZero() ? Result<Money>(reduction.amount) : reduction.amount.minus(reduction.used);
    return unused && unused->isNegative() ? Result<Money>(nothing) : unused;
}

void record(Recorder *recorder, const Reduction &reduction, const Money &left, const Money &taken)
{
    const Step step(recorder, [&] { return reduction.name.isEmpty() ? u"Discount"_s : reduction.name; });
    if (reduction.isFixed)
        recorder->rule(u"fixed amount, at most the %1 that are left"_s.arg(left.toString()));
    else
        recorder->rule(
            u"%1 % of the %2 that are left, rounded"_s.arg(reduction.percent.toShortString(), left.toString()));
    recorder->rounded(taken.negated());
}

} // namespace

Result<ReducedAmount> reduce(const Money &amount, const std::vector<Reduction> &reductions, Recorder *recorder)
{
    ReducedAmount result{{}, Money::zero(amount.currency()), amount};
    for (const Reduction &reduction : reductions) {
        if (const auto fine = usable(reduction); !fine)
            return passOn(fine);
        auto taken = wanted(reduction, result.net);
        if (!taken)
            return passOn(taken);
        if (reduction.isFixed && taken->minor() > result.net.minor())
            taken = result.net.isNegative() ? Money::zero(amount.currency()) : result.net;
        if (recorder)
            record(recorder, reduction, result.net, *taken);
        const auto total = result.total.plus(*taken);
        const auto net = result.net.minus(*taken);
        if (!total || !net)
            return passOn(total ? net : total);
        result.taken.push_back(*taken);
        result.total = *total;
        result.net = *net;
    }
    return result;
}

QString toString(DiscountBasis basis)
{
    switch (basis) {
    case DiscountBasis::Percent:
        return u"percent"_s;
    case DiscountBasis::Fixed:
        return u"fixed"_s;
    case DiscountBasis::Locations:
        return u"locations"_s;
    case DiscountBasis::AnnualValue:
        return u"annual_value"_s;
    case DiscountBasis::TermYears:
        return u"term_years"_s;
    }
    Q_UNREACHABLE();
}

QString toString(DiscountScope scope)
{
    switch (scope) {
    case DiscountScope::Recurring:
        return u"recurring"_s;
    case DiscountScope::Usage:
        return u"usage"_s;
    case DiscountScope::Everything:
        return u"everything"_s;
    }
    Q_UNREACHABLE();
}

Result<DiscountBasis> discountBasisFromString(const QString &text)
{
    for (const auto value : {DiscountBasis::Percent, DiscountBasis::Fixed, DiscountBasis::Locations,
                             DiscountBasis::AnnualValue, DiscountBasis::TermYears}) {
        if (toString(value) == text)
            return value;
    }
    return fail(ErrorKind::InvalidInput, u"discount.basis_unknown"_s, {{u"value"_s, text}});
}

Result<DiscountScope> discountScopeFromString(const QString &text)
{
    for (const auto value : {DiscountScope::Recurring, DiscountScope::Usage, DiscountScope::Everything}) {
        if (toString(value) == text)
            return value;
    }
    return fail(ErrorKind::InvalidInput, u"discount.scope_unknown"_s, {{u"value"_s, text}});
}

} // namespace accord::pricing
