// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recognition/schedule.h"

#include "core/money/allocation.h"

namespace accord::recognition {

namespace {

constexpr int mostMonths = 1200;

void record(pricing::Recorder *recorder, const QString &rule, const Money &total, const Schedule &schedule)
{
    const pricing::Step step(recorder, [] { return u"Recognition"_s; });
    recorder->rule(rule);
    recorder->rounded(total);
    for (const MonthAmount &month : schedule)
        recorder->fact(month.month.toString(u"yyyy-MM"_s), month.amount.toString());
}

} // namespace

Result<Schedule> byDay(const Money &total, const Period &span, pricing::Recorder *recorder)
{
    if (const auto fine = Period::make(span.start, span.end); !fine)
        return passOn(fine);
    Schedule schedule;
    Money before = Money::zero(total.currency());
    for (Period month = Period::monthOf(span.start); month.start < span.end; month = Period::monthOf(month.end)) {
        const qint64 days = span.start.daysTo(std::min(month.end, span.end));
        const auto cumulated = (Exact(total) * Exact::ratio(days, span.days())).toMoney(total.currency());
        if (!cumulated)
            return passOn(cumulated);
        const auto amount = cumulated->minus(before);
        if (!amount)
            return passOn(amount);
        schedule.push_back({month.start, *amount});
        before = *cumulated;
    }
    if (recorder)
        record(recorder,
               u"total × days until the month's end / %1 days, less what was recognised before"_s.arg(span.days()),
               total, schedule);
    return schedule;
}

Result<Schedule> byEvenMonths(const Money &total, const QDate &first, int months, pricing::Recorder *recorder)
{
    if (months < 1 || months > mostMonths)
        return fail(ErrorKind::InvalidInput, u"recognition.months"_s, {{u"months"_s, months}, {u"most"_s, mostMonths}});
    if (const auto fine = Period::make(first, first.addMonths(months)); !fine)
        return passOn(fine);
    const auto parts = allocate(total, std::vector<Exact>(size_t(months), Exact(1)));
    if (!parts)
        return passOn(parts);
    Schedule schedule;
    Period month = Period::monthOf(first);
    for (const Money &part : *parts) {
        schedule.push_back({month.start, part});
        month = Period::monthOf(month.end);
    }
    if (recorder)
        record(recorder, u"equal months by largest remainder"_s, total, schedule);
    return schedule;
}

Result<Schedule> atOnce(const Money &total, const QDate &day, pricing::Recorder *recorder)
{
    if (const auto fine = Period::make(day, day.addDays(1)); !fine)
        return passOn(fine);
    Schedule schedule{{Period::monthOf(day).start, total}};
    if (recorder)
        record(recorder, u"at once, satisfied on %1"_s.arg(day.toString(Qt::ISODate)), total, schedule);
    return schedule;
}

Result<Schedule> added(const std::vector<Schedule> &schedules)
{
    QDate first, last;
    for (const Schedule &schedule : schedules) {
        for (const MonthAmount &entry : schedule) {
            const QDate month = Period::monthOf(entry.month).start;
            if (const auto fine = Period::make(month, month.addMonths(1)); !fine)
                return passOn(fine);
            first = first.isNull() ? month : std::min(first, month);
            last = last.isNull() ? month : std::max(last, month);
        }
    }
    if (first.isNull())
        return Schedule();
    const auto placeOf = [&](const QDate &month) {
        return size_t((month.year() - first.year()) * 12 + month.month() - first.month());
    };
    std::vector<std::optional<Money>> sums(placeOf(last) + 1);
    Currency currency;
    for (const Schedule &schedule : schedules) {
        for (const MonthAmount &month : schedule) {
            auto &sum = sums[placeOf(month.month)];
            currency = month.amount.currency();
            const auto next = sum ? sum->plus(month.amount) : Result<Money>(month.amount);
            if (!next)
                return passOn(next);
            sum = *next;
        }
    }
    Schedule result;
    for (size_t i = 0; i < sums.size(); ++i)
        result.push_back({first.addMonths(int(i)), sums[i].value_or(Money::zero(currency))});
    const auto total = totalOf(result, currency);
    return total ? Result<Schedule>(result) : passOn(total);
}

Result<Money> totalOf(const Schedule &schedule, const Currency &currency)
{
    MoneySum sum(currency);
    for (const MonthAmount &month : schedule)
        sum.add(month.amount);
    return sum.total();
}

} // namespace accord::recognition
