// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/tax_command.h"

#include "app/accordctl/json_values.h"
#include "core/workspace/exemptions.h"

#include <QtCore/QFileInfo>

namespace accord::ctl {

namespace {

using workspace::ExemptionDesk;
using workspace::ExemptionSheet;

QJsonObject toJson(const ExemptionSheet &sheet, const QDate &today)
{
    const accounts::ExemptionCertificate &certificate = sheet.certificate;
    const bool hasEnd = certificate.validTo.isValid();
    const bool isOver = certificate.validTo.isValid() && certificate.validTo <= today;
    const QString state = !sheet.standing.counts && !isOver ? u"waits"_s
                          : certificate.isValidOn(today)    ? u"valid"_s
                          : today < certificate.validFrom   ? u"not_yet"_s
                                                            : u"ended"_s;
    const auto *document = sheet.documents.empty() ? nullptr : &sheet.documents.front();
    return {{u"number"_s, certificate.number},
            {u"kind"_s, certificate.reason},
            {u"jurisdiction"_s, certificate.jurisdiction},
            {u"valid_from"_s, certificate.validFrom.toString(Qt::ISODate)},
            {u"last_day"_s, hasEnd ? QJsonValue(certificate.validTo.addDays(-1).toString(Qt::ISODate)) : QJsonValue()},
            {u"state"_s, state},
            {u"counts"_s, sheet.standing.counts},
            {u"recorded_by"_s, orNull(sheet.standing.recordedBy)},
            {u"agreed_by"_s, orNull(sheet.standing.agreedBy)},
            {u"document"_s, document ? QJsonValue(document->fileName) : QJsonValue()},
            {u"sha256"_s, document ? QJsonValue(document->content.sha256) : QJsonValue()}};
}

Result<int> print(Context &context, workspace::Services &services,
                  const Result<std::vector<ExemptionSheet>> &certificates)
{
    if (!certificates)
        return passOn(certificates);
    QJsonArray rows;
    for (const ExemptionSheet &one : *certificates)
        rows.append(toJson(one, services.clock().today()));
    const auto printed = context.output().records(
        rows, {u"number"_s, u"kind"_s, u"jurisdiction"_s, u"valid_from"_s, u"last_day"_s, u"state"_s, u"document"_s});
    return printed ? Result<int>(Exit::Done) : passOn(printed);
}

Result<int> list(Context &context, workspace::Services &services)
{
    return print(context, services, ExemptionDesk(services).of(context.arguments().positional(1)));
}

Result<int> add(Context &context, workspace::Services &services)
{
    const Arguments &arguments = context.arguments();
    const auto from = context.date(u"from"_s);
    const auto through = context.date(u"through"_s);
    if (!from || !through)
        return from ? passOn(through) : passOn(from);
    workspace::ExemptionEntry entry{arguments.value(u"number"_s), arguments.value(u"kind"_s),
                                    arguments.values(u"for"_s), *from, *through};
    if (arguments.has(u"file"_s)) {
        const auto document = context.readFile(arguments.value(u"file"_s));
        if (!document)
            return passOn(document);
        entry.fileName = QFileInfo(arguments.value(u"file"_s)).fileName();
        entry.document = *document;
    }
    return print(context, services, ExemptionDesk(services).add(arguments.positional(1), entry));
}

Result<int> end(Context &context, workspace::Services &services)
{
    const Arguments &arguments = context.arguments();
    const auto through = context.date(u"through"_s);
    if (!through)
        return passOn(through);
    return print(context, services,
                 ExemptionDesk(services).end(arguments.positional(1), arguments.value(u"number"_s), *through,
                                             arguments.value(u"reason"_s)));
}

Result<int> agree(Context &context, workspace::Services &services)
{
    return print(
        context, services,
        ExemptionDesk(services).agree(context.arguments().positional(1), context.arguments().value(u"number"_s)));
}

Result<int> attach(Context &context, workspace::Services &services)
{
    const Arguments &arguments = context.arguments();
    const QString path = arguments.value(u"file"_s);
    const auto document = context.readFile(path);
    if (!document)
        return passOn(document);
    return print(context, services,
                 ExemptionDesk(services).attach(arguments.positional(1), arguments.value(u"number"_s),
                                                QFileInfo(path).fileName(), *document));
}

Result<int> save(Context &context, workspace::Services &services)
{
    const Arguments &arguments = context.arguments();
    const auto found = ExemptionDesk(services).document(arguments.positional(1), arguments.value(u"number"_s));
    if (!found)
        return passOn(found);
    const QString path = arguments.value(u"out"_s, found->first.fileName);
    if (auto written = Context::writeFile(path, found->second); !written)
        return passOn(written);
    if (path != u"-"_s)
        context.output().note(u"%1 written, %2 bytes"_s.arg(path).arg(found->second.size()));
    return Exit::Done;
}

Result<int> exemption(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    using Act = Result<int> (*)(Context &, workspace::Services &);
    static const std::pair<QString, Act> acts[]{{u"list"_s, list}, {u"add"_s, add},       {u"agree"_s, agree},
                                                {u"end"_s, end},   {u"attach"_s, attach}, {u"save"_s, save}};
    QStringList known;
    for (const auto &[name, act] : acts) {
        if (name == context.arguments().positional(0))
            return act(context, **services);
        known << name;
    }
    return fail(ErrorKind::InvalidInput, u"usage.option_choice"_s,
                {{u"option"_s, u"account exemption"_s},
                 {u"value"_s, context.arguments().positional(0)},
                 {u"known"_s, known.join(u", "_s)}});
}

} // namespace

std::vector<Command> accountExemptionCommands()
{
    return {{u"account"_s,
             u"exemption"_s,
             u"account exemption list ACCOUNT | add ACCOUNT --number N --kind non_profit|government|reseller|other "
             "--for US-CA... --from DATE [--through DATE] [--file PATH] | agree ACCOUNT --number N | end ACCOUNT "
             "--number N --through DATE --reason "
             "TEXT | "
             "attach ACCOUNT --number N --file PATH | save ACCOUNT --number N [--out FILE]"_s,
             u"Lists, records or ends the certificates by which a customer need not pay sales tax, with their "
             u"documents; one "
             "counts once another person agreed to it."_s,
             2,
             {u"number"_s, u"kind"_s, u"for"_s, u"from"_s, u"through"_s, u"reason"_s, u"file"_s, u"out"_s},
             exemption}};
}

} // namespace accord::ctl
