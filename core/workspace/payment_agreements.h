// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/payment_agreements_sql.h"
#include "core/workspace/effect.h"
#include "core/workspace/services.h"

/// Discounts for early payment and tax that customers keep back: agreed with a customer, or for one invoice.
namespace accord::workspace {

/// What was agreed with \a account (a number, name or id); nothing where nobody agreed on anything.
Result<storage::PaymentAgreement> paymentAgreement(Services &services, const QString &account);

/// Agrees on \a earlyPayments and a withholding with a customer, for what is issued from now on.
/// \returns NotFound "accounts.not_found"; InvalidInput "payments.early_payment", "tax.withholding_percent".
Result<storage::PaymentAgreement> agreeOnPayment(Services &services, const QString &account,
                                                 storage::PaymentAgreement agreement);

/// What \a invoice offers and expects by the agreement with its payer: noted when it is issued, in the caller's
/// transaction.
Result<> noteAgreementFor(Services &services, const billing::Invoice &invoice);

/// What one invoice offers for being paid early, and what its customer keeps back of it.
struct InvoiceTerms
{
    std::vector<storage::EarlyPaymentOffer> offers; ///< by their last day
    std::optional<storage::ExpectedWithholding> withholding;
};
/// \param invoice  a number or id. \returns NotFound "billing.invoice_not_found".
Result<InvoiceTerms> invoiceTerms(Services &services, const QString &invoice);

/// Offers \a percent off an issued invoice that is paid up to \a lastDay.
/// \returns Conflict "payments.not_issued", "payments.nothing_open", "payments.offered_already"; InvalidInput
///          "payments.early_payment", "payments.offer_day" for a day before today.
Result<storage::EarlyPaymentOffer> offerDiscount(Services &services, const QString &invoice, const Decimal &percent,
                                                 const QDate &lastDay, Effect effect = Effect::Kept);

/// Notes that the customer will keep \a percent of an issued invoice back as tax.
/// \returns Conflict "payments.not_issued", "payments.withholding_noted"; InvalidInput "tax.withholding_percent".
Result<storage::ExpectedWithholding> expectWithholding(Services &services, const QString &invoice,
                                                       const Decimal &percent, bool onTotal,
                                                       Effect effect = Effect::Kept);

} // namespace accord::workspace
