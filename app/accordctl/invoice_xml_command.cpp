// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"

#include "core/documents/document_for_invoice.h"
#include "core/documents/render_pdf.h"
#include "core/workspace/einvoice_desk.h"
#include "core/workspace/printed_document.h"

namespace accord::ctl {

namespace {

using namespace einvoice;

Result<workspace::EinvoiceWish> wishOf(const Arguments &arguments)
{
    workspace::EinvoiceWish wish;
    if (arguments.has(u"profile"_s)) {
        const auto profile = profileFromString(arguments.value(u"profile"_s));
        if (!profile)
            return passOn(profile);
        wish.profile = *profile;
    }
    if (arguments.has(u"syntax"_s)) {
        const auto syntax = syntaxFromString(arguments.value(u"syntax"_s));
        if (!syntax)
            return passOn(syntax);
        wish.syntax = *syntax;
    }
    wish.buyerReference = arguments.value(u"buyer-reference"_s);
    wish.sellerRegistration = arguments.value(u"seller-registration"_s);
    return wish;
}

Result<int> save(Context &context, const QString &number, const QByteArray &bytes, const QString &ending)
{
    const QString path = context.arguments().value(u"out"_s, number + ending);
    if (const auto written = Context::writeFile(path, bytes); !written)
        return passOn(written);
    if (path != u"-"_s)
        context.output().note(u"%1 written, %2 bytes"_s.arg(path).arg(bytes.size()));
    return Exit::Done;
}

} // namespace

Result<int> writeInvoiceXml(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto wish = wishOf(context.arguments());
    if (!wish)
        return passOn(wish);
    const auto invoice = (*services)->invoices().findByReference(context.arguments().positional(0));
    if (!invoice)
        return passOn(invoice);
    const auto file = workspace::EinvoiceDesk(**services).fileOf(*invoice, *wish);
    return file ? save(context, invoice->number, file->content, u".xml"_s) : passOn(file);
}

Result<int> writeCreditNoteXml(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto wish = wishOf(context.arguments());
    if (!wish)
        return passOn(wish);
    const auto note = (*services)->creditNotes().findByReference(context.arguments().positional(0));
    if (!note)
        return passOn(note);
    const auto file = workspace::EinvoiceDesk(**services).fileOf(*note, *wish);
    return file ? save(context, note->number, file->content, u".xml"_s) : passOn(file);
}

Result<int> writeFacturX(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    auto wish = wishOf(context.arguments());
    if (!wish)
        return passOn(wish);
    wish->syntax = Syntax::Cii;
    const auto invoice = (*services)->invoices().findByReference(context.arguments().positional(0));
    if (!invoice)
        return passOn(invoice);
    const auto file = workspace::EinvoiceDesk(**services).fileOf(*invoice, *wish);
    if (!file)
        return passOn(file);
    const auto assembly = workspace::assembleFromInvoice(**services, *invoice);
    if (!assembly)
        return passOn(assembly);
    const auto extras = workspace::invoiceExtras(**services, *invoice, *assembly);
    if (!extras)
        return passOn(extras);
    const auto pdf = documents::renderFacturXPdf(
        documents::documentFor(*invoice, assembly->seller, assembly->input.payer, {}, *extras),
        {file->content, conformanceLevel(file->profile), embeddedFileName(file->profile)});
    return pdf ? save(context, invoice->number, *pdf, u".pdf"_s) : passOn(pdf);
}

} // namespace accord::ctl
