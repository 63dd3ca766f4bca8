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
    Money price; ///< transaction price by the newest version: what its recurring and one-time items come to over the
                 ///< term, without tax
    std::vector<recognition::ObligationRevenue> obligations; ///< one for each of those items
    recognition::Schedule asBilled; ///< usage, minimums, commitments and service credits, by the days they are for
    std::vector<recognition::MonthBalance> months; ///< deferred revenue rolled forward against issued invoices
    std::vector<pricing::Derivation> derivations; ///< allocation, then a node per obligation with its months
};

/// A version of a contract with its bill over the whole term, without usage.
struct PricedVersion
{
    contracts::Contract contract; ///< holds from its \c effectiveFrom on; the first one from the start
    billing::Bill term;
};

/// What a contract is recognised as. \a versions are those that were accounted for, oldest first, at least one;
/// \a issued is what stands on issued invoices. The fixed price of a version is allocated to the items by their
/// stand-alone prices, and what an amendment changes is recognised from its day on: the services that are left are
/// distinct (ASC 606-10-25-13(a), IFRS 15.21(a)), so no month before it changes. What depends on use is recognised over
/// the days it was billed for (ASC 606-10-55-18: as invoiced).
/// \returns as recognition::scheduleAfter() and allocateTransactionPrice(), and "number.overflow".
Result<RevenueReport> revenueOf(const std::vector<PricedVersion> &versions,
                                const std::vector<storage::IssuedCharge> &issued);

/// revenueOf() the stored contract \a number. \returns NotFound "contracts.not_found".
Result<RevenueReport> revenueOfStored(Services &services, const QString &number);

} // namespace accord::workspace
