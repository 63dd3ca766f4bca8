// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/statement.h"
#include "core/documents/document_for_invoice.h"
#include "core/receivables/customer_statement.h"

namespace accord::documents {

/// The paper of \a seller for \a payer without anything on it: brand, parties, words and the customs of the language.
InvoiceDocument letterhead(const Currency &currency, const QDate &day, const billing::IssuingEntity &seller,
                           const accounts::Account &payer, const DocumentLanguage &language = {});

/// A statement of account: what is open, what came in, what is on account, and how old the debts are.
InvoiceDocument documentFor(const receivables::CustomerStatement &statement, const billing::IssuingEntity &seller,
                            const accounts::Account &payer, const DocumentLanguage &language = {});

/// What a payer was billed for a period.
struct BilledPeriod
{
    Period period;
    QDate day; ///< as of which it was paid
    QStringList invoices; ///< their numbers
    billing::Statement statement; ///< by the entities that were billed
};

/// A statement of what was billed for a period, by entity, and what of it was paid.
InvoiceDocument documentFor(const BilledPeriod &billed, const billing::IssuingEntity &seller,
                            const accounts::Account &payer, const DocumentLanguage &language = {});

} // namespace accord::documents
