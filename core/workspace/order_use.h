// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/bill_assembly.h"

namespace accord::workspace {

/// The purchase orders of \a payer, each with what documents of every state leave of it.
Result<std::vector<purchasing::AvailableOrder>> availableOrders(Services &services, const accounts::AccountId &payer);

/// Has the lines of \a bill that name no purchase order use one of those of \a assembly that are valid on the day of
/// its issue: an order for their item, else one for their location, else, for a payer that wants no invoice without an
/// order, a blanket one. A line goes to one order as a whole; a line that no order has room for stays without. An
/// invoice by purchase order uses that order alone, or none. Reads nothing: it may run in any thread.
Result<> useOrders(const BillAssembly &assembly, billing::Bill &bill);

/// Leaves of \a orders what the lines of \a bill, which name them, take.
void takeFromOrders(std::vector<purchasing::AvailableOrder> &orders, const billing::Bill &bill);

/// "billing.purchase_order_exceeded" and "billing.purchase_order_expired" of the orders that the lines of \a bill,
/// which is not stored yet, name.
Result<std::vector<billing::BillException>> problemsWithOrders(Services &services, const accounts::AccountId &payer,
                                                               const QDate &day, const billing::Bill &bill);

/// Whether \a invoice may go out as far as its orders are concerned: to an account that wants no invoice without an
/// order, only with lines that name one, and orders that are valid and have room beside what was issued.
/// \returns Conflict "billing.purchase_order_missing", "billing.purchase_order_expired",
///          "billing.purchase_order_exceeded".
Result<> holdsItsOrder(Services &services, const billing::Invoice &invoice);

} // namespace accord::workspace
