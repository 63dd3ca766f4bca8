// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/documents/document_for_invoice.h"
#include "core/receivables/dunning_letter.h"

namespace accord::documents {

/// A letter about late documents, in its language; the higher its level, the more pressing.
InvoiceDocument documentFor(const receivables::DunningLetter &letter, const billing::IssuingEntity &seller,
                            const accounts::Account &payer);

/// The same as text, for a mail: subject in the first line, then an empty one and the letter.
QString textOf(const receivables::DunningLetter &letter, const billing::IssuingEntity &seller,
               const accounts::Account &payer);

} // namespace accord::documents
