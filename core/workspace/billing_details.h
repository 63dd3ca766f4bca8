// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"

namespace accord::workspace {

/// How an account is billed, apart from its contracts and from what has to be agreed on.
struct BillingDetails
{
    QString holdReason; ///< not empty: nothing is billed until it is lifted
    accounts::ZeroInvoicePolicy zeroInvoices = accounts::ZeroInvoicePolicy::Issue;
    QString invoiceEmail; ///< empty: none
    QString portalReference; ///< of the customer's portal; empty: none
    bool needsPurchaseOrder = false;
    QUuid issuingEntity = {}; ///< the company that bills it; null: the one that did

    friend bool operator==(const BillingDetails &, const BillingDetails &) = default;
};

/// "payables@customer.example": one address, without a name.
bool isEmailAddress(const QString &text);

BillingDetails billingDetailsOf(const accounts::Account &account);

/// Changes how \a account is billed; one audit record with before and after, none where nothing differs.
/// \param expected  the version that was looked at
/// \returns Forbidden unless the matrix lets the actor "account.bill"; InvalidInput "accounts.email"; NotFound
/// "billing.entity_not_found"; Conflict
/// "storage.changed_meanwhile".
Result<> saveBillingDetails(Services &services, const accounts::AccountId &account, const BillingDetails &details,
                            int expected);

} // namespace accord::workspace
