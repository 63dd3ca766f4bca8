// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"
#include "app/accordctl/json_values.h"

#include "core/workspace/restoring.h"

namespace accord::ctl {

namespace {

using workspace::IssueJournal;

Result<int> restore(Context &context)
{
    const QString path = context.arguments().positional(1);
    IssueJournal journal(IssueJournal::usualFolder(), path);
    const auto restored
        = workspace::restoreWorkspace(context.arguments().positional(0), path, journal, context.progress());
    if (!restored)
        return passOn(restored);
    if (context.output().format() == Format::Json)
        context.output().document({{u"restored"_s, path},
                                   {u"kept"_s, orNull(restored->kept)},
                                   {u"deliveries_in_doubt"_s, restored->doubted}});
    context.output().note(u"%1 restored"_s.arg(path));
    if (!restored->kept.isEmpty())
        context.output().note(u"The file that was there is kept as %1"_s.arg(restored->kept));
    if (restored->doubted > 0)
        context.output().note(
            u"Of %1 deliveries nobody knows whether they were sent: see 'delivery list --state unknown'"_s.arg(
                restored->doubted));
    context.output().note(u"No document gets a number until 'workspace numbering --confirm' has said which were given "
                          "since the backup was made"_s);
    return Exit::Done;
}

QJsonObject toJson(const storage::IssuedNumber &issued)
{
    return {{u"number"_s, issued.number},
            {u"series"_s, issued.series},
            {u"entity"_s, issued.entity},
            {u"account"_s, issued.account},
            {u"currency"_s, issued.total.currency().code()},
            {u"total"_s, issued.total.toString()},
            {u"issue_date"_s, orNull(issued.issueDate)},
            {u"digest"_s, issued.digest}};
}

Result<int> show(Context &context, workspace::Services &services, const IssueJournal &journal)
{
    const auto check = workspace::checkNumbering(services, journal);
    if (!check)
        return passOn(check);
    QJsonArray forgotten;
    for (const auto &issued : check->forgotten)
        forgotten.append(toJson(issued));
    QJsonArray restorations;
    for (const auto &one : check->open)
        restorations.append(QJsonObject{{u"restored_at"_s, one.restoredAt.toString(Qt::ISODate)},
                                        {u"restored_by"_s, one.restoredBy},
                                        {u"backup"_s, one.backup},
                                        {u"seal"_s, one.seal}});
    if (context.output().format() == Format::Json) {
        context.output().document({{u"locked"_s, !check->open.empty()},
                                   {u"restorations"_s, restorations},
                                   {u"forgotten"_s, forgotten},
                                   {u"last_known"_s, orNull(check->lastKnown.toString(Qt::ISODate))}});
        return Exit::Done;
    }
    const auto printed = context.output().records(
        forgotten, {u"number"_s, u"series"_s, u"entity"_s, u"account"_s, u"currency"_s, u"total"_s, u"issue_date"_s});
    if (!printed)
        return passOn(printed);
    if (check->open.empty())
        context.output().note(u"Documents get their numbers."_s);
    else if (check->knowsNothingNewer())
        context.output().note(
            u"This machine knows of no number that was given since; others may have been given elsewhere: "
            "--confirm takes the last one with --issued, or with --note who looked where"_s);
    for (const auto &one : check->open)
        context.output().note(
            u"Restored from %1 on %2: no document gets a number until this is confirmed with --confirm"_s.arg(
                one.backup, one.restoredAt.toString(Qt::ISODate)));
    return Exit::Done;
}

Result<int> numbering(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const IssueJournal journal(IssueJournal::usualFolder(), context.arguments().value(u"workspace"_s));
    if (!context.arguments().has(u"confirm"_s))
        return show(context, **services, journal);
    const auto reserved = workspace::confirmNumbering(**services, journal, context.arguments().values(u"issued"_s),
                                                      context.arguments().value(u"note"_s));
    if (!reserved)
        return passOn(reserved);
    if (context.output().format() == Format::Json)
        context.output().document({{u"reserved"_s, *reserved}});
    context.output().note(*reserved == 0 ? u"No number is reserved, as you say; documents get their numbers again"_s
                                         : u"%1 numbers are reserved because they were given before; documents get "
                                           "theirs after them"_s.arg(*reserved));
    return Exit::Done;
}

} // namespace

std::vector<Command> restoreCommands()
{
    return {{u"workspace"_s,
             u"restore"_s,
             u"workspace restore BACKUP FILE|URL"_s,
             u"Puts a checked backup in the place of a workspace; numbers wait until they are confirmed."_s,
             2,
             {},
             restore},
            {u"workspace"_s,
             u"numbering"_s,
             u"--workspace FILE workspace numbering [--confirm [--issued [ENTITY:]NUMBER]… [--note TEXT]]"_s,
             u"Lists the numbers that a restored backup has forgotten; with --confirm, keeps them from being given "
             "again."_s,
             0,
             {u"confirm"_s, u"issued"_s, u"note"_s},
             numbering}};
}

} // namespace accord::ctl
