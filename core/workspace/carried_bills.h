// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/bill_runs_sql.h"
#include "core/workspace/bill_assembly.h"

namespace accord::workspace {

/// As assemble(), for a run: each group of contracts with everything that earlier runs carried forward of them and no
/// invoice took over since, and with the least that the payer wants a bill of.
Result<std::vector<BillAssembly>> assembleForRun(Services &services, const accounts::AccountId &payer,
                                                 const Period &period, const QDate &taxDay);

/// Whether \a bill is left to the next one: it comes to less than the minimum of its payer in the same currency. Of an
/// invoice by order, cost centre or department all of the payer's counts, so that none of them waits alone. Not where
/// one of the contracts ends with the period, for there is no next bill; nor where it deducts what was prepaid.
bool isCarried(const BillAssembly &assembly, const billing::Bill &bill);

/// Notes that \a run of \a period left \a bill to the next one; in the caller's transaction.
Result<> noteCarried(Services &services, const storage::BillRunRow &run, const BillAssembly &assembly,
                     const billing::Bill &bill);
/// What was carried forward to \a assembly comes to nothing: in the caller's transaction.
Result<> forgetCarried(Services &services, const BillAssembly &assembly);

/// What was carried forward to \a assembly, of which a bill is blocked, goes on waiting although others of its bills
/// took over their parts; in the caller's transaction, after those. The next run bills what is left.
Result<> keepCarried(Services &services, const BillAssembly &assembly);

/// "billing.carried_forward" where \a bill is left to the next one; "billing.took_over" where it bills what earlier
/// runs left to it.
std::vector<billing::BillException> carriedExceptions(const BillAssembly &assembly, const billing::Bill &bill);

/// What an invoice took over, as it is frozen among its inputs.
QJsonArray carriedToJson(const std::vector<storage::CarriedBill> &bills);
/// Why \a invoice charges periods before the one that was run; nothing is recorded where it does not.
void explainCarried(const billing::Invoice &invoice, pricing::Recorder &recorder);

/// Agrees on the least that \a account, which pays in its currency, wants a bill of; none: it gets every bill. One
/// audit record with before and after, none where nothing differs.
/// \returns Forbidden unless the matrix lets the actor "account.bill"; InvalidInput "billing.minimum_invoice" for an
///          amount that is not above zero.
Result<> setMinimumInvoice(Services &services, const accounts::AccountId &account, const std::optional<Money> &minimum);
Result<std::optional<Money>> minimumInvoiceOf(Services &services, const accounts::AccountId &account);

} // namespace accord::workspace
