// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/closing.h"

#include "core/ledger/chart.h"
#include "core/ledger/entry_builder.h"

#include <map>

namespace accord::ledger {

namespace {

/// One account in one currency while it is added up.
struct Sums
{
    MoneySum debit;
    MoneySum credit;
    MoneySum base;
};

Result<TrialBalanceRow> closed(const QString &account, const Currency &currency, const Sums &sums)
{
    for (const auto *sum : {&sums.debit, &sums.credit, &sums.base}) {
        if (!sum->total())
            return passOn(sum->total());
    }
    const auto balance = sums.debit.total()->minus(*sums.credit.total());
    if (!balance)
        return passOn(balance);
    return TrialBalanceRow{account, currency, *sums.debit.total(), *sums.credit.total(), *balance, *sums.base.total()};
}

} // namespace

Money TrialBalance::of(const QString &account, const Currency &currency) const
{
    for (const TrialBalanceRow &row : rows) {
        if (row.account == account && row.currency == currency)
            return row.balance;
    }
    return Money::zero(currency);
}

Result<TrialBalance> trialBalance(const std::vector<Entry> &entries, const QDate &through)
{
    std::map<std::pair<QString, QString>, Sums> sums;
    for (const Entry &entry : entries) {
        if (entry.dated > through)
            continue;
        if (const auto balanced = checkBalanced(entry); !balanced)
            return passOn(balanced);
        for (const Posting &posting : entry.postings) {
            const Currency &currency = posting.amount.currency();
            Sums &row
                = sums.try_emplace({posting.account, currency.code()},
                                   Sums{MoneySum(currency), MoneySum(currency), MoneySum(posting.base.currency())})
                      .first->second;
            if (posting.amount.isNegative())
                row.credit.subtract(posting.amount);
            else
                row.debit.add(posting.amount);
            row.base.add(posting.base);
        }
    }
    TrialBalance balance;
    for (const auto &[key, row] : sums) {
        const auto finished = closed(key.first, Currency::fromCode(key.second).value_or(Currency()), row);
        if (!finished)
            return passOn(finished);
        balance.rows.push_back(*finished);
    }
    return balance;
}

Result<Money> balanceOf(const accounts::AccountId &customer, const std::vector<Entry> &entries,
                        const Currency &currency)
{
    MoneySum sum(currency);
    for (const Entry &entry : entries) {
        for (const Posting &posting : entry.postings) {
            const bool isOwn = posting.account == chart::receivable && posting.customer == customer
                               && posting.amount.currency() == currency;
            if (isOwn)
                sum.add(posting.amount);
        }
    }
    return sum.total();
}

Result<Entry> entryForPeriodClose(const std::vector<Entry> &entries, const QDate &lastDay, const QUuid &period)
{
    const auto balance = trialBalance(entries, lastDay);
    if (!balance)
        return passOn(balance);
    return entryForResult(*balance, lastDay, period);
}

Result<Entry> entryForResult(const TrialBalance &balance, const QDate &lastDay, const QUuid &period)
{
    EntryBuilder builder(u"period_close"_s, period, lastDay);
    for (const TrialBalanceRow &row : balance.rows) {
        if (!chart::isOfResult(row.account) || (row.balance.isZero() && row.base.isZero()))
            continue;
        builder.credit(row.account, std::nullopt, row.balance, row.base);
        builder.debit(chart::retainedEarnings, std::nullopt, row.balance, row.base);
    }
    return builder.build();
}

Result<Entry> entryForServedPeriod(const std::vector<DeferredBalance> &balances, const QDate &lastDay,
                                   const QUuid &period)
{
    EntryBuilder builder(u"recognition"_s, period, lastDay);
    for (const DeferredBalance &one : balances) {
        const auto served = one.deferred.minus(one.unserved);
        if (!served)
            return passOn(served);
        if (served->isZero())
            continue;
        Money base;
        if (!one.base.currency().isNull() && !one.deferred.isZero()) {
            const auto worth = (Exact(one.base) * Exact(*served) / Exact(one.deferred)).toMoney(one.base.currency());
            if (!worth)
                return passOn(worth);
            base = *worth;
        } else if (one.base.currency() == served->currency()) {
            base = *served;
        }
        builder.debit(chart::deferredRevenue, one.customer, *served, base, one.invoice);
        builder.credit(chart::revenue, one.customer, *served, base, one.invoice);
    }
    return builder.build();
}

Result<void> checkOpen(const Entry &entry, const QDate &closedThrough)
{
    if (closedThrough.isNull() || entry.dated > closedThrough)
        return {};
    return fail(ErrorKind::Conflict, u"ledger.period_closed"_s,
                {{u"date"_s, entry.dated.toString(Qt::ISODate)},
                 {u"first_open"_s, closedThrough.addDays(1).toString(Qt::ISODate)}});
}

} // namespace accord::ledger
