// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/documents/document_for_invoice.h"
#include "core/einvoice/invoice_facts.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// How \a payer pays its invoices, as far as that was agreed on and can be done: a direct debit needs a mandate and a
/// debit by ACH an account, each agreed to by two people. None: as the payment instructions say. Of bank data it holds
/// the last four characters alone, and nothing where the actor may not read any.
Result<std::optional<documents::AgreedPayment>> agreedPaymentOf(Services &services, const accounts::AccountId &payer);

/// As it is frozen among the inputs of an invoice, under "payment"; and back.
QJsonObject toJson(const documents::AgreedPayment &payment);
std::optional<documents::AgreedPayment> agreedPaymentIn(const QJsonObject &inputs);

/// Has the electronic invoice say how it is paid (UNTDID 4461): 58 or 30 transfer, 59 SEPA direct debit or 49 in other
/// currencies, 3 debit by ACH, 20 cheque, 48 card.
/// \param debited  the account that is debited, of which \a payment knows the end; empty: not said
void say(einvoice::InvoiceFacts &facts, const documents::AgreedPayment &payment, const Currency &currency,
         const QString &debited);

/// The account of \a payer that a direct debit takes from; empty where there is none or the actor may not read it.
Result<QString> debitedAccountOf(Services &services, const accounts::AccountId &payer);

} // namespace accord::workspace
