// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/issuing_entity.h"
#include "core/documents/invoice_document.h"

namespace accord::documents {

/// A cheque as the slip of a deposit lists it.
struct DepositedCheque
{
    QString number; ///< as printed on it
    QString drawnBy;
    Money amount;
};

/// What goes to the bank with the cheques.
struct DepositPaper
{
    QString reference; ///< "DEP-000001": the bank's entry is found by it
    QDate dated;
    QString account; ///< that the cheques are paid into; empty: the bank knows
    std::vector<DepositedCheque> cheques;
    Money total;
};

/// The slip of a deposit, for the seller's own bank and so in one language.
InvoiceDocument documentFor(const DepositPaper &deposit, const billing::IssuingEntity &seller);

} // namespace accord::documents
