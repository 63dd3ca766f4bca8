// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"

#include "core/einvoice/rules.h"
#include "core/workspace/received_einvoice.h"

namespace accord::ctl {

namespace {

using namespace einvoice;

Result<ReadInvoice> readFrom(const QString &path)
{
    return workspace::receivedFile(path).and_then(workspace::readReceived);
}

QJsonArray toJson(const Findings &findings)
{
    QJsonArray rows;
    for (const Finding &one : findings)
        rows.append(QJsonObject{{u"rule"_s, one.rule},
                                {u"term"_s, one.term},
                                {u"name"_s, termName(one.term)},
                                {u"place"_s, one.place},
                                {u"found"_s, one.found},
                                {u"expected"_s, one.expected}});
    return rows;
}

QJsonObject toJson(const ReadInvoice &read, Profile profile, const Findings &findings)
{
    const SemanticInvoice &invoice = read.invoice;
    return {{u"syntax"_s, toString(read.syntax)},
            {u"profile"_s, toString(profile)},
            {u"number"_s, invoice.number},
            {u"type"_s, invoice.typeCode},
            {u"issue_date"_s, invoice.issueDate.toString(Qt::ISODate)},
            {u"seller"_s, invoice.seller.name},
            {u"buyer"_s, invoice.buyer.name},
            {u"currency"_s, invoice.currency},
            {u"total"_s, invoice.totals.withVat.toString()},
            {u"due"_s, invoice.totals.due.toString()},
            {u"findings"_s, toJson(findings)},
            {u"ignored"_s, QJsonArray::fromStringList(read.ignored)}};
}

/// Exit code 1 when a rule is broken.
Result<int> checkFile(Context &context)
{
    const auto read = readFrom(context.arguments().positional(0));
    if (!read)
        return passOn(read);
    Profile profile = profileOf(read->invoice.specification).value_or(Profile::En16931);
    if (context.arguments().has(u"profile"_s)) {
        const auto wanted = profileFromString(context.arguments().value(u"profile"_s));
        if (!wanted)
            return passOn(wanted);
        profile = *wanted;
    }
    const Findings findings = check(*read, profile);
    const int exit = findings.empty() ? Exit::Done : Exit::Refused;
    if (context.output().format() == Format::Json) {
        context.output().document(toJson(*read, profile, findings));
        return exit;
    }
    const SemanticInvoice &invoice = read->invoice;
    context.output().note(u"%1 %2 of %3 for %4: %5 %6, %7 in %8"_s.arg(
        invoice.isCreditNote() ? u"Credit note"_s : u"Invoice"_s, invoice.number, invoice.seller.name,
        invoice.buyer.name, invoice.totals.withVat.toString(), invoice.currency, toString(profile),
        toString(read->syntax)));
    for (const QString &path : read->ignored)
        context.output().note(u"Not part of EN 16931: "_s + path);
    if (findings.empty())
        context.output().note(u"No rule is broken."_s);
    else
        context.output().records(toJson(findings),
                                 {u"rule"_s, u"term"_s, u"name"_s, u"place"_s, u"found"_s, u"expected"_s});
    return exit;
}

/// Exit code 1 when a term differs.
Result<int> compareFiles(Context &context)
{
    const auto first = readFrom(context.arguments().positional(0));
    if (!first)
        return passOn(first);
    const auto second = readFrom(context.arguments().positional(1));
    if (!second)
        return passOn(second);
    QJsonArray rows;
    for (const ComparedTerm &one : compare(first->invoice, second->invoice))
        rows.append(QJsonObject{{u"term"_s, one.term},
                                {u"name"_s, termName(one.term)},
                                {u"place"_s, one.place},
                                {u"first"_s, one.first},
                                {u"second"_s, one.second}});
    if (rows.isEmpty())
        context.output().note(u"Both say the same."_s);
    if (!rows.isEmpty() || context.output().format() == Format::Json)
        context.output().records(rows, {u"term"_s, u"name"_s, u"place"_s, u"first"_s, u"second"_s});
    return rows.isEmpty() ? Exit::Done : Exit::Refused;
}

QJsonArray toJson(const std::vector<ComparedTerm> &terms)
{
    QJsonArray rows;
    for (const ComparedTerm &one : terms)
        rows.append(QJsonObject{{u"term"_s, one.term},
                                {u"name"_s, termName(one.term)},
                                {u"place"_s, one.place},
                                {u"received"_s, one.first},
                                {u"ours"_s, one.second},
                                {u"equal"_s, one.agrees()}});
    return rows;
}

/// Exit code 1 when a term differs.
Result<int> matchFile(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto received
        = workspace::receivedFile(context.arguments().positional(0)).and_then([&](const QByteArray &file) {
              return workspace::checkReceived(**services, file);
          });
    if (!received)
        return passOn(received);
    if (!received->ours)
        return fail(ErrorKind::NotFound, u"einvoice.names_none"_s, {{u"number"_s, received->read.invoice.number}});
    const workspace::NamedDocument &ours = *received->ours;
    if (ours.notCompared)
        return tl::unexpected(*ours.notCompared);
    auto terms = ours.terms;
    if (!context.arguments().has(u"all"_s))
        std::erase_if(terms, [](const ComparedTerm &term) { return term.agrees(); });
    const int exit = ours.differing() == 0 ? Exit::Done : Exit::Refused;
    if (context.output().format() == Format::Json) {
        context.output().document({{u"document"_s, ours.number},
                                   {u"kind"_s, ours.isCreditNote ? u"credit_note"_s : u"invoice"_s},
                                   {u"account"_s, ours.account},
                                   {u"compared"_s, qint64(ours.terms.size())},
                                   {u"differing"_s, qint64(ours.differing())},
                                   {u"terms"_s, toJson(terms)}});
        return exit;
    }
    context.output().note(u"%1 for %2: %3 of %4 terms differ."_s.arg(ours.number, ours.account)
                              .arg(ours.differing())
                              .arg(ours.terms.size()));
    if (!terms.empty())
        context.output().records(toJson(terms),
                                 {u"term"_s, u"name"_s, u"place"_s, u"received"_s, u"ours"_s, u"equal"_s});
    return exit;
}

} // namespace

std::vector<Command> einvoiceCommands()
{
    return {
        {u"einvoice"_s,
         u"check"_s,
         u"einvoice check FILE [--profile P]"_s,
         u"Holds a UBL, CII or Factur-X invoice to the rules of its profile; 1 when one is broken."_s,
         1,
         {u"profile"_s},
         checkFile},
        {u"einvoice"_s,
         u"compare"_s,
         u"einvoice compare FIRST SECOND"_s,
         u"Lists the business terms in which two electronic invoices differ, whatever their syntax; 1 when any do."_s,
         2,
         {},
         compareFiles},
        {u"einvoice"_s,
         u"match"_s,
         u"einvoice match FILE [--all]"_s,
         u"Compares an electronic invoice with the document of ours whose number it has; 1 when a term differs."_s,
         1,
         {u"all"_s},
         matchFile}};
}

} // namespace accord::ctl
