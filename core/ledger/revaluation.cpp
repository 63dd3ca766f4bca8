// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/revaluation.h"

#include "core/ledger/chart.h"
#include "core/ledger/entry_builder.h"

#include <algorithm>

namespace accord::ledger {

namespace {

Result<Money> differenceOf(const ForeignBalance &balance, const QHash<QString, Exact> &closing, const Currency &base)
{
    const QString code = balance.open.currency().code();
    if (balance.carrying.currency() != base)
        return fail(ErrorKind::InvalidInput, u"ledger.carrying"_s,
                    {{u"wanted"_s, base.code()}, {u"found"_s, balance.carrying.currency().code()}});
    if (!closing.contains(code))
        return fail(ErrorKind::NotFound, u"ledger.rate_missing"_s, {{u"currency"_s, code}});
    const auto worth = BookRate{base, closing.value(code)}.toBase(balance.open);
    return worth ? worth->minus(balance.carrying) : worth;
}

/// Adds \a balance, restated by \a difference, to what is known of its account.
Result<void> addTo(std::vector<RevaluedAccount> &accounts, const ForeignBalance &balance, const Money &difference,
                   const Exact &rate)
{
    const auto known = std::ranges::find_if(accounts, [&](const RevaluedAccount &one) {
        return one.account == balance.account && one.open.currency() == balance.open.currency();
    });
    if (known == accounts.end()) {
        accounts.push_back({balance.account, balance.open, balance.carrying, difference, rate});
        return {};
    }
    for (auto [sum, amount] : {std::pair(&known->open, &balance.open), std::pair(&known->carrying, &balance.carrying),
                               std::pair(&known->difference, &difference)}) {
        const auto total = sum->plus(*amount);
        if (!total)
            return passOn(total);
        *sum = *total;
    }
    return {};
}

} // namespace

Result<Revaluation> revalue(const std::vector<ForeignBalance> &balances, const QHash<QString, Exact> &closing,
                            const Currency &base, const QDate &lastDay, const QUuid &period)
{
    EntryBuilder builder(u"revaluation"_s, period, lastDay);
    MoneySum sum(base);
    std::vector<RevaluedAccount> accounts;
    for (const ForeignBalance &balance : balances) {
        if (!chart::isMonetary(balance.account))
            return fail(ErrorKind::InvalidInput, u"ledger.not_monetary"_s, {{u"account"_s, balance.account}});
        const auto difference = differenceOf(balance, closing, base);
        if (!difference)
            return passOn(difference);
        builder.debit(chart::revaluationOf(balance.account), balance.customer, *difference, *difference);
        sum.add(*difference);
        const Exact rate = closing.value(balance.open.currency().code());
        if (const auto added = addTo(accounts, balance, *difference, rate); !added)
            return passOn(added);
    }
    if (!sum.total())
        return passOn(sum.total());
    builder.credit(chart::unrealisedExchange, std::nullopt, *sum.total(), *sum.total());
    const auto entry = builder.build();
    if (!entry)
        return passOn(entry);
    return Revaluation{*entry, reversalOf(*entry, lastDay.addDays(1), u"revaluation_reversal"_s), *sum.total(),
                       std::move(accounts)};
}

} // namespace accord::ledger
