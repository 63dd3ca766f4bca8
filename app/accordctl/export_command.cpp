// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"
#include "app/accordctl/json_values.h"
#include "app/accordctl/worker_command.h"

#include "core/workspace/export_schedules.h"
#include "ui/errors/error_words.h"

#include <QtCore/QDir>

namespace accord::ctl {

namespace {

QJsonObject toJson(const storage::ExportSchedule &schedule, const std::vector<storage::ExportRun> &runs)
{
    return {{u"schedule"_s, schedule.name},
            {u"what"_s, schedule.what},
            {u"written_as"_s, schedule.format},
            {u"folder"_s, schedule.folder},
            {u"every"_s, schedule.every},
            {u"day"_s, schedule.day},
            {u"starts_on"_s, orNull(schedule.startsOn)},
            {u"ended_on"_s, orNull(schedule.endedOn)},
            {u"files"_s, qint64(runs.size())},
            {u"last_file"_s, orNull(runs.empty() ? QString() : runs.front().fileName)}};
}

Result<int> schedule(Context &context)
{
    const Arguments &arguments = context.arguments();
    const auto from = context.date(u"from"_s);
    if (!from)
        return passOn(from);
    storage::ExportSchedule wish;
    wish.name = arguments.positional(0);
    wish.what = arguments.value(u"what"_s, u"journal"_s);
    wish.format = arguments.value(u"format"_s, u"csv"_s);
    wish.folder = QDir(arguments.value(u"folder"_s)).absolutePath();
    wish.every = arguments.value(u"every"_s, u"month"_s);
    wish.day = arguments.value(u"day"_s, u"1"_s).toInt();
    wish.startsOn = *from;
    if (!arguments.has(u"folder"_s))
        wish.folder.clear();
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto added = workspace::addExportSchedule(**services, wish);
    if (!added)
        return passOn(added);
    context.output().document(toJson(*added, {}));
    return Exit::Done;
}

Result<int> list(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    storage::ExportSchedulesSql store((*services)->session());
    const auto all = store.all();
    if (!all)
        return passOn(all);
    QJsonArray rows;
    for (const storage::ExportSchedule &one : *all) {
        const auto runs = store.runs(one.id);
        if (!runs)
            return passOn(runs);
        rows.append(toJson(one, *runs));
    }
    const auto written
        = context.output().records(rows, {u"schedule"_s, u"what"_s, u"written_as"_s, u"every"_s, u"day"_s,
                                          u"starts_on"_s, u"ended_on"_s, u"files"_s, u"last_file"_s, u"folder"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> end(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    if (const auto ended = workspace::endExportSchedule(**services, context.arguments().positional(0)); !ended)
        return passOn(ended);
    return list(context);
}

Result<int> due(Context &context)
{
    if (context.arguments().has(u"share"_s))
        return shareDueExports(context);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto done = workspace::runDueExports(**services);
    if (!done)
        return passOn(done);
    QJsonArray rows;
    bool isWhole = true;
    for (const workspace::ExportedPeriod &one : *done) {
        isWhole = isWhole && !one.error;
        if (one.error)
            Output::error(u"%1, %2: %3 [%4]"_s.arg(one.schedule, one.period.toString(),
                                                   ui::inWords(*one.error).paragraph(), one.error->id));
        else
            rows.append(QJsonObject{{u"schedule"_s, one.schedule},
                                    {u"period"_s, one.period.toString()},
                                    {u"records"_s, one.records},
                                    {u"file"_s, one.path}});
    }
    const auto written = context.output().records(rows, {u"schedule"_s, u"period"_s, u"records"_s, u"file"_s});
    if (!written)
        return passOn(written);
    return isWhole ? Exit::Done : Exit::PartlyDone;
}

} // namespace

std::vector<Command> exportCommands()
{
    return {{u"export"_s,
             u"schedule"_s,
             u"export schedule NAME --what journal|invoices|payments --format csv|xlsx|iif|netsuite|datev --folder "
             "FOLDER [--every month|week|day] [--day N] [--from DATE]"_s,
             u"Has a file written for each period, N days after it ends."_s,
             1,
             {u"what"_s, u"format"_s, u"folder"_s, u"every"_s, u"day"_s, u"from"_s},
             schedule,
             true},
            {u"export"_s, u"list"_s, u"export list"_s, u"Lists the schedules with their last files."_s, 0, {}, list},
            {u"export"_s, u"end"_s, u"export end NAME"_s, u"Ends a schedule after the period that runs."_s, 1, {}, end},
            {u"export"_s,
             u"due"_s,
             u"export due [--share]"_s,
             u"Writes every period that is over and was not written, each exactly once; for a timer."_s,
             0,
             {u"share"_s},
             due}};
}

} // namespace accord::ctl
