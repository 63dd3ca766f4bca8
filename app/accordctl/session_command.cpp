// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/session_command.h"

#include "core/storage/team_security.h"

namespace accord::ctl {

namespace {

Result<int> list(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto sessions = storage::teamSessions((*services)->session());
    if (!sessions)
        return passOn(sessions);
    QJsonArray rows;
    for (const storage::TeamSession &one : *sessions)
        rows.append(QJsonObject{{u"person"_s, one.person},
                                {u"since"_s, one.since.toString(Qt::ISODate)},
                                {u"latest"_s, one.latest.toString(Qt::ISODate)},
                                {u"program"_s, one.program},
                                {u"address"_s, one.address}});
    const auto written
        = context.output().records(rows, {u"person"_s, u"since"_s, u"latest"_s, u"program"_s, u"address"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

} // namespace

std::vector<Command> sessionCommands()
{
    return {
        {u"session"_s,
         u"list"_s,
         u"session list"_s,
         u"Who is connected to the database of a team; one's own connections, or all for administrators and auditors."_s,
         0,
         {},
         list}};
}

} // namespace accord::ctl
