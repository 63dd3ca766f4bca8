// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/dunning_schedule.h"

#include <QtCore/QStringList>

#include <algorithm>
#include <array>

namespace accord::payments {

namespace {

constexpr std::array kinds{DunningStepKind::Retry,    DunningStepKind::Notify,  DunningStepKind::Outreach,
                           DunningStepKind::Escalate, DunningStepKind::Degrade, DunningStepKind::Suspend};

constexpr int mostDays = 3650;

bool isUsable(const std::vector<int> &days)
{
    return std::all_of(days.begin(), days.end(), [](int day) { return day >= 0 && day <= mostDays; })
           && std::adjacent_find(days.begin(), days.end(), std::greater_equal()) == days.end();
}

void addEach(std::vector<DunningStep> &steps, DunningStepKind kind, const std::vector<int> &days)
{
    for (size_t i = 0; i < days.size(); ++i)
        steps.push_back({kind, days[i], int(i) + 1, {}, false});
}

/// Adds a step that takes service away, where the schedule has one.
void addServiceAction(std::vector<DunningStep> &steps, DunningStepKind kind, const std::optional<int> &day)
{
    if (day)
        steps.push_back({kind, *day, 1, {}, true});
}

} // namespace

QString toString(DunningStepKind kind)
{
    switch (kind) {
    case DunningStepKind::Retry:
        return u"retry"_s;
    case DunningStepKind::Notify:
        return u"notify"_s;
    case DunningStepKind::Outreach:
        return u"outreach"_s;
    case DunningStepKind::Escalate:
        return u"escalate"_s;
    case DunningStepKind::Degrade:
        return u"degrade"_s;
    case DunningStepKind::Suspend:
        return u"suspend"_s;
    }
    Q_UNREACHABLE();
}

Result<DunningStepKind> dunningStepFromString(const QString &text)
{
    const auto known
        = std::find_if(kinds.begin(), kinds.end(), [&](DunningStepKind kind) { return toString(kind) == text; });
    if (known == kinds.end())
        return fail(ErrorKind::InvalidInput, u"payments.dunning_step_unknown"_s, {{u"value"_s, text}});
    return *known;
}

std::vector<DunningStep> stepsOf(const DunningSchedule &schedule)
{
    std::vector<DunningStep> steps;
    addEach(steps, DunningStepKind::Retry, schedule.retryDays);
    addEach(steps, DunningStepKind::Notify, schedule.notifyDays);
    if (const auto &day = schedule.accountManagerOutreachDays)
        steps.push_back({DunningStepKind::Outreach, *day, 1, {u"account_manager"_s}, false});
    if (!schedule.escalateTo.isEmpty())
        steps.push_back({DunningStepKind::Escalate, schedule.gracePeriodDays + 1, 1, schedule.escalateTo, false});
    addServiceAction(steps, DunningStepKind::Degrade, schedule.degradeAfterDays);
    addServiceAction(steps, DunningStepKind::Suspend, schedule.suspendAfterDays);
    std::stable_sort(steps.begin(), steps.end(),
                     [](const DunningStep &a, const DunningStep &b) { return a.day < b.day; });
    return steps;
}

Result<void> check(const DunningSchedule &schedule)
{
    const auto refuse
        = [&](const QString &id) { return fail(ErrorKind::InvalidInput, id, {{u"segment"_s, schedule.segment}}); };
    if (schedule.segment.isEmpty())
        return refuse(u"payments.dunning_segment"_s);
    std::vector<int> single{schedule.gracePeriodDays};
    bool areUsable = isUsable(schedule.retryDays) && isUsable(schedule.notifyDays) && isUsable(single);
    for (const auto &day :
         {schedule.degradeAfterDays, schedule.suspendAfterDays, schedule.accountManagerOutreachDays}) {
        if (day)
            areUsable = areUsable && isUsable({*day});
    }
    if (!areUsable)
        return refuse(u"payments.dunning_days"_s);
    const bool isHasty = (schedule.degradeAfterDays && *schedule.degradeAfterDays <= schedule.gracePeriodDays)
                         || (schedule.suspendAfterDays && *schedule.suspendAfterDays <= schedule.gracePeriodDays);
    const bool isReversed = schedule.degradeAfterDays && schedule.suspendAfterDays
                            && *schedule.suspendAfterDays <= *schedule.degradeAfterDays;
    if (isHasty || isReversed)
        return refuse(u"payments.dunning_order"_s);
    return {};
}

} // namespace accord::payments
