// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/document_recipients_sql.h"
#include "core/workspace/payment_methods.h"

namespace accord::workspace {

/// Everything about how an account is billed that one form shows and saves.
struct BillingSetup
{
    BillingDetails details;
    std::optional<storage::PaymentMethod> method; ///< none: nothing is agreed
    std::optional<Money> minimumInvoice; ///< none: it gets every bill
    std::vector<storage::DocumentRecipient> recipients; ///< beside the address of the details

    friend bool operator==(const BillingSetup &, const BillingSetup &) = default;
};

Result<BillingSetup> billingSetupOf(Services &services, const accounts::Account &account);

/// Saves all of it or nothing. \param expected  the version of the account that was looked at
/// \returns as saveBillingDetails(), setPaymentMethod(), setMinimumInvoice() and setDocumentRecipients().
Result<> saveBilling(Services &services, const accounts::AccountId &account, const BillingSetup &setup, int expected);

} // namespace accord::workspace
