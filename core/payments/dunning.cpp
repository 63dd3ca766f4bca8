// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/dunning.h"

#include <algorithm>
#include <map>

namespace accord::payments {

namespace {

/// What is due after unapplied cash has paid the oldest documents.
Result<void> addDueDocuments(DunningState &state, const DunnedAccount &account, const QDate &asOf)
{
    std::vector<DunnedDocument> documents = account.documents;
    std::stable_sort(documents.begin(), documents.end(),
                     [](const DunnedDocument &a, const DunnedDocument &b) { return a.due < b.due; });
    MoneySum amount(account.unapplied.currency());
    std::int64_t covered = account.unapplied.minor();
    bool isDisputed = false;
    for (const DunnedDocument &document : documents) {
        if (document.open.minor() <= 0 || document.due > asOf)
            continue;
        if (document.isDisputed) {
            isDisputed = true;
            continue;
        }
        const std::int64_t paid = std::min(covered, document.open.minor());
        covered -= paid;
        const Money left(document.open.minor() - paid, document.open.currency());
        amount.add(left);
        if (state.oldestDue.isNull() && !left.isZero())
            state.oldestDue = document.due;
    }
    if (!amount.total())
        return passOn(amount.total());
    state.amount = *amount.total();
    state.daysLate = state.oldestDue.isNull() ? 0 : state.oldestDue.daysTo(asOf);
    if (!state.isDue() && isDisputed)
        state.pause = DunningPause::Disputed;
    return {};
}

void addPause(DunningState &state, const DunnedAccount &account, const QDate &asOf)
{
    for (const PaymentPromise &promise : account.promises) {
        state.brokenPromises += promise.isBroken(asOf);
        if (promise.isWaitedFor(asOf) && (state.pausedUntil.isNull() || state.pausedUntil < promise.promisedFor)) {
            state.pause = DunningPause::Promise;
            state.pausedUntil = promise.promisedFor;
        }
    }
    const bool isByHand = !account.pausedUntil.isNull() && asOf <= account.pausedUntil;
    if (isByHand && (state.pausedUntil.isNull() || state.pausedUntil < account.pausedUntil)) {
        state.pause = DunningPause::ByHand;
        state.pausedUntil = account.pausedUntil;
    }
}

bool isDone(const DunnedAccount &account, const DunningStep &step, const QDate &oldestDue)
{
    return std::any_of(account.done.begin(), account.done.end(), [&](const DunningStepDone &done) {
        return done.kind == step.kind && done.level >= step.level && done.due == oldestDue;
    });
}

void addSteps(DunningState &state, const DunnedAccount &account, const DunningSchedule &schedule)
{
    std::map<DunningStepKind, DunningStep> latest;
    for (const DunningStep &step : stepsOf(schedule)) {
        if (isDone(account, step, state.oldestDue))
            continue;
        if (step.day <= state.daysLate)
            latest[step.kind] = step;
        else if (!state.nextStep)
            state.nextStep = step;
    }
    if (state.nextStep)
        state.nextOn = state.oldestDue.addDays(state.nextStep->day);
    if (state.pause == DunningPause::None) {
        for (const auto &[kind, step] : latest)
            state.dueSteps.push_back(step);
        return;
    }
    // A pause moves what falls into it to the day after.
    if (!latest.empty())
        state.nextStep = latest.begin()->second;
    if (state.nextStep)
        state.nextOn = std::max(state.oldestDue.addDays(state.nextStep->day), state.pausedUntil.addDays(1));
}

void record(pricing::Recorder *recorder, const DunningState &state)
{
    const pricing::Step step(recorder, [] { return u"Urgency"_s; });
    recorder->rule(u"due amount × days late × (1 + broken promises)"_s);
    recorder->exact(state.urgency);
    recorder->fact(u"Due amount"_s, state.amount.toString());
    recorder->fact(u"Days late"_s, QString::number(state.daysLate));
    recorder->fact(u"Broken promises"_s, QString::number(state.brokenPromises));
}

} // namespace

QString toString(DunningPause pause)
{
    switch (pause) {
    case DunningPause::None:
        return u"none"_s;
    case DunningPause::Promise:
        return u"promise"_s;
    case DunningPause::ByHand:
        return u"by_hand"_s;
    case DunningPause::Disputed:
        return u"disputed"_s;
    }
    Q_UNREACHABLE();
}

Result<DunningState> dunningStateOf(const DunnedAccount &account, const DunningSchedule &schedule, const QDate &asOf,
                                    pricing::Recorder *recorder)
{
    if (account.segment != schedule.segment)
        return fail(ErrorKind::InvalidInput, u"payments.dunning_schedule_missing"_s, {{u"segment"_s, account.segment}});
    if (const auto usable = check(schedule); !usable)
        return passOn(usable);
    DunningState state;
    state.account = account.account;
    if (const auto added = addDueDocuments(state, account, asOf); !added)
        return passOn(added);
    if (!state.isDue())
        return state;
    addPause(state, account, asOf);
    addSteps(state, account, schedule);
    state.urgency = Exact(state.amount) * Exact(state.daysLate) * Exact(1 + state.brokenPromises);
    if (recorder)
        record(recorder, state);
    return state;
}

Result<std::vector<DunningState>> dunningWorklist(const std::vector<DunnedAccount> &accounts,
                                                  const std::vector<DunningSchedule> &schedules, const QDate &asOf)
{
    std::vector<DunningState> list;
    for (const DunnedAccount &account : accounts) {
        const auto schedule = std::find_if(schedules.begin(), schedules.end(),
                                           [&](const DunningSchedule &one) { return one.segment == account.segment; });
        const auto state = dunningStateOf(account, schedule == schedules.end() ? DunningSchedule() : *schedule, asOf);
        if (!state)
            return passOn(state);
        if (!list.empty()) {
            if (const auto sameCurrency = list.front().amount.plus(state->amount); !sameCurrency)
                return passOn(sameCurrency);
        }
        if (state->isDue())
            list.push_back(*state);
    }
    std::sort(list.begin(), list.end(), [](const DunningState &a, const DunningState &b) {
        const bool aPaused = a.pause != DunningPause::None, bPaused = b.pause != DunningPause::None;
        if (aPaused != bPaused)
            return bPaused;
        if (a.urgency != b.urgency)
            return a.urgency > b.urgency;
        return a.oldestDue != b.oldestDue ? a.oldestDue < b.oldestDue : a.account < b.account;
    });
    return list;
}

} // namespace accord::payments
