// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/billing/printed_invoice.h"

#include "core/base/canonical.h"
#include "core/documents/document_for_invoice.h"
#include "core/documents/render_pdf.h"
#include "core/workspace/bill_assembly.h"

namespace accord::ui {

Result<PrintedInvoice> printInvoice(workspace::Services &services, const billing::InvoiceId &id)
{
    const auto invoice = services.invoices().find(id);
    if (!invoice)
        return passOn(invoice);
    const auto assembly = workspace::assembleFromInvoice(services, *invoice);
    if (!assembly)
        return passOn(assembly);
    const auto pdf
        = documents::renderInvoicePdf(documents::documentFor(*invoice, assembly->seller, assembly->input.payer));
    if (!pdf)
        return passOn(pdf);
    if (invoice->state == billing::InvoiceState::Issued) {
        const auto same = services.invoices().confirmDocument(id, sha256Hex(*pdf), pdf->size(), services.clock().now());
        if (!same)
            return passOn(same);
    }
    return PrintedInvoice{*invoice, *pdf};
}

} // namespace accord::ui
