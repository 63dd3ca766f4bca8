// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/documents/document_for_invoice.h"

namespace accord::documents {

/// What an invoice will say, for a customer's order, import or approval before there is one: no number, no due date and
/// words that it is no invoice in the sense of the tax law (Directive 2006/112/EC, art. 226 asks for a number).
/// \returns Conflict "documents.pro_forma_issued" for an invoice that is issued.
Result<InvoiceDocument> proFormaFor(const billing::Invoice &invoice, const billing::IssuingEntity &seller,
                                    const accounts::Account &payer, const DocumentLanguage &language = {},
                                    const InvoiceExtras &extras = {});

} // namespace accord::documents
