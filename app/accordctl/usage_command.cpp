// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"
#include "app/accordctl/worker_command.h"

#include "core/storage/usage_queries_sql.h"
#include "core/workspace/usage_codes.h"
#include "core/workspace/usage_imports.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>

namespace accord::ctl {

namespace {

Result<int> import(Context &context)
{
    if (context.arguments().has(u"share"_s))
        return shareUsageImport(context);
    const QString path = context.arguments().positional(0);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::InvalidInput, u"file.unreadable"_s,
                    {{u"file"_s, path}, {u"problem"_s, file.errorString()}});
    const auto command = context.command();
    if (!command)
        return passOn(command);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    usage::Problems problems;
    const workspace::UsageFile named{context.arguments().value(u"source"_s, u"usage"_s), QFileInfo(path).fileName()};
    const auto report = workspace::importUsage(**services, file, named, problems, *command);
    for (const auto &problem : problems.list())
        Output::error(u"%1:%2: %3: found '%4', expected %5"_s.arg(path)
                          .arg(problem.line)
                          .arg(problem.field, problem.value, problem.expected));
    if (!report)
        return passOn(report);
    context.output().document({{u"import"_s, report->sequence ? QJsonValue(*report->sequence) : QJsonValue()},
                               {u"rows"_s, report->rows},
                               {u"added"_s, report->added},
                               {u"repeated"_s, report->repeated},
                               {u"quarantined"_s, report->quarantined}});
    return report->quarantined > 0 ? Exit::PartlyDone : Exit::Done;
}

Result<int> list(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto imports = storage::UsageQueriesSql((*services)->session()).imports(0, 1000);
    if (!imports)
        return passOn(imports);
    QJsonArray rows;
    for (const auto &one : *imports)
        rows.append(QJsonObject{{u"import"_s, one.sequence},
                                {u"source"_s, one.source},
                                {u"file"_s, one.fileName},
                                {u"by"_s, one.importedBy},
                                {u"at"_s, one.importedAt.toString(Qt::ISODate)},
                                {u"rows"_s, one.rows},
                                {u"added"_s, one.added},
                                {u"repeated"_s, one.repeated},
                                {u"quarantined"_s, one.quarantined},
                                {u"first_day"_s, one.firstDay.toString(Qt::ISODate)},
                                {u"last_day"_s, one.lastDay.toString(Qt::ISODate)}});
    const auto written
        = context.output().records(rows, {u"import"_s, u"source"_s, u"file"_s, u"by"_s, u"rows"_s, u"added"_s,
                                          u"repeated"_s, u"quarantined"_s, u"first_day"_s, u"last_day"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> quarantine(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto waiting = storage::UsageQueriesSql((*services)->session()).quarantine(1000);
    if (!waiting)
        return passOn(waiting);
    QJsonArray rows;
    for (const auto &one : *waiting)
        rows.append(QJsonObject{{u"import"_s, one.import},
                                {u"account"_s, one.account},
                                {u"location"_s, one.location},
                                {u"meter"_s, one.meter},
                                {u"reason"_s, usage::toString(one.reason)},
                                {u"events"_s, one.events}});
    const auto written = context.output().records(
        rows, {u"import"_s, u"account"_s, u"location"_s, u"meter"_s, u"reason"_s, u"events"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> adopt(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto report = workspace::countKnownUsage(**services);
    if (!report)
        return passOn(report);
    context.output().document({{u"import"_s, report->sequence ? QJsonValue(*report->sequence) : QJsonValue()},
                               {u"added"_s, report->added},
                               {u"quarantined"_s, report->quarantined}});
    return Exit::Done;
}

Result<int> map(Context &context)
{
    const Arguments &arguments = context.arguments();
    const auto kind = usage::codeKindFromString(arguments.positional(0));
    if (!kind)
        return passOn(kind);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const usage::Code code{*kind, arguments.positional(1)};
    const auto report = workspace::mapUsageCode(**services, code, arguments.positional(2));
    if (!report)
        return passOn(report);
    context.output().document({{u"kind"_s, toString(*kind)},
                               {u"code"_s, code.text},
                               {u"import"_s, report->sequence ? QJsonValue(*report->sequence) : QJsonValue()},
                               {u"added"_s, report->added},
                               {u"quarantined"_s, report->quarantined}});
    return Exit::Done;
}

Result<int> unmap(Context &context)
{
    const auto kind = usage::codeKindFromString(context.arguments().positional(0));
    if (!kind)
        return passOn(kind);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const usage::Code code{*kind, context.arguments().positional(1)};
    if (const auto done = workspace::unmapUsageCode(**services, code); !done)
        return passOn(done);
    context.output().note(u"%1 %2: unknown again; what was counted stays counted"_s.arg(toString(*kind), code.text));
    return Exit::Done;
}

Result<int> codes(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto mapped = storage::UsageCodesSql((*services)->session()).all();
    if (!mapped)
        return passOn(mapped);
    QJsonArray rows;
    for (const auto &one : *mapped)
        rows.append(QJsonObject{{u"kind"_s, toString(one.code.kind)},
                                {u"code"_s, one.code.text},
                                {u"stands_for"_s, one.targetCode},
                                {u"name"_s, one.targetName},
                                {u"by"_s, one.mappedBy},
                                {u"at"_s, one.mappedAt.toString(Qt::ISODate)}});
    const auto written
        = context.output().records(rows, {u"kind"_s, u"code"_s, u"stands_for"_s, u"name"_s, u"by"_s, u"at"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

/// Usage of an account and its entities per month, location and meter.
Result<int> show(Context &context)
{
    const auto services = context.services();
    const auto period = context.period();
    if (!services)
        return passOn(services);
    if (!period)
        return passOn(period);
    const auto account = (*services)->accounts().findByReference(context.arguments().positional(0));
    if (!account)
        return passOn(account);
    storage::UsageQueriesSql queries((*services)->session());
    const auto watermark = queries.watermark();
    if (!watermark)
        return passOn(watermark);
    const auto totals = queries.totals(account->id, *period, *watermark);
    const auto meters = (*services)->seller().meters();
    const auto locations = (*services)->accounts().locationsPaidBy(account->id);
    if (!totals)
        return passOn(totals);
    if (!meters)
        return passOn(meters);
    if (!locations)
        return passOn(locations);
    QHash<QUuid, QString> names;
    for (const auto &meter : *meters)
        names.insert(meter.id.uuid(), meter.code);
    for (const auto &location : *locations)
        names.insert(location.location.id.uuid(), location.location.name);
    QJsonArray rows;
    for (const auto &total : *totals)
        rows.append(QJsonObject{{u"period"_s, period->start.toString(u"yyyy-MM"_s)},
                                {u"meter"_s, names.value(total.meter.uuid())},
                                {u"location"_s, names.value(total.location.uuid())},
                                {u"quantity"_s, total.quantity.toShortString()},
                                {u"events"_s, total.events}});
    const auto written
        = context.output().records(rows, {u"period"_s, u"meter"_s, u"location"_s, u"quantity"_s, u"events"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

} // namespace

std::vector<Command> usageCommands()
{
    return {{u"usage"_s,
             u"import"_s,
             u"usage import FILE [--source NAME] [--command-id UUID | --share]"_s,
             u"Imports CSV, NDJSON or FOCUS usage, all or nothing; the same events count once."_s,
             1,
             {u"source"_s, u"command-id"_s, u"share"_s},
             import},
            {u"usage"_s, u"list"_s, u"usage list"_s, u"Lists the imports, newest first."_s, 0, {}, list},
            {u"usage"_s,
             u"show"_s,
             u"usage show ACCOUNT --period YYYY-MM"_s,
             u"Shows an account's usage of a month by meter and location."_s,
             1,
             {u"period"_s},
             show},
            {u"usage"_s,
             u"export"_s,
             u"usage export ACCOUNT --period YYYY-MM --format csv"_s,
             u"Writes the same as a file."_s,
             1,
             {u"period"_s},
             show},
            {u"usage"_s,
             u"quarantine"_s,
             u"usage quarantine"_s,
             u"Lists usage of unknown accounts, locations or meters: kept, and counted once they are known."_s,
             0,
             {},
             quarantine},
            {u"usage"_s,
             u"map"_s,
             u"usage map account|location|meter CODE REFERENCE"_s,
             u"Says what a code of usage files stands for, now and later, and counts what waited for it."_s,
             3,
             {},
             map},
            {u"usage"_s,
             u"unmap"_s,
             u"usage unmap account|location|meter CODE"_s,
             u"Takes that back for files that come later; what was counted stays counted."_s,
             2,
             {},
             unmap},
            {u"usage"_s, u"codes"_s, u"usage codes"_s, u"Lists the codes that were mapped."_s, 0, {}, codes},
            {u"usage"_s,
             u"adopt"_s,
             u"usage adopt"_s,
             u"Counts what waits in quarantine and is known by now."_s,
             0,
             {},
             adopt}};
}

} // namespace accord::ctl
