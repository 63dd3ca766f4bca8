// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recognition/modification.h"

namespace accord::recognition {

namespace {

/// \c total over the days of \c span, of which only those in [from, until) count.
struct Stretch
{
    Money total;
    Period span;
    QDate from;
    QDate until;

    Result<Money> cumulatedAt(const QDate &day) const
    {
        const QDate end = std::clamp(day, span.start, span.end);
        return (Exact(total) * Exact::ratio(span.start.daysTo(end), span.days())).toMoney(total.currency());
    }

    /// What falls on the days before \a day.
    Result<Money> earnedBefore(const QDate &day) const
    {
        const auto end = cumulatedAt(std::clamp(day, from, until));
        const auto begin = cumulatedAt(from);
        if (!end || !begin)
            return end ? begin : end;
        return end->minus(*begin);
    }
};

/// An amount that is booked on one day.
struct Booking
{
    QDate day;
    Money amount;
};

/// What an obligation earned and will earn, change after change.
class Course
{
public:
    Course(const Money &total, const Period &span)
        : m_start(span.start)
        , m_currency(total.currency())
        , m_stretches{{total, span, span.start, span.end}}
    { }

    Result<void> change(const Modification &change, pricing::Recorder *recorder)
    {
        const QDate last = std::max(m_start, m_lastChange);
        if (!change.day.isValid() || change.day < last)
            return fail(ErrorKind::InvalidInput, u"recognition.change_order"_s,
                        {{u"day"_s, change.day.toString(Qt::ISODate)}, {u"after"_s, last.toString(Qt::ISODate)}});
        for (const QDate &day : {change.day, change.end}) {
            if (const auto fine = Period::make(day, day.addDays(1)); !fine)
                return passOn(fine);
        }
        m_lastChange = change.day;
        const auto earned = earnedUntil(change.day, BookingsOfTheDay::In);
        if (!earned)
            return passOn(earned);
        const auto rest = change.total.minus(*earned);
        if (!rest)
            return passOn(rest);
        if (recorder)
            record(recorder, change, *earned, *rest);
        for (Stretch &stretch : m_stretches)
            stretch.until = std::max(stretch.from, std::min(stretch.until, change.day));
        if (change.end <= change.day) {
            m_bookings.push_back({change.day, *rest});
            return {};
        }
        const QDate start = change.treatment == Treatment::Prospective ? change.day : m_start;
        const auto span = Period::make(start, change.end);
        if (!span)
            return passOn(span);
        if (change.treatment == Treatment::Prospective) {
            m_stretches.push_back({*rest, *span, change.day, change.end});
            return {};
        }
        return catchUp({change.total, *span, change.day, change.end}, *earned);
    }

    Result<Schedule> months() const
    {
        QDate last = m_lastChange.isNull() ? m_start : m_lastChange.addDays(1);
        for (const Stretch &stretch : m_stretches)
            last = std::max(last, stretch.until);
        Schedule schedule;
        Money before = Money::zero(m_currency);
        for (Period month = Period::monthOf(m_start); month.start < last; month = Period::monthOf(month.end)) {
            const auto cumulated = earnedUntil(month.end, BookingsOfTheDay::Out);
            if (!cumulated)
                return passOn(cumulated);
            const auto amount = cumulated->minus(before);
            if (!amount)
                return passOn(amount);
            schedule.push_back({month.start, *amount});
            before = *cumulated;
        }
        return schedule;
    }

private:
    Result<void> catchUp(const Stretch &stretch, const Money &earned)
    {
        const auto byNewTerms = stretch.cumulatedAt(stretch.from);
        const auto difference = byNewTerms ? byNewTerms->minus(earned) : byNewTerms;
        if (!difference)
            return passOn(difference);
        m_bookings.push_back({stretch.from, *difference});
        m_stretches.push_back(stretch);
        return {};
    }

    /// A second change on one day sees what the first one booked; a month that ends before the day does not.
    enum class BookingsOfTheDay { In, Out };

