// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/einvoice/finding.h"
#include "core/einvoice/profile.h"

/// The rules that an invoice keeps before it is issued, or that a received one is held to.
///
/// They are those of EN 16931-1:2017 (clause 6.4), of Peppol BIS Billing 3.0 and of XRechnung 3.0, with one difference:
/// amounts are compared to the cent. The official checks let the tax of a rate be up to 1.00 off and a line 0.02.
namespace accord::einvoice {

/// Terms that must be given, and what must be said together (BR-01 … BR-65, BR-CO-03, 04, 19 … 26).
Findings checkPresence(const SemanticInvoice &invoice);

/// Totals, breakdown, lines and percentages (BR-CO-10 … 17, BR-S-08 and its like, BR-DEC, PEPPOL-EN16931-R120).
Findings checkTotals(const SemanticInvoice &invoice);

/// What each VAT category asks for (BR-S, BR-Z, BR-E, BR-AE, BR-IC, BR-G, BR-O, BR-AF, BR-AG, BR-B, BR-CO-09, 18).
Findings checkVatCategories(const SemanticInvoice &invoice);

/// Codes that are not on their list (BR-CL).
Findings checkCodes(const SemanticInvoice &invoice);

/// What \a profile asks for on top.
Findings checkProfile(const SemanticInvoice &invoice, Profile profile);

/// All of these. Factur-X MINIMUM and BASIC WL are no invoices: of them only what they hold is checked.
Findings check(const SemanticInvoice &invoice, Profile profile);

/// check() of a document that was received, and what only its XML shows.
Findings check(const ReadInvoice &read, Profile profile);

} // namespace accord::einvoice
