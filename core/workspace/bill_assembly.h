// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/purchasing/order_split.h"
#include "core/storage/carried_bills_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

class StoredUsage;

/// What one invoice of a payer is computed from, gathered from the store.
struct BillAssembly
{
    billing::BillInput input;
    billing::IssuingEntity seller;
    std::shared_ptr<const StoredUsage> usage;
    qint64 usageWatermark = 0;
    std::vector<accounts::AccountId> entities; ///< whose usage counts: the payer and those it pays for
    std::optional<QString> purchaseOrder
        = {}; ///< of an invoice by purchase order: that order, instead of the contract's
    std::vector<purchasing::AvailableOrder> orders = {}; ///< of the payer; none once it was billed: lines name theirs
    std::optional<Money> minimum = {}; ///< of the payer, > 0; none: it gets every bill, or no run asks
    std::vector<storage::CarriedBill> carried = {}; ///< what it takes over: the input's period begins with the first
    std::optional<Money> wholeTotal = {}; ///< of the payer's invoices by order, cost centre or department together
    std::vector<billing::BillException> exceptions; ///< found while gathering: hold, findings, certificates
};

/// One assembly for each currency of the payer's contracts, one for each contract that is not consolidated, and one for
/// each purchase order, cost centre or department where the contracts say so.
/// \param candidate  a version that is not saved, to be looked at in place of the saved one or beside the others
/// \param carried  bills of earlier periods that the one of their contract takes over
/// \param isInterim  for a bill of the usage up to the last day of \a period, before the period of that usage is over
Result<std::vector<BillAssembly>> assemble(Services &services, const accounts::AccountId &payer, const Period &period,
                                           const QDate &taxDay, const contracts::Contract *candidate = nullptr,
                                           const std::vector<storage::CarriedBill> &carried = {},
                                           bool isInterim = false);

/// From the currency of the prices of \a contracts, which share one invoice, into the currency of their bills: by the
/// rate that they lock, otherwise by the published one of \a day, with the digits that are printed. None: the same.
/// \returns NotFound "exchange.rate_missing".
Result<std::optional<Conversion>> conversionOf(const std::vector<contracts::Contract> &contracts,
                                               const ExchangeRates &rates, const QDate &day);

/// The snapshot that is kept with an invoice: everything that could change later and that its figures depend on.
QJsonObject frozenInputs(const BillAssembly &assembly, const Currency &companyCurrency,
                         const ExchangeRates::Quote &rate);

/// The assembly that a stored invoice was computed from, from its snapshot and the contract versions it names.
/// \returns Conflict "billing.issued_elsewhere" for one that was taken over from another system.
Result<BillAssembly> assembleFromInvoice(Services &services, const billing::Invoice &invoice);

} // namespace accord::workspace
