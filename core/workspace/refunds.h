// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/refunds_sql.h"
#include "core/workspace/services.h"

/// Money that goes back to customers: from their credit on account, or from one invoice of which more was given back
/// than is owed. Cash of nobody becomes credit on account first (payment apply ENTRY --account).
namespace accord::workspace {

struct RefundWish
{
    QString account; ///< number, name or id; may be empty with an invoice
    QString invoice; ///< number; empty: credit on account
    std::optional<Money> amount = {}; ///< none: all of the credit; needs an invoice then
    QString method = u"transfer"_s; ///< "transfer", "ach" or "cheque"
    QString reason;
};

/// What \a account has to its credit without an invoice and could be paid back.
Result<Money> refundableOnAccount(Services &services, const accounts::AccountId &account, const Currency &currency);

/// Asks somebody else to agree to a refund.
/// \returns Conflict "payments.no_credit" with what is left of the credit; InvalidInput "payments.refund_reason",
///          "payments.refund_method", "payments.refund_amount"; NotFound "accounts.not_found".
Result<storage::RefundRow> requestRefund(Services &services, const RefundWish &wish);

/// What follows from the decision: it is posted and waits for its file or cheque, or was rejected.
/// \returns Conflict "payments.no_credit" when the credit is gone by now.
Result<> decideRefund(Services &services, const QUuid &id, bool isApproved);

/// Newest first.
Result<std::vector<storage::RefundRow>> refunds(Services &services);

} // namespace accord::workspace
