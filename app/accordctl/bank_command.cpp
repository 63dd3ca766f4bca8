// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/bank_json.h"
#include "app/accordctl/command.h"
#include "core/workspace/own_bank.h"

#include <QtCore/QFileInfo>

namespace accord::ctl {

namespace {

QJsonArray findingsToJson(const bank::Findings &findings)
{
    QJsonArray array;
    for (const bank::Finding &finding : findings)
        array.append(toJson(finding));
    return array;
}

void tell(const QString &path, const QString &what, const bank::Findings &findings)
{
    for (const bank::Finding &finding : findings)
        Output::error(u"%1:%2: %3: %4: found '%5', expected %6 [%7]"_s.arg(path)
                          .arg(finding.line)
                          .arg(what, finding.field, finding.value, finding.expected, finding.id));
}

Result<int> import(Context &context)
{
    const QString path = context.arguments().positional(0);
    const auto bytes = Context::readFile(path);
    if (!bytes)
        return passOn(bytes);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto effect = context.arguments().has(u"dry-run"_s) ? workspace::Effect::Shown : workspace::Effect::Kept;
    const auto outcome = workspace::importBankFile(**services, *bytes, QFileInfo(path).fileName(), effect);
    if (!outcome)
        return passOn(outcome);
    tell(path, u"warning"_s, outcome->warnings);
    tell(path, u"left out"_s, outcome->bad);
    tell(path, u"conflict"_s, outcome->conflicts);
    const bool isJson = context.output().format() == Format::Json;
    QJsonObject document{{u"format"_s, outcome->format},
                         {u"known_file"_s, outcome->isKnownFile},
                         {u"added"_s, outcome->added},
                         {u"repeated"_s, outcome->repeated},
                         {u"booked_now"_s, outcome->booked}};
    document.insert(u"warnings"_s,
                    isJson ? QJsonValue(findingsToJson(outcome->warnings)) : qint64(outcome->warnings.size()));
    document.insert(u"left_out"_s, isJson ? QJsonValue(findingsToJson(outcome->bad)) : qint64(outcome->bad.size()));
    document.insert(u"conflicts"_s,
                    isJson ? QJsonValue(findingsToJson(outcome->conflicts)) : qint64(outcome->conflicts.size()));
    context.output().document(document);
    return outcome->bad.empty() && outcome->conflicts.empty() ? Exit::Done : Exit::PartlyDone;
}

Result<int> entries(Context &context)
{
    const auto limit = context.limit(1000);
    if (!limit)
        return passOn(limit);
    const QString state = context.arguments().value(u"state"_s);
    const QStringList states{u"open"_s,     u"new"_s,    u"proposed"_s, u"applied"_s, u"unapplied"_s,
                             u"returned"_s, u"return"_s, u"outgoing"_s, u"batch"_s,   u"information"_s};
    if (!state.isEmpty() && !states.contains(state))
        return fail(ErrorKind::InvalidInput, u"bank.state_unknown"_s,
                    {{u"value"_s, state}, {u"known"_s, states.join(u", "_s)}});
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto list = storage::BankEntriesSql((*services)->session()).list(state, *limit);
    if (!list)
        return passOn(list);
    const auto reads = workspace::mayReadBankData(**services);
    if (!reads)
        return passOn(reads);
    QJsonArray rows;
    for (storage::BankEntryRow entry : *list) {
        entry.payerAccount = workspace::shownNumber(entry.payerAccount, *reads);
        rows.append(toJson(entry));
    }
    const auto written = context.output().records(
        rows, {u"entry"_s, u"booked"_s, u"amount"_s, u"currency"_s, u"state"_s, u"payer"_s, u"text"_s, u"account"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> imports(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto list = storage::BankEntriesSql((*services)->session()).imports(1000);
    if (!list)
        return passOn(list);
    QJsonArray rows;
    for (const storage::BankImportRow &one : *list)
        rows.append(QJsonObject{{u"file"_s, one.fileName},
                                {u"format"_s, one.format},
                                {u"by"_s, one.importedBy},
                                {u"at"_s, one.importedAt.toString(Qt::ISODate)},
                                {u"added"_s, one.added},
                                {u"repeated"_s, one.repeated},
                                {u"findings"_s, qint64(one.findings.size())},
                                {u"digest"_s, one.digest}});
    const auto written = context.output().records(
        rows, {u"file"_s, u"format"_s, u"by"_s, u"at"_s, u"added"_s, u"repeated"_s, u"findings"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

} // namespace

std::vector<Command> bankCommands()
{
    return {{u"bank"_s,
             u"import"_s,
             u"bank import FILE [--dry-run]"_s,
             u"Imports a statement (camt, MT940, BAI2, OFX, NACHA, lockbox); known entries count once, bad ones are "
             "listed (exit 4)."_s,
             1,
             {},
             import},
            {u"bank"_s,
             u"entries"_s,
             u"bank entries [--state STATE] [--limit N]"_s,
             u"Lists the entries of the bank and what became of them, newest first."_s,
             0,
             {u"state"_s, u"limit"_s},
             entries},
            {u"bank"_s, u"imports"_s, u"bank imports"_s, u"Lists the imported files, newest first."_s, 0, {}, imports}};
}

} // namespace accord::ctl
