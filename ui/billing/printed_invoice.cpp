// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/billing/printed_invoice.h"

#include "core/base/canonical.h"
#include "core/documents/document_for_credit_note.h"
#include "core/documents/document_for_pro_forma.h"
#include "core/documents/render_pdf.h"
#include "core/workspace/bill_assembly.h"
#include "core/workspace/printed_document.h"

namespace accord::ui {

Result<PrintedInvoice> printInvoice(workspace::Services &services, const billing::InvoiceId &id)
{
    const auto invoice = services.invoices().find(id);
    if (!invoice)
        return passOn(invoice);
    const auto assembly = workspace::assembleFromInvoice(services, *invoice);
    if (!assembly)
        return passOn(assembly);
    const auto extras = workspace::invoiceExtras(services, *invoice, *assembly);
    if (!extras)
        return passOn(extras);
    const auto pdf = documents::renderInvoicePdf(
        documents::documentFor(*invoice, assembly->seller, assembly->input.payer, {}, *extras));
    if (!pdf)
        return passOn(pdf);
    if (invoice->state == billing::InvoiceState::Issued) {
        const auto same = services.invoices().confirmDocument(id, sha256Hex(*pdf), pdf->size(), services.clock().now());
        if (!same)
            return passOn(same);
    }
    return PrintedInvoice{*invoice, *pdf};
}

Result<PrintedInvoice> printProForma(workspace::Services &services, const billing::InvoiceId &id)
{
    const auto invoice = services.invoices().find(id);
    if (!invoice)
        return passOn(invoice);
    const auto assembly = workspace::assembleFromInvoice(services, *invoice);
    if (!assembly)
        return passOn(assembly);
    const auto pdf
        = documents::proFormaFor(*invoice, assembly->seller, assembly->input.payer)
              .and_then([](const documents::InvoiceDocument &one) { return documents::renderInvoicePdf(one); });
    if (!pdf)
        return passOn(pdf);
    return PrintedInvoice{*invoice, *pdf};
}

Result<PrintedCreditNote> printCreditNote(workspace::Services &services, const billing::CreditNoteId &id)
{
    const auto note = services.creditNotes().find(id);
    if (!note)
        return passOn(note);
    const auto invoice = services.invoices().find(note->invoice);
    if (!invoice)
        return passOn(invoice);
    const auto assembly = workspace::assembleFromInvoice(services, *invoice);
    if (!assembly)
        return passOn(assembly);
    const auto pdf
        = documents::renderInvoicePdf(documents::documentFor(*note, *invoice, assembly->seller, assembly->input.payer));
    if (!pdf)
        return passOn(pdf);
    if (note->state == billing::CreditNoteState::Issued) {
        const auto same
            = services.creditNotes().confirmDocument(id, sha256Hex(*pdf), pdf->size(), services.clock().now());
        if (!same)
            return passOn(same);
    }
    return PrintedCreditNote{*note, *pdf};
}

} // namespace accord::ui
