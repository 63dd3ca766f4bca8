// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"

namespace accord::workspace {

/// Holds a stored draft against the policy and the budgets of those who bear it: it goes to those who have to agree, or
/// is approved where nobody has to; in the caller's transaction. \a requestedBy asks; empty: who made it.
Result<> submitInvoice(Services &services, const billing::Invoice &invoice, const QString &requestedBy = {});

/// Whether any line of \a bill names no purchase order.
bool lacksPurchaseOrder(const billing::Bill &bill);

/// \returns Conflict "billing.budget_blocked" where issuing the invoice would go beyond a budget that blocks, and
/// nobody
///          agreed to a request for as much spending.
Result<> holdsItsBudgets(Services &services, const billing::Invoice &invoice);

/// Names \a order on the lines of a draft that have none. What was changed is another revision: whoever agreed to the
/// one before is asked again.
/// \returns the invoice as it is then; "billing.invoice_immutable" once issued; NotFound "purchasing.order_not_found"
///          where the account has no such order; Conflict "billing.order_named_already" where no line lacks one.
Result<billing::Invoice> nameOrder(Services &services, const billing::InvoiceId &id, const QString &order);

} // namespace accord::workspace
