// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/entry.h"

namespace accord::ledger {

/// Receivables of a customer in a foreign currency as the books carry them.
struct ForeignBalance
{
    accounts::AccountId customer;
    Money open; ///< foreign
    Money carrying; ///< base
};

/// What restating foreign receivables at the closing rate comes to (IAS 21.23, ASC 830-20-35).
struct Revaluation
{
    Entry atClose; ///< dated on the last day; without postings where nothing changes
    Entry reversal; ///< dated on the day after: payments are then measured against the carrying amounts as before
    Money difference; ///< above zero: a gain
};

/// Restates \a balances at the \a closing rates by currency code on \a lastDay, one posting for each customer.
/// \returns NotFound "ledger.rate_missing" with the currency; InvalidInput "ledger.carrying", "number.overflow".
Result<Revaluation> revalue(const std::vector<ForeignBalance> &balances, const QHash<QString, Exact> &closing,
                            const Currency &base, const QDate &lastDay, const QUuid &period);

} // namespace accord::ledger
