// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"

#include "core/workspace/opening_receivables.h"

#include <QtCore/QFile>

namespace accord::ctl {

namespace {

Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::InvalidInput, u"file.unreadable"_s,
                    {{u"file"_s, path}, {u"problem"_s, file.errorString()}});
    return file.readAll();
}

Result<int> takeOver(Context &context)
{
    const auto day = context.date(u"on"_s);
    const auto command = context.command();
    const QString path = context.arguments().positional(0);
    const auto bytes = contentOf(path);
    if (!day)
        return passOn(day);
    if (!command)
        return passOn(command);
    if (!bytes)
        return passOn(bytes);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto outcome = workspace::takeOverReceivables(**services, *bytes, context.arguments().value(u"source"_s),
                                                        day->isValid() ? *day : (*services)->clock().today(), *command,
                                                        context.arguments().has(u"dry-run"_s));
    if (!outcome)
        return passOn(outcome);
    for (const bank::Finding &finding : outcome->findings)
        Output::error(u"%1:%2: %3: found '%4', expected %5"_s.arg(path)
                          .arg(finding.line)
                          .arg(finding.field, finding.value, finding.expected));
    if (!outcome->findings.empty())
        return fail(ErrorKind::InvalidInput, u"billing.opening_file"_s,
                    {{u"file"_s, path}, {u"count"_s, qulonglong(outcome->findings.size())}});
    QJsonArray totals;
    for (const Money &total : outcome->totals)
        totals.append(QJsonObject{{u"currency"_s, total.currency().code()}, {u"open"_s, total.toString()}});
    context.output().document({{u"documents"_s, outcome->documents}, {u"totals"_s, totals}});
    return Exit::Done;
}

} // namespace

std::vector<Command> takeOverCommands()
{
    return {{u"receivables"_s,
             u"take-over"_s,
             u"receivables take-over FILE.csv --source NAME [--on DAY] [--dry-run] [--command-id UUID]"_s,
             u"Takes over what is owed on invoices of another system, for a controller: all of the file or nothing."_s,
             1,
             {u"source"_s, u"on"_s, u"dry-run"_s, u"command-id"_s},
             takeOver}};
}

} // namespace accord::ctl
