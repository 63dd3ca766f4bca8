// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/revaluation.h"

#include "core/ledger/chart.h"
#include "core/ledger/entry_builder.h"

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

} // namespace

Result<Revaluation> revalue(const std::vector<ForeignBalance> &balances, const QHash<QString, Exact> &closing,
                            const Currency &base, const QDate &lastDay, const QUuid &period)
{
    EntryBuilder builder(u"revaluation"_s, period, lastDay);
    MoneySum sum(base);
    for (const ForeignBalance &balance : balances) {
        const auto difference = differenceOf(balance, closing, base);
        if (!difference)
            return passOn(difference);
        builder.debit(chart::receivableRevaluation, balance.customer, *difference, *difference);
        sum.add(*difference);
    }
    if (!sum.total())
        return passOn(sum.total());
    builder.credit(chart::unrealisedExchange, std::nullopt, *sum.total(), *sum.total());
    const auto entry = builder.build();
    if (!entry)
        return passOn(entry);
    return Revaluation{*entry, reversalOf(*entry, lastDay.addDays(1), u"revaluation_reversal"_s), *sum.total()};
}

} // namespace accord::ledger
