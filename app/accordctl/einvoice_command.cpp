// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"

#include "core/documents/factur_x.h"
#include "core/einvoice/comparison.h"
#include "core/einvoice/rules.h"

namespace accord::ctl {

namespace {

using namespace einvoice;

/// The invoice in \a path: XML, or a PDF with XML inside.
Result<ReadInvoice> readFrom(const QString &path)
{
    auto bytes = Context::readFile(path);
    if (!bytes)
        return passOn(bytes);
    if (bytes->startsWith("%PDF"))
        bytes = documents::facturXIn(*bytes);
    if (!bytes)
        return passOn(bytes);
    return readInvoice(*bytes);
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
    for (const Difference &one : compare(first->invoice, second->invoice))
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
         compareFiles}};
}

} // namespace accord::ctl
