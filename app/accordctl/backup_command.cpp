// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"
#include "app/accordctl/json_values.h"

#include "core/workspace/backup_plan.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

namespace accord::ctl {

namespace {

using workspace::BackupFile;
using workspace::BackupPlan;

QJsonObject toJson(const BackupFile &backup)
{
    return {{u"file"_s, backup.path},
            {u"made_at"_s, backup.madeAt.toString(Qt::ISODate)},
            {u"bytes"_s, backup.bytes},
            {u"accounts"_s, backup.accounts},
            {u"issued_documents"_s, backup.issuedDocuments},
            {u"seal"_s, backup.seal},
            {u"sha256"_s, backup.sha256}};
}

Result<int> show(Context &context, workspace::Services &services)
{
    const auto plan = workspace::backupPlan(services);
    if (!plan)
        return passOn(plan);
    if (!*plan) {
        context.output().note(u"Nothing is backed up by itself; plan it with --folder FOLDER"_s);
        return Exit::Done;
    }
    context.output().document(
        {{u"folder"_s, (*plan)->folder}, {u"every_hours"_s, (*plan)->everyHours}, {u"keep"_s, (*plan)->keep}});
    return Exit::Done;
}

/// The whole number of \a option. \returns InvalidInput "usage.option_number".
Result<int> number(const Arguments &arguments, const QString &option, int otherwise)
{
    if (!arguments.has(option))
        return otherwise;
    bool isNumber = false;
    const int number = arguments.value(option).toInt(&isNumber);
    if (!isNumber)
        return fail(ErrorKind::InvalidInput, u"usage.option_number"_s,
                    {{u"option"_s, u"--"_s + option}, {u"value"_s, arguments.value(option)}});
    return number;
}

Result<int> plan(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const Arguments &arguments = context.arguments();
    std::optional<BackupPlan> wish;
    if (!arguments.has(u"none"_s)) {
        if (!arguments.has(u"folder"_s))
            return show(context, **services);
        const auto every = number(arguments, u"every"_s, BackupPlan().everyHours);
        const auto keep = number(arguments, u"keep"_s, BackupPlan().keep);
        if (!every || !keep)
            return every ? passOn(keep) : passOn(every);
        wish = BackupPlan{QDir(arguments.value(u"folder"_s)).absolutePath(), *every, *keep};
    }
    if (const auto saved = workspace::setBackupPlan(**services, wish); !saved)
        return passOn(saved);
    return show(context, **services);
}

Result<int> list(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto plan = workspace::backupPlan(**services);
    if (!plan)
        return passOn(plan);
    QJsonArray rows;
    if (*plan) {
        for (const BackupFile &backup : workspace::backupsOf(**services, **plan))
            rows.append(toJson(backup));
    }
    const auto printed = context.output().records(
        rows, {u"file"_s, u"made_at"_s, u"bytes"_s, u"accounts"_s, u"issued_documents"_s, u"seal"_s});
    return printed ? Result<int>(Exit::Done) : passOn(printed);
}

int printMade(Context &context, const BackupFile &made)
{
    if (context.output().format() == Format::Json)
        context.output().document(toJson(made));
    context.output().note(u"%1 written and verified"_s.arg(made.path));
    return Exit::Done;
}

Result<int> run(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    if (context.arguments().has(u"force"_s)) {
        const auto made = workspace::backUpNow(**services, context.progress());
        return made ? Result<int>(printMade(context, *made)) : passOn(made);
    }
    const auto made = workspace::backUpIfDue(**services, context.progress());
    if (!made)
        return passOn(made);
    if (*made)
        return printMade(context, **made);
    context.output().note(u"No backup is due"_s);
    return Exit::Done;
}

Result<int> check(Context &context)
{
    const auto checked
        = workspace::checkBackup(QFileInfo(context.arguments().positional(0)).absoluteFilePath(), context.progress());
    if (!checked)
        return passOn(checked);
    if (context.output().format() == Format::Json)
        context.output().document(toJson(*checked));
    context.output().note(u"Everything holds, and nothing was changed since it was made"_s);
    return Exit::Done;
}

} // namespace

std::vector<Command> backupCommands()
{
    return {{u"backup"_s,
             u"plan"_s,
             u"backup plan [--folder FOLDER [--every HOURS] [--keep N] | --none]"_s,
             u"Shows or changes where backups are made by themselves, how often, and how many stay."_s,
             0,
             {u"folder"_s, u"every"_s, u"keep"_s, u"none"_s},
             plan},
            {u"backup"_s,
             u"run"_s,
             u"backup run [--force]"_s,
             u"Makes a backup when one is due; with --force at once. It is verified before it has its name."_s,
             0,
             {u"force"_s},
             run},
            {u"backup"_s, u"list"_s, u"backup list"_s, u"Lists the backups of the plan, newest first."_s, 0, {}, list},
            {u"backup"_s,
             u"check"_s,
             u"backup check FILE"_s,
             u"Compares a backup with its manifest and checks everything in it."_s,
             1,
             {},
             check}};
}

} // namespace accord::ctl
