// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recognition/deferral.h"
#include "core/recognition/obligation.h"
#include "core/storage/billed_charges_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// The revenue of one contract, month by month (ASC 606, IFRS 15).
struct RevenueReport
{
    contracts::Contract contract;
    Money price; ///< transaction price: what its recurring and one-time items come to over the term, without tax
    std::vector<recognition::ObligationRevenue> obligations; ///< one for each of those items
    recognition::Schedule asBilled; ///< usage, minimums, commitments and service credits, by the days they are for
    std::vector<recognition::MonthBalance> months; ///< deferred revenue rolled forward against issued invoices
    std::vector<pricing::Derivation> derivations; ///< allocation, then a node per obligation with its months
};

/// What \a contract is recognised as. \a term is its bill over the whole term, \a issued what stands on issued
/// invoices. The fixed price is allocated to the items by their stand-alone prices; what depends on use is recognised
/// over the days it was billed for (ASC 606-10-55-18: as invoiced). Amounts follow the current version of the contract.
/// \returns as recognition::planRevenue(), and "number.overflow".
Result<RevenueReport> revenueOf(const contracts::Contract &contract, const billing::Bill &term,
                                const std::vector<storage::IssuedCharge> &issued);

/// revenueOf() the stored contract \a number. \returns NotFound "contracts.not_found".
Result<RevenueReport> revenueOfStored(Services &services, const QString &number);

} // namespace accord::workspace
