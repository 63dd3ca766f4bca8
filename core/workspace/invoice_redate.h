// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"

namespace accord::workspace {

/// The first day on which \a draft can be issued: after the last document of its company, after what is closed, and not
/// before the last day of a period in arrears on it.
Result<QDate> earliestDateFor(Services &services, const billing::Invoice &draft);

/// Dates a draft anew, its due date and its worth in company currency with it. What was changed is another revision:
/// whoever agreed to the one before is asked again.
/// \returns the draft as it is then; InvalidInput "billing.redate_early" with the first day that is possible; Conflict
///          "billing.invoice_immutable" once issued, "billing.redate_differs" where its charges, tax or instalments
///          would come to something else on that day, "billing.redate_converted" for a bill in another currency than
///          its prices; NotFound "exchange.rate_missing".
Result<billing::Invoice> redateInvoice(Services &services, const billing::InvoiceId &id, const QDate &day);

} // namespace accord::workspace
