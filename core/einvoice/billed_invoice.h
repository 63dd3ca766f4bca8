// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/einvoice/finding.h"
#include "core/einvoice/invoice_facts.h"

#include "core/billing/invoice.h"

namespace accord::einvoice {

/// \a invoice by its meaning, as the profile of the customer wants it. Figures are those of the bill: what is computed
/// here is compared with it. \a seller and \a payer are those of the time when it was made.
///
/// An invoice whose total is negative becomes a credit note (type 381) with positive amounts. One outside the scope of
/// VAT (category O) carries no VAT ids. Of currencies with three digits, amounts are rounded to the two that the
/// standard has, line by line, so that the sum may differ from the ledger by that.
/// \returns InvalidInput as lineFor(), and "einvoice.totals_differ" {term, value, expected} when the standard's
///          arithmetic does not come to what was billed (tax that was rounded by line, or that is compound).
Result<SemanticInvoice> semanticInvoiceFor(const billing::Invoice &invoice, const billing::IssuingEntity &seller,
                                           const accounts::Account &payer, const InvoiceFacts &facts);

/// What has to be entered before \a invoice can be sent by the profile of \a facts, as sentences that say where. The
/// number, which is given at issue, is not missed in a draft.
QStringList missingFacts(const SemanticInvoice &invoice, const InvoiceFacts &facts);

} // namespace accord::einvoice