    Result<Money> earnedUntil(const QDate &day, BookingsOfTheDay ofTheDay) const
    {
        MoneySum sum(m_currency);
        for (const Stretch &stretch : m_stretches) {
            const auto earned = stretch.earnedBefore(day);
            if (!earned)
                return passOn(earned);
            sum.add(*earned);
        }
        for (const Booking &booking : m_bookings)
            if (booking.day < day || (booking.day == day && ofTheDay == BookingsOfTheDay::In))
                sum.add(booking.amount);
        return sum.total();
    }

    static void record(pricing::Recorder *recorder, const Modification &change, const Money &earned, const Money &rest)
    {
        const pricing::Step step(recorder, [&] { return u"Change on %1"_s.arg(change.day.toString(Qt::ISODate)); });
        recorder->rule(change.treatment == Treatment::Prospective
                           ? u"what is left is recognised from the day on"_s
                           : u"progress is measured again, the difference booked with the change"_s);
        recorder->fact(u"New total"_s, change.total.toString());
        recorder->fact(u"Recognised before"_s, earned.toString());
        recorder->rounded(rest);
    }

    QDate m_start;
    QDate m_lastChange;
    Currency m_currency;
    std::vector<Stretch> m_stretches;
    std::vector<Booking> m_bookings;
};

} // namespace

Result<Schedule> byDay(const Money &total, const Period &span, const std::vector<Modification> &changes,
                       pricing::Recorder *recorder)
{
    if (const auto fine = Period::make(span.start, span.end); !fine)
        return passOn(fine);
    Course course(total, span);
    for (const Modification &change : changes) {
        if (const auto changed = course.change(change, recorder); !changed)
            return passOn(changed);
    }
    return course.months();
}

namespace {

/// What is left of \a total after \a kept, from the month of \a change on.
Result<Schedule> restFrom(const Money &rest, Pattern pattern, const Modification &change)
{
    const bool goesOn = change.end > change.day;
    if (pattern == Pattern::EvenMonths && goesOn)
        return byEvenMonths(rest, change.day, monthsOf({change.day, change.end}));
    return atOnce(rest, goesOn ? change.end.addDays(-1) : change.day);
}

void recordChange(pricing::Recorder *recorder, const Modification &change, const Money &kept, const Money &rest)
{
    if (!recorder)
        return;
    const pricing::Step step(recorder, [&] { return u"Change on %1"_s.arg(change.day.toString(Qt::ISODate)); });
    recorder->rule(u"what is left is recognised from its month on"_s);
    recorder->fact(u"New total"_s, change.total.toString());
    recorder->fact(u"Recognised in the months before"_s, kept.toString());
    recorder->rounded(rest);
}

/// Of an obligation that is recognised in even months or at a point in time.
Result<Schedule> inMonths(const Money &allocated, const Obligation &obligation,
                          const std::vector<Modification> &changes, pricing::Recorder *recorder)
{
    auto schedule = scheduleOf(allocated, obligation, recorder);
    for (const Modification &change : changes) {
        if (!schedule)
            return schedule;
        const QDate month = Period::monthOf(change.day).start;
        std::erase_if(*schedule, [&](const MonthAmount &amount) { return amount.month >= month; });
        const auto kept = totalOf(*schedule, allocated.currency());
        const auto rest = kept ? change.total.minus(*kept) : kept;
        if (!rest)
            return passOn(rest);
        recordChange(recorder, change, *kept, *rest);
        const auto later = restFrom(*rest, obligation.pattern, change);
        if (!later)
            return later;
        schedule = added({*schedule, *later});
    }
    return schedule;
}

} // namespace

Result<Schedule> scheduleAfter(const Money &allocated, const Obligation &obligation,
                               const std::vector<Modification> &changes, pricing::Recorder *recorder)
{
    if (changes.empty())
        return scheduleOf(allocated, obligation, recorder);
    auto schedule = obligation.pattern == Pattern::Daily ? byDay(allocated, obligation.span, changes, recorder)
                                                         : inMonths(allocated, obligation, changes, recorder);
    if (schedule && recorder) {
        const pricing::Step step(recorder, [] { return u"Recognition after the changes"_s; });
        recorder->rounded(changes.back().total);
        for (const MonthAmount &month : *schedule)
            recorder->fact(month.month.toString(u"yyyy-MM"_s), month.amount.toString());
    }
    return schedule;
}

} // namespace accord::recognition
