// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/closing.h"

#include "core/ledger/chart.h"
#include "core/ledger/entry_builder.h"

#include <map>
#include <tuple>

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

/// What income and expenses of \a entries come to up to \a through.
Result<std::vector<ResultBalance>> resultBalances(const std::vector<Entry> &entries, const QDate &through)
{
    std::map<std::tuple<QString, QString, Dimensions>, std::pair<MoneySum, MoneySum>> sums;
    for (const Entry &entry : entries) {
        if (entry.dated > through)
            continue;
        if (const auto balanced = checkBalanced(entry); !balanced)
            return passOn(balanced);
        for (const Posting &posting : entry.postings) {
            const Currency &currency = posting.amount.currency();
            auto &[amount, base] = sums.try_emplace({posting.account, currency.code(), posting.dimensions},
                                                    std::pair(MoneySum(currency), MoneySum(posting.base.currency())))
                                       .first->second;
            amount.add(posting.amount);
            base.add(posting.base);
        }
    }
    std::vector<ResultBalance> balances;
    for (const auto &[key, both] : sums) {
        for (const MoneySum *sum : {&both.first, &both.second}) {
            if (!sum->total())
                return passOn(sum->total());
        }
        balances.push_back({std::get<0>(key), std::get<2>(key), *both.first.total(), *both.second.total()});
    }
    return balances;
}

/// The places of \a balances that a line of \a dimensions belongs to; never none of them.
std::vector<size_t> placesOf(const Dimensions &dimensions, const std::vector<DeferredBalance> &balances)
{
    std::vector<size_t> same, ofCode, all;
    for (size_t i = 0; i < balances.size(); ++i) {
        all.push_back(i);
        if (balances[i].dimensions == dimensions)
            same.push_back(i);
        if (balances[i].dimensions.ledgerCode == dimensions.ledgerCode)
            ofCode.push_back(i);
    }
    return !same.empty() ? same : !ofCode.empty() ? ofCode : all;
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
    const auto balances = resultBalances(entries, lastDay);
    return balances ? entryForResult(*balances, lastDay, period) : passOn(balances);
}

Result<Entry> entryForResult(const std::vector<ResultBalance> &balances, const QDate &lastDay, const QUuid &period)
{
    EntryBuilder builder(u"period_close"_s, period, lastDay);
    for (const ResultBalance &one : balances) {
        if (!chart::isOfResult(one.account) || (one.balance.isZero() && one.base.isZero()))
            continue;
        builder.credit(one.account, std::nullopt, one.balance, one.base, {}, one.dimensions);
        builder.debit(chart::retainedEarnings, std::nullopt, one.balance, one.base);
    }
    return builder.build();
}

Result<void> setUnserved(std::vector<DeferredBalance> &balances, const std::vector<DimensionPart> &unserved)
{
    if (balances.empty())
        return {};
    const Currency currency = balances.front().deferred.currency();
    std::vector<MoneySum> sums(balances.size(), MoneySum(currency));
    for (const DimensionPart &line : unserved) {
        const auto places = placesOf(line.dimensions, balances);
        std::vector<Money> weights;
        for (const size_t place : places)
            weights.push_back(balances[place].deferred);
        const auto parts = dealtBy(weights, line.amount);
        if (!parts)
            return passOn(parts);
        for (size_t i = 0; i < places.size(); ++i)
            sums[places[i]].add((*parts)[i]);
    }
    for (size_t i = 0; i < balances.size(); ++i) {
        if (!sums[i].total())
            return passOn(sums[i].total());
        balances[i].unserved = *sums[i].total();
    }
    return {};
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
        builder.debit(chart::deferredRevenue, one.customer, *served, base, one.invoice, one.dimensions);
        builder.credit(chart::revenue, one.customer, *served, base, one.invoice, one.dimensions);
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
