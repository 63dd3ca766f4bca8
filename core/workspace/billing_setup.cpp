// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/billing_setup.h"

#include "core/storage/transaction.h"
#include "core/workspace/carried_bills.h"
#include "core/workspace/document_recipients.h"

namespace accord::workspace {

Result<BillingSetup> billingSetupOf(Services &services, const accounts::Account &account)
{
    auto method = paymentMethodOf(services, account.id);
    if (!method)
        return passOn(method);
    auto minimum = minimumInvoiceOf(services, account.id);
    if (!minimum)
        return passOn(minimum);
    auto recipients = documentRecipientsOf(services, account.id);
    if (!recipients)
        return passOn(recipients);
    return BillingSetup{billingDetailsOf(account), std::move(*method), std::move(*minimum), std::move(*recipients)};
}

Result<> saveBilling(Services &services, const accounts::AccountId &account, const BillingSetup &setup, int expected)
{
    storage::Transaction transaction(services.session());
    if (const auto saved = saveBillingDetails(services, account, setup.details, expected); !saved)
        return saved;
    if (const auto set = setPaymentMethod(services, account, setup.method); !set)
        return set;
    if (const auto set = setMinimumInvoice(services, account, setup.minimumInvoice); !set)
        return set;
    if (const auto set = setDocumentRecipients(services, account, setup.recipients); !set)
        return set;
    return transaction.commit();
}

} // namespace accord::workspace
