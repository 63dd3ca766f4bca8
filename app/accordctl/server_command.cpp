// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/server_command.h"

#include "app/accordctl/asked_secret.h"
#include "app/accordctl/server_password.h"
#include "core/storage/postgresql_address.h"
#include "core/workspace/saved_servers.h"

namespace accord::ctl {

namespace {

using workspace::SavedServers;

Result<int> list(Context &context)
{
    QJsonArray rows;
    for (const auto &server : SavedServers().all())
        rows.append(QJsonObject{{u"server"_s, server.name}, {u"address"_s, server.url}});
    const auto written = context.output().records(rows, {u"server"_s, u"address"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> add(Context &context)
{
    const auto added = SavedServers().add(context.arguments().positional(0), context.arguments().positional(1));
    return added ? list(context) : passOn(added);
}

Result<int> password(Context &context)
{
    const QString url = SavedServers().resolved(context.arguments().positional(0));
    if (const auto usable = storage::serverOptions(url); !usable)
        return storage::isServerUrl(url)
                   ? Result<int>(passOn(usable))
                   : fail(ErrorKind::NotFound, u"servers.unknown"_s, {{u"name"_s, context.arguments().positional(0)}});
    if (context.arguments().has(u"none"_s))
        return forgetServerPassword(url).map([] { return int(Exit::Done); });
    const auto asked = askedSecret("ACCORD_SERVER_PASSWORD", u"Password for %1:"_s.arg(url));
    if (!asked)
        return passOn(asked);
    return keepServerPassword(url, *asked).map([] { return int(Exit::Done); });
}

Result<int> remove(Context &context)
{
    (void)forgetServerPassword(SavedServers().resolved(context.arguments().positional(0)));
    const auto removed = SavedServers().remove(context.arguments().positional(0));
    return removed ? list(context) : passOn(removed);
}

} // namespace

std::vector<Command> serverCommands()
{
    return {
        {u"server"_s,
         u"add"_s,
         u"server add NAME postgresql://[USER@]HOST/DATABASE"_s,
         u"Saves a name for the database of a team, which accord NAME and accordctl --workspace NAME open."_s,
         2,
         {},
         add},
        {u"server"_s, u"list"_s, u"server list"_s, u"Lists the servers that have a name here."_s, 0, {}, list},
        {u"server"_s,
         u"password"_s,
         u"server password NAME [--none]"_s,
         u"Lets the key store of this machine keep the password of a server, asked for on the terminal or from ACCORD_SERVER_PASSWORD; with --none, forgets it."_s,
         1,
         {u"none"_s},
         password},
        {u"server"_s,
         u"remove"_s,
         u"server remove NAME"_s,
         u"Forgets a name and its password; the database stays."_s,
         1,
         {},
         remove}};
}

} // namespace accord::ctl
