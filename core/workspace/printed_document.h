// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/documents/document_for_deposit.h"
#include "core/documents/document_for_invoice.h"
#include "core/workspace/bill_assembly.h"

namespace accord::workspace {

/// What stands on the page of \a invoice beside itself: the discounts for early payment that were offered when it was
/// issued, or would be offered if it were, and the payment code that its issuing company wants ("payment_code" of its
/// branding). Only an issued invoice in a currency of the code, with something to pay, has one.
/// \param assembly  that the invoice was computed from, with the company as it was then
Result<documents::InvoiceExtras> invoiceExtras(Services &services, const billing::Invoice &invoice,
                                               const BillAssembly &assembly);

/// The paper that goes to the bank with the cheques of \a deposit, under the name of the company that it is for.
/// \returns NotFound as depositSlip()
Result<documents::InvoiceDocument> depositPaper(Services &services, qint64 deposit);

/// Whether invoices of \a seller can carry the payment code that it wants.
/// \returns InvalidInput "documents.payment_code_account" without a fitting account among the payment instructions, and
///          those of payment_files::epcQrText() and swissQrText() about its name and address
Result<> checkPaymentCode(const billing::IssuingEntity &seller);

} // namespace accord::workspace
