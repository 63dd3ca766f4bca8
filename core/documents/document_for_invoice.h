// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/invoice.h"
#include "core/documents/invoice_document.h"

class QTranslator;

namespace accord::documents {

/// The language of the customer. Without a locale: English, with the customs of the buyer's country.
struct DocumentLanguage
{
    std::optional<QLocale> locale;
    const QTranslator *translator = nullptr; ///< context "Document"; asked, never installed
};

/// A discount for early payment that an invoice offers.
struct EarlyPaymentOffer
{
    QDate lastDay;
    Decimal percent;
    Money discount;
    Money toPay; ///< up to that day
};

/// How an invoice is paid, where that was agreed on when it was drafted.
struct AgreedPayment
{
    QString method; ///< "transfer", "ach", "cheque", "direct_debit", "card"
    QString cardEnding; ///< last four digits; empty: not known
    QString accountEnding; ///< last four characters of the account that is debited
    QString mandate; ///< of a direct debit
    QString creditor; ///< of a direct debit: who debits; empty: not known

    /// Nothing is left to do for who pays.
    bool isTaken() const { return method == u"direct_debit" || method == u"ach" || method == u"card"; }
};

/// What stands on an invoice and is no part of it.
struct InvoiceExtras
{
    std::vector<EarlyPaymentOffer> earlyPayment;
    std::optional<PaymentCode> code;
    std::optional<AgreedPayment> payment = {}; ///< none: the payment instructions alone say how
};

/// What the page of \a invoice says. \a seller and \a payer are those of the time when it was made.
///
/// US, Canada and Mexico get Letter, everyone else A4.
InvoiceDocument documentFor(const billing::Invoice &invoice, const billing::IssuingEntity &seller,
                            const accounts::Account &payer, const DocumentLanguage &language = {},
                            const InvoiceExtras &extras = {});

} // namespace accord::documents
