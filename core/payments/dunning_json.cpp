// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/json_fields.h"
#include "core/interchange/schemas.h"
#include "core/payments/dunning_schedule.h"

#include <QtCore/QJsonArray>
#include <QtCore/QSet>

#include <algorithm>

namespace accord::payments {

using interchange::JsonFields;

namespace {

std::vector<int> readDays(const QJsonObject &object, const QString &name)
{
    std::vector<int> days;
    for (const QJsonValue &day : object.value(name).toArray())
        days.push_back(int(std::clamp<qint64>(day.toInteger(-1), -1, 1'000'000)));
    return days;
}

std::optional<int> readDay(JsonFields &fields, const QString &name)
{
    return fields.has(name) ? std::optional(fields.integer(name)) : std::nullopt;
}

DunningSchedule readSchedule(const QJsonObject &object, JsonFields &fields)
{
    DunningSchedule schedule;
    fields.require(u"segment"_s);
    schedule.segment = fields.text(u"segment"_s);
    schedule.gracePeriodDays = fields.integer(u"grace_period_days"_s);
    schedule.retryDays = readDays(object, u"retry_days"_s);
    schedule.notifyDays = readDays(object, u"notify_days"_s);
    for (const QJsonValue &role : object.value(u"escalate_to"_s).toArray())
        schedule.escalateTo << role.toString();
    schedule.degradeAfterDays = readDay(fields, u"degrade_after_days"_s);
    schedule.suspendAfterDays = readDay(fields, u"suspend_after_days"_s);
    schedule.accountManagerOutreachDays = readDay(fields, u"account_manager_outreach_days"_s);
    return schedule;
}

QJsonArray toArray(const std::vector<int> &days)
{
    QJsonArray array;
    for (const int day : days)
        array.append(day);
    return array;
}

} // namespace

Result<std::vector<DunningSchedule>> dunningSchedulesFromJson(const QJsonObject &document)
{
    std::vector<DunningSchedule> schedules;
    QSet<QString> segments;
    for (const auto &[object, path] : JsonFields(document).objects(u"schedules"_s)) {
        JsonFields fields(object, path);
        DunningSchedule schedule = readSchedule(object, fields);
        if (const auto usable = check(schedule); !usable)
            fields.keep(u"segment"_s, usable.error());
        if (segments.contains(schedule.segment))
            fields.keep(u"segment"_s, Error{ErrorKind::InvalidInput,
                                            u"payments.dunning_segment_repeated"_s,
                                            {{u"segment"_s, schedule.segment}},
                                            {}});
        if (const auto read = fields.status(); !read)
            return passOn(read);
        segments.insert(schedule.segment);
        schedules.push_back(std::move(schedule));
    }
    return schedules;
}

Result<std::vector<DunningSchedule>> readDunningSchedules(const QByteArray &utf8)
{
    const auto document = interchange::readDocument(utf8, u"dunning"_s);
    return document ? dunningSchedulesFromJson(*document) : Result<std::vector<DunningSchedule>>(passOn(document));
}

QJsonObject toJson(const std::vector<DunningSchedule> &schedules)
{
    QJsonArray array;
    for (const DunningSchedule &schedule : schedules) {
        QJsonObject object{{u"segment"_s, schedule.segment},
                           {u"grace_period_days"_s, schedule.gracePeriodDays},
                           {u"retry_days"_s, toArray(schedule.retryDays)},
                           {u"notify_days"_s, toArray(schedule.notifyDays)},
                           {u"escalate_to"_s, QJsonArray::fromStringList(schedule.escalateTo)}};
        for (const auto &[name, day] :
             {std::pair(u"degrade_after_days"_s, schedule.degradeAfterDays),
              std::pair(u"suspend_after_days"_s, schedule.suspendAfterDays),
              std::pair(u"account_manager_outreach_days"_s, schedule.accountManagerOutreachDays)}) {
            if (day)
                object.insert(name, *day);
        }
        array.append(object);
    }
    return {{u"format"_s, u"accord.dunning/1"_s}, {u"schedules"_s, array}};
}

} // namespace accord::payments
