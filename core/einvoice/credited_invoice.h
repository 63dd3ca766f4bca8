// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/einvoice/semantic_invoice.h"

#include "core/billing/credit_note.h"

namespace accord::einvoice {

/// The credit note (type 381) over \a credits of the lines of \a invoice: positive amounts, and the invoice as the one
/// that precedes it (BG-3). A line that is credited whole stands with its quantity and price, a part of one as a
/// quantity of 1; lines of which nothing is credited are left out. Nothing is paid on it, and it is due at once. Tax
/// that makes up for cents of earlier credits stays what it is: some cents at its rate are charged or allowed (BG-21,
/// BG-20) and taken out of what is due (BT-114), so that tax and amount due are those of the document.
/// \param credits  one for each line, in their order
/// \returns InvalidInput "einvoice.credit_lines" {value, expected} for more or fewer credits than lines;
///          "einvoice.credit_tax" {value, expected} where a rate gives back tax that no amount at it comes to,
///          such as tax alone, and in profiles that cannot say that what is due was rounded; "number.overflow".
Result<SemanticInvoice> creditNoteFor(const SemanticInvoice &invoice, const std::vector<billing::LineCredit> &credits,
                                      const QString &number, const QDate &issueDate);

/// How a credit is paid. Nothing is due: whoever is credited pays nothing to the account of the invoice, and nothing is
/// collected from theirs, so that the instructions (BG-16) are left out. XRechnung asks for them all the same
/// (BR-DE-1); there it is cleared between the parties.
std::optional<PaymentInstructions> paymentOfCredit(const QString &specification);

} // namespace accord::einvoice
