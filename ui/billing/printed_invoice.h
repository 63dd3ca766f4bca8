// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"

namespace accord::ui {

/// An invoice with the file that is printed of it.
struct PrintedInvoice
{
    billing::Invoice invoice;
    QByteArray pdf;
};

/// Renders the document of \a id; for a worker. The first rendering of an issued one is noted, every later one must
/// come out the same. \returns NotFound "billing.invoice_not_found", Internal "documents.bytes_differ", or what
/// renderInvoicePdf() returns.
Result<PrintedInvoice> printInvoice(workspace::Services &services, const billing::InvoiceId &id);
/// A draft as a pro forma invoice. \returns as documents::proFormaFor()
Result<PrintedInvoice> printProForma(workspace::Services &services, const billing::InvoiceId &id);

/// A credit note with the file that is printed of it.
struct PrintedCreditNote
{
    billing::CreditNote note;
    QByteArray pdf;
};

/// As printInvoice(), for a credit note. \returns NotFound "billing.credit_note_not_found" and the like.
Result<PrintedCreditNote> printCreditNote(workspace::Services &services, const billing::CreditNoteId &id);

} // namespace accord::ui
