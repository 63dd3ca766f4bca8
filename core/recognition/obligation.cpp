// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recognition/obligation.h"

#include "core/money/allocation.h"

namespace accord::recognition {

int monthsOf(const Period &span)
{
    const QDate last = span.lastDay();
    return (last.year() - span.start.year()) * 12 + last.month() - span.start.month() + 1;
}

Result<Schedule> scheduleOf(const Money &amount, const Obligation &obligation, pricing::Recorder *recorder)
{
    if (const auto fine = Period::make(obligation.span.start, obligation.span.end); !fine)
        return passOn(fine);
    switch (obligation.pattern) {
    case Pattern::Daily:
        return byDay(amount, obligation.span, recorder);
    case Pattern::EvenMonths:
        return byEvenMonths(amount, obligation.span.start, monthsOf(obligation.span), recorder);
    case Pattern::PointInTime:
        return atOnce(amount, obligation.span.start, recorder);
    }
    Q_UNREACHABLE();
}

Result<std::vector<Money>> allocateTransactionPrice(const Money &price, const std::vector<Obligation> &obligations,
                                                    pricing::Recorder *recorder)
{
    std::vector<Exact> weights;
    for (const Obligation &obligation : obligations) {
        if (obligation.standAlonePrice.currency() != price.currency())
            return fail(
                ErrorKind::InvalidInput, u"money.currency_mix"_s,
                {{u"one"_s, price.currency().code()}, {u"other"_s, obligation.standAlonePrice.currency().code()}});
        weights.emplace_back(obligation.standAlonePrice);
    }
    const auto parts = allocate(price, weights);
    if (parts && recorder) {
        const pricing::Step step(recorder, [] { return u"Transaction price"_s; });
        recorder->rule(u"allocated by stand-alone prices, largest remainder"_s);
        recorder->rounded(price);
        for (size_t i = 0; i < obligations.size(); ++i)
            recorder->fact(obligations[i].name, (*parts)[i].toString(),
                           u"stand-alone price %1"_s.arg(obligations[i].standAlonePrice.toString()));
    }
    return parts;
}

Result<RevenuePlan> planRevenue(const Money &price, const std::vector<Obligation> &obligations,
                                pricing::Recorder *recorder)
{
    const auto parts = allocateTransactionPrice(price, obligations, recorder);
    if (!parts)
        return passOn(parts);
    RevenuePlan plan;
    std::vector<Schedule> schedules;
    for (size_t i = 0; i < obligations.size(); ++i) {
        const pricing::Step step(recorder, [&] { return obligations[i].name; });
        const auto months = scheduleOf((*parts)[i], obligations[i], recorder);
        if (!months) {
            Error error = months.error();
            error.args.insert(u"obligation"_s, obligations[i].name);
            return tl::unexpected(error);
        }
        schedules.push_back(*months);
        plan.obligations.push_back({obligations[i].name, (*parts)[i], *months});
    }
    const auto all = added(schedules);
    if (!all)
        return passOn(all);
    plan.months = *all;
    return plan;
}

QString toString(Pattern pattern)
{
    switch (pattern) {
    case Pattern::Daily:
        return u"daily"_s;
    case Pattern::EvenMonths:
        return u"even_months"_s;
    case Pattern::PointInTime:
        return u"point_in_time"_s;
    }
    Q_UNREACHABLE();
}

Result<Pattern> patternFromString(const QString &text)
{
    for (const auto value : {Pattern::Daily, Pattern::EvenMonths, Pattern::PointInTime}) {
        if (toString(value) == text)
            return value;
    }
    return fail(ErrorKind::InvalidInput, u"recognition.pattern_unknown"_s, {{u"value"_s, text.left(40)}});
}

} // namespace accord::recognition
