// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"

#include "core/workspace/record_history.h"

namespace accord::ctl {

namespace {

QString toString(security::AuditFault::Kind kind)
{
    using Kind = security::AuditFault::Kind;
    switch (kind) {
    case Kind::Changed:
        return u"changed"_s;
    case Kind::Missing:
        return u"missing"_s;
    case Kind::Unlinked:
        return u"unlinked"_s;
    case Kind::Truncated:
        return u"truncated"_s;
    case Kind::Rewritten:
        return u"rewritten"_s;
    }
    Q_UNREACHABLE();
}

Result<int> verify(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    std::vector<security::AuditSeal> anchors;
    if (context.arguments().has(u"anchor"_s)) {
        const auto anchor = security::AuditSeal::parse(context.arguments().value(u"anchor"_s));
        if (!anchor)
            return passOn(anchor);
        anchors.push_back(*anchor);
    }
    storage::AuditSql store((*services)->session());
    const auto report = security::AuditChain(store, (*services)->clock()).verify(anchors);
    if (!report)
        return passOn(report);
    QJsonArray faults;
    for (const auto &fault : report->faults)
        faults.append(QJsonObject{{u"sequence"_s, fault.sequence}, {u"fault"_s, toString(fault.kind)}});
    if (context.output().format() == Format::Json) {
        context.output().document({{u"checked"_s, report->checked},
                                   {u"sound"_s, report->isSound()},
                                   {u"head"_s, report->head.toString()},
                                   {u"faults"_s, faults}});
    } else {
        context.output().note(u"%1 records checked, head %2"_s.arg(report->checked).arg(report->head.toString()));
        if (report->isSound())
            context.output().note(u"The chain is sound."_s);
        else
            context.output().records(faults, {u"sequence"_s, u"fault"_s});
    }
    return report->isSound() ? Exit::Done : Exit::Refused;
}

QJsonObject toJson(const security::AuditRecord &record)
{
    return {{u"sequence"_s, record.sequence},
            {u"at"_s, record.recordedAt.toString(Qt::ISODate)},
            {u"actor"_s, record.entry.actor},
            {u"device"_s, record.entry.device},
            {u"kind"_s, record.entry.kind},
            {u"subject_kind"_s, record.entry.subjectKind},
            {u"subject"_s, record.entry.subjectId},
            {u"body"_s, record.entry.body},
            {u"hash"_s, QString::fromLatin1(record.hash)}};
}

Result<int> list(Context &context)
{
    const auto limit = context.limit(100);
    if (!limit)
        return passOn(limit);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto records = context.arguments().has(u"record"_s)
                             ? workspace::historyOf(**services, context.arguments().value(u"record"_s), *limit)
                             : storage::AuditSql((*services)->session()).newest(*limit);
    if (!records)
        return passOn(records);
    QJsonArray rows;
    for (const auto &record : *records)
        rows.append(toJson(record));
    context.output().records(
        rows, {u"sequence"_s, u"at"_s, u"actor"_s, u"kind"_s, u"subject_kind"_s, u"subject"_s, u"body"_s});
    return Exit::Done;
}

} // namespace

std::vector<Command> auditCommands()
{
    return {{u"audit"_s,
             u"list"_s,
             u"audit list [--record NUMBER-OR-ID] [--limit N]"_s,
             u"Lists who did what, newest first: everything, or what was done with one record (100 acts)."_s,
             0,
             {u"record"_s, u"limit"_s},
             list},
            {u"audit"_s,
             u"verify"_s,
             u"audit verify [--anchor SEQUENCE:HASH]"_s,
             u"Recomputes the audit chain and says where it was edited, cut or reordered."_s,
             0,
             {u"anchor"_s},
             verify}};
}

} // namespace accord::ctl
