// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/prepayment.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// Money that is to be asked for before delivery.
struct PrepaymentRequest
{
    QString contract; ///< its number
    billing::PrepaymentWish wish;
    Period period; ///< that is prepaid, where no item is; empty: the month of the issue date
    QDate issueDate; ///< null: today
};

/// What asking would come to.
struct PrepaymentPreview
{
    billing::PrepaymentTerms terms;
    billing::Bill bill;
    Money value; ///< net of what is prepaid
    Money prepaid; ///< what other prepayments of the same ask for already, net
};

/// What a contract can be asked for before it delivers.
struct PrepayableItem
{
    QString key; ///< empty: what the contract charges in a period
    QString description;
    QDate due; ///< when it is charged; null: by the period
};

/// The one-time items of a contract, in its order. \returns NotFound.
Result<std::vector<PrepayableItem>> prepayableItems(Services &services, const QString &contract);

/// Computes a prepayment and stores nothing.
/// \returns NotFound, those of billing::prepaymentTerms()
Result<PrepaymentPreview> previewPrepayment(Services &services, const PrepaymentRequest &request);

/// Drafts the invoice of a prepayment and submits it to the approval policy, as every invoice. Later invoices of the
/// contract (or of the item) deduct it once it is issued. The same \a command again gives its outcome.
/// \returns Forbidden unless the matrix lets the actor prepare bills, and as previewPrepayment()
Result<billing::Invoice> askPrepayment(Services &services, const PrepaymentRequest &request,
                                       const std::optional<storage::CommandId> &command = {});

} // namespace accord::workspace
