// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"

#include "core/workspace/accepted_clock.h"
#include "core/workspace/audit_anchors.h"
#include "core/workspace/audit_reading.h"
#include "core/workspace/record_history.h"

#include <QtCore/QFile>

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

/// Lines of a file of checkpoints; empty ones and those that begin with # say nothing.
Result<QStringList> checkpointsIn(const QString &path)
{
    const auto bytes = Context::readFile(path);
    if (!bytes)
        return passOn(bytes);
    QStringList lines;
    for (const QString &line : QString::fromUtf8(*bytes).split(u'\n')) {
        if (!line.trimmed().isEmpty() && !line.startsWith(u'#'))
            lines << line.trimmed();
    }
    return lines;
}

/// The seals that were kept elsewhere: of the command line and of a file.
Result<std::vector<security::AuditSeal>> anchorsOf(const Arguments &arguments)
{
    QStringList texts = arguments.values(u"anchor"_s);
    if (arguments.has(u"checkpoints"_s)) {
        const auto lines = checkpointsIn(arguments.value(u"checkpoints"_s));
        if (!lines)
            return passOn(lines);
        texts += *lines;
    }
    std::vector<security::AuditSeal> anchors;
    for (const QString &text : texts) {
        const auto anchor = security::AuditSeal::parse(text);
        if (!anchor)
            return passOn(anchor);
        anchors.push_back(*anchor);
    }
    return anchors;
}

/// Adds the head of the chain to a file that is kept where nobody who works here can write.
Result<int> checkpoint(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    storage::AuditSql store((*services)->session());
    const auto head = security::AuditChain(store, (*services)->clock()).head();
    if (!head)
        return passOn(head);
    if (!context.arguments().has(u"out"_s)) {
        context.output().note(head->toString());
        return Exit::Done;
    }
    const QString path = context.arguments().value(u"out"_s);
    QStringList lines;
    if (QFile::exists(path)) {
        const auto known = checkpointsIn(path);
        if (!known)
            return passOn(known);
        lines = *known;
    }
    if (!lines.contains(head->toString()))
        lines << head->toString();
    const auto written = Context::writeFile(path, (lines.join(u'\n') + u'\n').toUtf8());
    if (!written)
        return passOn(written);
    context.output().note(u"%1 holds checkpoints: %2; the last is %3"_s.arg(path).arg(lines.size()).arg(lines.last()));
    return Exit::Done;
}

Result<int> verify(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto anchors = anchorsOf(context.arguments());
    if (!anchors)
        return passOn(anchors);
    auto reading = workspace::AuditReading::of(**services);
    if (!reading)
        return passOn(reading);
    if (auto may = reading->mayVerify(); !may)
        return passOn(may);
    auto seals = workspace::knownSeals(**services);
    if (!seals)
        return passOn(seals);
    seals->insert(seals->end(), anchors->begin(), anchors->end());
    storage::AuditSql store((*services)->session());
    const auto report = security::AuditChain(store, (*services)->clock()).verify(*seals);
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
    auto reading = workspace::AuditReading::of(**services);
    if (!reading)
        return passOn(reading);
    const auto records = context.arguments().has(u"record"_s)
                             ? workspace::historyOf(**services, context.arguments().value(u"record"_s), *limit)
                             : reading->newest(*limit);
    if (!records)
        return passOn(records);
    QJsonArray rows;
    for (const auto &record : *records)
        rows.append(toJson(record));
    context.output().records(
        rows, {u"sequence"_s, u"at"_s, u"actor"_s, u"kind"_s, u"subject_kind"_s, u"subject"_s, u"body"_s});
    return Exit::Done;
}

Result<int> acceptClock(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    if (const auto done = workspace::acceptClock(**services, context.arguments().value(u"reason"_s)); !done)
        return passOn(done);
    context.output().note(u"From now on records go by %1."_s.arg((*services)->clock().now().toString(Qt::ISODate)));
    return Exit::Done;
}

} // namespace

std::vector<Command> auditCommands()
{
    return {
        {u"audit"_s,
         u"list"_s,
         u"audit list [--record NUMBER-OR-ID] [--limit N]"_s,
         u"Lists who did what, newest first: everything that you may read, or what was done with one record (100 acts)."_s,
         0,
         {u"record"_s, u"limit"_s},
         list},
        {u"audit"_s,
         u"verify"_s,
         u"audit verify [--anchor SEQUENCE:HASH…] [--checkpoints FILE]"_s,
         u"Recomputes the audit chain and says where it was edited, cut or reordered, or differs from its seals."_s,
         0,
         {u"anchor"_s, u"checkpoints"_s},
         verify},
        {u"audit"_s,
         u"checkpoint"_s,
         u"audit checkpoint [--out FILE]"_s,
         u"Says the seal of the last record, or adds it to a file of checkpoints that is kept elsewhere."_s,
         0,
         {u"out"_s},
         checkpoint},
        {u"audit"_s,
         u"accept-clock"_s,
         u"audit accept-clock --reason TEXT"_s,
         u"Says that the clock is right though the last record is of a later time, so that work can go on."_s,
         0,
         {u"reason"_s},
         acceptClock}};
}

} // namespace accord::ctl
