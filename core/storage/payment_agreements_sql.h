// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/invoice.h"
#include "core/payments/payment_terms.h"

#include <QtCore/QDateTime>

namespace accord::storage {

class Session;

/// What was agreed with a customer about paying; holds for invoices that are issued from then on.
struct PaymentAgreement
{
    accounts::AccountId account;
    std::vector<payments::EarlyPayment> earlyPayments; ///< by days, ascending
    Decimal withholdingPercent; ///< 0: nothing is kept back
    bool withholdingOnTotal = false; ///< of the total with tax; otherwise of the net
    QString agreedBy = {};
    QDateTime agreedAt = {};
};

/// A discount that one invoice offers for being paid early.
struct EarlyPaymentOffer
{
    billing::InvoiceId invoice;
    QDate lastDay;
    Decimal percent; ///< of what is due
    Money amount; ///< > 0, of all that was due when it was offered
    QString offeredBy;
    QDateTime offeredAt;
};

/// Tax that the customer is expected to keep back of one invoice.
struct ExpectedWithholding
{
    billing::InvoiceId invoice;
    Decimal percent;
    Money amount; ///< > 0
    QString notedBy;
    QDateTime notedAt;
};

/// Agreements about paying, and what follows from them for invoices. Nothing in it is ever changed.
class PaymentAgreementsSql
{
public:
    explicit PaymentAgreementsSql(Session &session)
        : m_session(session)
    { }

    /// The one that holds now; none where nothing was agreed.
    Result<std::optional<PaymentAgreement>> current(const accounts::AccountId &account) const;
    Result<> add(const PaymentAgreement &agreement);

    /// \returns Conflict "storage.unique" for a second offer up to the same day.
    Result<> add(const EarlyPaymentOffer &offer);
    /// By invoice and day; of all invoices unless \a invoice is given.
    Result<std::vector<EarlyPaymentOffer>> offers(const std::optional<billing::InvoiceId> &invoice = {}) const;

    /// \returns Conflict "storage.unique" for a second one.
    Result<> add(const ExpectedWithholding &withholding);
    /// Of all invoices unless \a invoice is given.
    Result<std::vector<ExpectedWithholding>> withholdings(const std::optional<billing::InvoiceId> &invoice = {}) const;

private:
    Session &m_session;
};

} // namespace accord::storage
