// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/credited_invoice.h"
#include "core/documents/document_for_invoice.h"

namespace accord::documents {

/// What the page of \a note says: positive amounts, and the number and date of \a invoice, which it credits (EN 16931
/// BG-3). \a seller and \a payer are those of the time when the invoice was made.
InvoiceDocument documentFor(const billing::CreditNote &note, const billing::Invoice &invoice,
                            const billing::IssuingEntity &seller, const accounts::Account &payer,
                            const DocumentLanguage &language = {});

} // namespace accord::documents
