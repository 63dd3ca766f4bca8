// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/entry.h"

namespace accord::ledger {

/// A monetary item in a foreign currency as the books carry it (chart::isMonetary()).
struct ForeignBalance
{
    std::optional<accounts::AccountId> customer; ///< of a receivable; none: all of the account together
    Money open; ///< foreign; below zero for what is owed
    Money carrying; ///< base
    QString account = u"receivable"_s; ///< of the chart: "cash", "tax_payable/DE"
};

/// What one account comes to in one currency at its closing rate.
struct RevaluedAccount
{
    QString account;
    Money open; ///< foreign
    Money carrying; ///< base
    Money difference; ///< base; above zero: a gain
    Exact rate; ///< units of the base currency for one of the foreign one
};

/// What restating foreign monetary items at the closing rate comes to (IAS 21.23 a, ASC 830-20-35).
///
/// Monetary are receivables with the credit on account that lowers them, cash, unapplied cash (owed back to whoever
/// paid it), tax owed to authorities and tax that they owe (certificates of withholding): a number of units of currency
/// is received or paid (IAS 21.16). Deferred revenue, prepayments of customers and prepaid credit are not: service is
/// owed for them, and they stay at the rate of the day on which they came (IFRIC 22, ASC 830-10-45-18).
///
/// What an item is restated by stands on an account of its own beside it, so that assets and liabilities are not set
/// off (IAS 1.32): chart::revaluationOf(). All differences are income or expense of one account (IAS 21.28).
struct Revaluation
{
    Entry atClose; ///< dated on the last day; without postings where nothing changes
    Entry reversal; ///< dated on the day after: payments are then measured against the carrying amounts as before
    Money difference; ///< above zero: a gain
    std::vector<RevaluedAccount> accounts; ///< by account and currency
};

/// Restates \a balances at the \a closing rates by currency code on \a lastDay, one posting for each customer and
/// account.
/// \returns NotFound "ledger.rate_missing" with the currency; InvalidInput "ledger.carrying", "ledger.not_monetary"
///          with the account, "number.overflow".
Result<Revaluation> revalue(const std::vector<ForeignBalance> &balances, const QHash<QString, Exact> &closing,
                            const Currency &base, const QDate &lastDay, const QUuid &period);

} // namespace accord::ledger
