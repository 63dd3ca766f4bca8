// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/documents/document_for_invoice.h"
#include "core/receivables/customer_statement.h"

namespace accord::documents {

/// The paper of \a seller for \a payer without anything on it: brand, parties, words and the customs of the language.
InvoiceDocument letterhead(const Currency &currency, const QDate &day, const billing::IssuingEntity &seller,
                           const accounts::Account &payer, const DocumentLanguage &language = {});

/// A statement of account: what is open, what came in, what is on account, and how old the debts are.
InvoiceDocument documentFor(const receivables::CustomerStatement &statement, const billing::IssuingEntity &seller,
                            const accounts::Account &payer, const DocumentLanguage &language = {});

} // namespace accord::documents
