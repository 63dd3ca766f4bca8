// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/invoice.h"
#include "core/pricing/derivation.h"

namespace accord::billing {

/// What is still owed, at a cut-over, on an invoice that another system issued.
struct OpeningReceivable
{
    QString number; ///< as that system printed it
    QDate issuedOn;
    QDate dueOn;
    Money billed; ///< its total there, with tax
    Money open; ///< > 0, at most \c billed
    QString purchaseOrder;
};

/// Where a document comes from that was not issued here.
struct TakenOver
{
    QString source; ///< the system that issued it
    Money billed; ///< its total there
    QDate on; ///< the day of the cut-over

    friend bool operator==(const TakenOver &, const TakenOver &) = default;
};

/// Whose document it becomes, and under what.
struct OpeningHolder
{
    InvoiceId id;
    IssuingEntityId issuingEntity;
    accounts::AccountId account;
    QString accountName;
};

/// \a receivable as a document of what is open: one line without tax, for the tax was charged and declared there.
/// Everything that collects money works on it; it has no printed form here and no charge that could be billed again.
/// \returns InvalidInput "billing.opening_number" for none, "billing.opening_amount" unless 0 < open <= billed in one
///          currency, "billing.opening_dates" unless issued <= due and issued <= the day of the cut-over.
Result<Invoice> openingInvoice(const OpeningReceivable &receivable, const OpeningHolder &holder, const QString &source,
                               const QDate &on);

/// Where \a invoice comes from; none: it was made here.
std::optional<TakenOver> takenOverFrom(const Invoice &invoice);

/// How the one figure of a document that was taken over came about.
/// \returns Internal "billing.recomputed_differs" when the line and the total are not the same.
Result<std::vector<pricing::Derivation>> explainOpening(const Invoice &invoice, const TakenOver &origin);

} // namespace accord::billing
