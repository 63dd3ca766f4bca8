// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/approval_parts.h"
#include "app/accordctl/command.h"

#include "core/workspace/stand_ins.h"

namespace accord::ctl {

Result<int> addStandIn(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto from = context.date(u"from"_s);
    const auto to = context.date(u"to"_s);
    if (!from || !to)
        return from ? passOn(to) : passOn(from);
    const Arguments &arguments = context.arguments();
    workspace::StandInWish wish{arguments.positional(0), *from, *to};
    wish.note = arguments.value(u"note"_s);
    if (arguments.has(u"limit"_s)) {
        const auto company = (*services)->companyCurrency();
        const auto limit
            = company ? Money::parse(arguments.value(u"limit"_s), *company) : Result<Money>(passOn(company));
        if (!limit)
            return passOn(limit);
        wish.limit = *limit;
    }
    const auto made = workspace::StandIns(**services).add(wish);
    if (!made)
        return passOn(made);
    context.output().document({{u"id"_s, made->id.toString()},
                               {u"from"_s, made->from},
                               {u"to"_s, made->to},
                               {u"first_day"_s, made->period.start.toString(Qt::ISODate)},
                               {u"last_day"_s, made->period.lastDay().toString(Qt::ISODate)},
                               {u"limit"_s, made->limit ? QJsonValue(made->limit->toString()) : QJsonValue()}});
    return Exit::Done;
}

Result<int> listStandIns(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto held = workspace::StandIns(**services).list();
    if (!held)
        return passOn(held);
    QJsonArray rows;
    for (const workspace::StandInRow &row : *held) {
        const approvals::StandingDelegation &one = row.delegation;
        rows.append(QJsonObject{{u"id"_s, one.id.toString()},
                                {u"from"_s, one.from},
                                {u"to"_s, one.to},
                                {u"first_day"_s, one.period.start.toString(Qt::ISODate)},
                                {u"last_day"_s, one.period.lastDay().toString(Qt::ISODate)},
                                {u"limit"_s, one.limit ? QJsonValue(one.limit->toString()) : QJsonValue()},
                                {u"currency"_s, one.limit ? QJsonValue(one.limit->currency().code()) : QJsonValue()},
                                {u"note"_s, one.note},
                                {u"holds_now"_s, row.holdsNow}});
    }
    const auto written = context.output().records(
        rows, {u"id"_s, u"from"_s, u"to"_s, u"first_day"_s, u"last_day"_s, u"limit"_s, u"holds_now"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> endStandIn(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto id = approvals::StandingDelegationId::parse(context.arguments().positional(0));
    if (!id)
        return passOn(id);
    const auto ended = workspace::StandIns(**services).end(*id);
    return ended ? Result<int>(Exit::Done) : passOn(ended);
}

} // namespace accord::ctl
