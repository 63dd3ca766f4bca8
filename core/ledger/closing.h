// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/entry.h"

namespace accord::ledger {

/// What one account comes to in one currency.
struct TrialBalanceRow
{
    QString account;
    Currency currency;
    Money debit; ///< sum of the debits, >= 0
    Money credit; ///< sum of the credits, >= 0
    Money balance; ///< debit − credit
    Money base; ///< balance in base currency; no currency where the entries have none
};

/// The rows by account and currency; debits and credits of each currency come to the same.
struct TrialBalance
{
    std::vector<TrialBalanceRow> rows;

    /// The balance of \a account in \a currency; zero where nothing was posted.
    Money of(const QString &account, const Currency &currency) const;
};

/// Adds up all postings dated up to and including \a through.
/// \returns as checkBalanced() of the first entry that is none, "number.overflow".
Result<TrialBalance> trialBalance(const std::vector<Entry> &entries, const QDate &through);

/// What \a customer owes: the sum of the postings to receivable, credit on account taken off.
Result<Money> balanceOf(const accounts::AccountId &customer, const std::vector<Entry> &entries,
                        const Currency &currency);

/// Carries income and expenses up to \a lastDay to retained earnings, each currency by itself. Nothing posted: an entry
/// without postings.
Result<Entry> entryForPeriodClose(const std::vector<Entry> &entries, const QDate &lastDay, const QUuid &period);

/// What income or an expense comes to.
struct ResultBalance
{
    QString account;
    Dimensions dimensions;
    Money balance; ///< debit − credit
    Money base; ///< no currency where the entries have none
};
/// The same from sums that are known: \a balances are those of \a lastDay. Each dimension is closed by itself, so that
/// nothing stays on the account that other books keep for it.
Result<Entry> entryForResult(const std::vector<ResultBalance> &balances, const QDate &lastDay, const QUuid &period);

/// Deferred revenue of one invoice and its dimensions at the end of a period.
struct DeferredBalance
{
    QUuid invoice;
    accounts::AccountId customer;
    Money deferred; ///< in the books
    Money base; ///< at which they carry it; no currency where that is not known
    Money unserved; ///< what is still to be served after the period
    Dimensions dimensions = {};
};
/// Sets \c unserved of \a balances, all those of one invoice, by what is \a unserved of its lines: a line goes to the
/// balance of its dimensions, otherwise to those of its code, otherwise to all of them (entries of before there were
/// dimensions have none), in proportion to what is deferred there. \returns "number.overflow".
Result<void> setUnserved(std::vector<DeferredBalance> &balances, const std::vector<DimensionPart> &unserved);

/// Moves to revenue what was served up to \a lastDay. Without postings where nothing was.
Result<Entry> entryForServedPeriod(const std::vector<DeferredBalance> &balances, const QDate &lastDay,
                                   const QUuid &period);

/// Whether \a entry may be posted when everything up to \a closedThrough is closed; a null day: nothing is.
/// \returns Conflict "ledger.period_closed" with the entry's day and the first open one.
Result<void> checkOpen(const Entry &entry, const QDate &closedThrough);

} // namespace accord::ledger
