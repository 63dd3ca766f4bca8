// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/billing_details.h"

#include "core/storage/transaction.h"
#include "core/workspace/permit.h"

#include <QtCore/QRegularExpression>

namespace accord::workspace {

namespace {

QJsonObject toJson(const BillingDetails &details)
{
    return {{u"hold_reason"_s, details.holdReason},
            {u"zero_invoices"_s, details.zeroInvoices == accounts::ZeroInvoicePolicy::Skip ? u"skip"_s : u"issue"_s},
            {u"invoice_email"_s, details.invoiceEmail},
            {u"portal_reference"_s, details.portalReference},
            {u"needs_purchase_order"_s, details.needsPurchaseOrder},
            {u"issuing_entity"_s, details.issuingEntity.toString(QUuid::WithoutBraces)}};
}

Result<> checkAddress(const QString &email)
{
    return email.isEmpty() || isEmailAddress(email)
               ? Result<>()
               : fail(ErrorKind::InvalidInput, u"accounts.email"_s, {{u"value"_s, email}});
}

void apply(accounts::Account &account, const BillingDetails &details)
{
    account.billingHoldReason = details.holdReason;
    account.zeroInvoices = details.zeroInvoices;
    account.invoiceEmail = details.invoiceEmail;
    account.portalReference = details.portalReference;
    account.needsPurchaseOrder = details.needsPurchaseOrder;
    if (!details.issuingEntity.isNull())
        account.issuingEntity = details.issuingEntity;
}

} // namespace

bool isEmailAddress(const QString &text)
{
    static const QRegularExpression form(u"^[^@\\s<>,;]+@[^@\\s<>,;]+$"_s);
    return form.match(text).hasMatch();
}

BillingDetails billingDetailsOf(const accounts::Account &account)
{
    return {account.billingHoldReason, account.zeroInvoices,       account.invoiceEmail,
            account.portalReference,   account.needsPurchaseOrder, account.issuingEntity};
}

Result<> saveBillingDetails(Services &services, const accounts::AccountId &id, const BillingDetails &details,
                            int expected)
{
    if (const auto allowed = permitFor(services, Act::SaveBillingDetails, id); !allowed)
        return allowed;
    if (const auto usable = checkAddress(details.invoiceEmail); !usable)
        return usable;
    storage::Transaction transaction(services.session());
    auto account = services.accounts().find(id);
    if (!account)
        return passOn(account);
    const BillingDetails before = billingDetailsOf(*account);
    if (before == details)
        return transaction.commit();
    if (!details.issuingEntity.isNull()) {
        const auto company = services.seller().entity(billing::IssuingEntityId(details.issuingEntity));
        if (!company)
            return passOn(company);
    }
    apply(*account, details);
    account->version = expected;
    if (const auto saved = services.accounts().save(*account, services.clock().now()); !saved)
        return passOn(saved);
    const auto audited = services.audit(u"account.billing_details"_s, u"account"_s, id.toString(),
                                        {{u"before"_s, toJson(before)}, {u"after"_s, toJson(details)}});
    return audited ? transaction.commit() : passOn(audited);
}

} // namespace accord::workspace
