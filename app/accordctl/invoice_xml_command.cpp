// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"

#include "core/documents/document_for_invoice.h"
#include "core/documents/render_pdf.h"
#include "core/einvoice/billed_invoice.h"
#include "core/workspace/bill_assembly.h"

namespace accord::ctl {

namespace {

using namespace einvoice;

/// An invoice of the workspace with what its electronic form needs.
struct Source
{
    billing::Invoice invoice;
    workspace::BillAssembly assembly;
    InvoiceFacts facts;
    SemanticInvoice meaning;
};

Result<InvoiceFacts> factsOf(const Context &context, const workspace::BillAssembly &assembly, Syntax syntax)
{
    const Arguments &arguments = context.arguments();
    const auto profile = profileFromString(arguments.value(u"profile"_s, u"en16931"_s));
    if (!profile)
        return passOn(profile);
    if (!isAllowed(*profile, syntax))
        return fail(ErrorKind::InvalidInput, u"einvoice.profile_syntax"_s,
                    {{u"profile"_s, toString(*profile)}, {u"syntax"_s, toString(syntax)}});
    InvoiceFacts facts = factsFrom(assembly.seller, assembly.input.payer, *profile, syntax);
    if (arguments.has(u"buyer-reference"_s))
        facts.customer.buyerReference = arguments.value(u"buyer-reference"_s);
    if (arguments.has(u"seller-registration"_s))
        facts.seller.legalRegistration = {arguments.value(u"seller-registration"_s), {}};
    return facts;
}

Result<Source> sourceFor(Context &context, Syntax syntax)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    auto invoice = (*services)->invoices().findByReference(context.arguments().positional(0));
    if (!invoice)
        return passOn(invoice);
    auto assembly = workspace::assembleFromInvoice(**services, *invoice);
    if (!assembly)
        return passOn(assembly);
    const auto facts = factsOf(context, *assembly, syntax);
    if (!facts)
        return passOn(facts);
    auto meaning = semanticInvoiceFor(*invoice, assembly->seller, assembly->input.payer, *facts);
    if (!meaning)
        return passOn(meaning);
    return Source{std::move(*invoice), std::move(*assembly), *facts, std::move(*meaning)};
}

/// Says what is missing. \returns whether the invoice can be sent.
bool isComplete(const Source &source)
{
    const QStringList missing = missingFacts(source.meaning, source.facts);
    for (const QString &sentence : missing)
        Output::error(u"accordctl: "_s + sentence);
    return missing.isEmpty();
}

/// A draft has no number, without which there is no electronic invoice.
Result<void> isIssued(const Source &source)
{
    if (source.invoice.state == billing::InvoiceState::Issued)
        return {};
    return fail(ErrorKind::InvalidInput, u"einvoice.not_issued"_s, {{u"account"_s, source.invoice.accountName}});
}

Result<int> save(Context &context, const Source &source, const QByteArray &bytes, const QString &ending)
{
    const QString name = source.invoice.number.isEmpty() ? source.invoice.id.toString() : source.invoice.number;
    const QString path = context.arguments().value(u"out"_s, name + ending);
    if (const auto written = Context::writeFile(path, bytes); !written)
        return passOn(written);
    if (path != u"-"_s)
        context.output().note(u"%1 written, %2 bytes"_s.arg(path).arg(bytes.size()));
    return Exit::Done;
}

} // namespace

Result<int> writeInvoiceXml(Context &context)
{
    const auto syntax = syntaxFromString(context.arguments().value(u"syntax"_s, u"ubl"_s));
    if (!syntax)
        return passOn(syntax);
    const auto source = sourceFor(context, *syntax);
    if (!source)
        return passOn(source);
    if (!isComplete(*source))
        return Exit::Refused;
    if (const auto issued = isIssued(*source); !issued)
        return passOn(issued);
    const auto xml = writeInvoice(source->meaning, *syntax);
    return xml ? save(context, *source, *xml, u".xml"_s) : passOn(xml);
}

Result<int> writeFacturX(Context &context)
{
    const auto source = sourceFor(context, Syntax::Cii);
    if (!source)
        return passOn(source);
    if (!isComplete(*source))
        return Exit::Refused;
    if (const auto issued = isIssued(*source); !issued)
        return passOn(issued);
    const auto xml = writeInvoice(source->meaning, Syntax::Cii);
    if (!xml)
        return passOn(xml);
    const Profile profile = source->facts.customer.profile;
    const auto pdf = documents::renderFacturXPdf(
        documents::documentFor(source->invoice, source->assembly.seller, source->assembly.input.payer),
        {*xml, conformanceLevel(profile), embeddedFileName(profile)});
    return pdf ? save(context, *source, *pdf, u".pdf"_s) : passOn(pdf);
}

} // namespace accord::ctl
