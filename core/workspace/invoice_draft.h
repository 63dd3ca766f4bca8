// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/prepayment.h"
#include "core/workspace/bill_assembly.h"

namespace accord::workspace {

/// What a draft says besides its bill.
struct DraftFacts
{
    billing::InvoiceId id;
    QDate issueDate; ///< the earliest one
    std::optional<billing::BillRunId> run = {}; ///< none: billed outside of a run
    QJsonObject payment = {}; ///< how it is paid, where that was agreed on
    std::optional<billing::PrepaymentTerms> prepayment = {}; ///< that is asked for; none: it charges what is due
    QJsonObject lateCharge = {}; ///< what a late charge is computed from; empty: it charges something else
    Currency companyCurrency;
    QString createdBy;
    QDateTime createdAt;
};

/// A draft for \a payer, made now by who works, from \a issueDate on.
Result<DraftFacts> draftFacts(Services &services, const accounts::AccountId &payer, const QDate &issueDate);

/// The invoice that \a bill of \a assembly becomes, with its frozen inputs and its digest; the bill's exceptions are
/// not part of the digest. Reads nothing: it may run in any thread.
/// \returns NotFound "exchange.rate_missing" to the company currency.
Result<billing::Invoice> draftInvoice(const DraftFacts &facts, const BillAssembly &assembly, billing::Bill bill,
                                      const ExchangeRates &rates);

/// Whether \a bill comes to nothing and its payer wants no invoice of that.
bool isSkippedZero(const BillAssembly &assembly, const billing::Bill &bill);

} // namespace accord::workspace
