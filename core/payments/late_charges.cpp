// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/late_charges.h"

#include <algorithm>

namespace accord::payments {

namespace {

Result<void> check(const std::vector<OpenFrom> &history, const LateChargeRule &rule)
{
    const RateFrom *before = nullptr;
    for (const RateFrom &rate : rule.rates) {
        const bool isInOrder = !before || before->from < rate.from;
        if (!isInOrder || rate.percent.isNegative() || rate.percent > Decimal(100))
            return fail(ErrorKind::InvalidInput, u"payments.late_rates"_s,
                        {{u"from"_s, rate.from.toString(Qt::ISODate)}, {u"percent"_s, rate.percent.toString()}});
        before = &rate;
    }
    if (rule.yearDays != 360 && rule.yearDays != 365)
        return fail(ErrorKind::InvalidInput, u"payments.year_days"_s, {{u"days"_s, rule.yearDays}});
    for (size_t i = 0; i < history.size(); ++i) {
        if (!history[i].from.isValid() || (i > 0 && history[i].from <= history[i - 1].from))
            return fail(ErrorKind::InvalidInput, u"payments.open_history"_s,
                        {{u"from"_s, history[i].from.toString(Qt::ISODate)}});
        if (const auto sameCurrency = history.front().open.plus(history[i].open); !sameCurrency)
            return passOn(sameCurrency);
    }
    return {};
}

/// The days of [from, to) that lie in [start, end); a null start or end is open.
qint64 daysWithin(const QDate &from, const QDate &to, const QDate &start, const QDate &end)
{
    const QDate first = start.isNull() ? from : std::max(from, start);
    const QDate last = end.isNull() ? to : std::min(to, end);
    return std::max<qint64>(first.daysTo(last), 0);
}

/// The interest of an amount over [from, to).
Exact interestOn(const Money &open, const QDate &from, const QDate &to, const LateChargeRule &rule,
                 pricing::Recorder *recorder)
{
    Exact interest;
    for (size_t i = 0; i < rule.rates.size(); ++i) {
        const QDate next = i + 1 < rule.rates.size() ? rule.rates[i + 1].from : QDate();
        const qint64 days = daysWithin(from, to, rule.rates[i].from, next);
        if (days == 0 || open.minor() <= 0)
            continue;
        interest = interest + Exact(open) * Exact::percent(rule.rates[i].percent) * Exact::ratio(days, rule.yearDays);
        if (recorder)
            recorder->fact(u"%1 days from %2"_s.arg(days).arg(from.toString(Qt::ISODate)),
                           u"%1 at %2 %"_s.arg(open.toString(), rule.rates[i].percent.toShortString()));
    }
    return interest;
}

} // namespace

Result<LateCharge> lateChargeOn(const std::vector<OpenFrom> &history, const QDate &due, const QDate &asOf,
                                const LateChargeRule &rule, pricing::Recorder *recorder)
{
    if (const auto usable = check(history, rule); !usable)
        return passOn(usable);
    if (history.empty())
        return LateCharge{};
    const Money none = Money::zero(history.front().open.currency());
    LateCharge charge{std::max<qint64>(due.daysTo(asOf), 0), none, none};
    if (charge.days <= rule.graceDays)
        return charge;
    const pricing::Step step(recorder, [] { return u"Interest for late payment"_s; });
    const QDate first = due.addDays(1), end = asOf.addDays(1);
    Exact exact;
    bool wasOpen = false;
    for (size_t i = 0; i < history.size(); ++i) {
        const QDate from = std::max(history[i].from, first);
        const QDate to = i + 1 < history.size() ? std::min(history[i + 1].from, end) : end;
        if (from >= to)
            continue;
        wasOpen = wasOpen || history[i].open.minor() > 0;
        exact = exact + interestOn(history[i].open, from, to, rule, recorder);
    }
    const auto interest = exact.toMoney(none.currency());
    if (!interest)
        return passOn(interest);
    const bool isTooLittle = rule.least && rule.least->currency() == none.currency() && *interest != none
                             && interest->minor() < rule.least->minor();
    charge.interest = isTooLittle ? none : *interest;
    if (rule.fee && wasOpen && rule.fee->currency() == none.currency())
        charge.fee = *rule.fee;
    if (recorder) {
        recorder->rule(u"open amount × yearly rate × days ÷ %1"_s.arg(rule.yearDays));
        recorder->exact(exact);
        recorder->rounded(charge.interest);
    }
    return charge;
}

} // namespace accord::payments
