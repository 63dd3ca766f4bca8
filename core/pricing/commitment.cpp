// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/commitment.h"

namespace accord::pricing {

Result<TrueUp> trueUp(const Exact &commitment, const Exact &fraction, const std::vector<Money> &billed,
                      const Currency &currency, bool precise, Recorder *recorder)
{
    TrueUp result;
    result.committed = commitment * fraction;
    const auto rounded = result.committed.toMoney(currency);
    if (!rounded)
        return passOn(rounded);
    if (!precise)
        result.committed = Exact(*rounded);
    MoneySum sum(currency);
    for (const Money &amount : billed)
        sum.add(amount);
    if (!sum.total())
        return passOn(sum.total());
    const Exact missing = result.committed - Exact(*sum.total());
    result.missing = missing.isNegative() ? Exact() : missing;
    const auto amount = result.missing.toMoney(currency);
    if (!amount)
        return passOn(amount);
    result.amount = *amount;
    if (recorder) {
        recorder->rule(u"committed − billed, not below zero"_s);
        recorder->fact(u"Committed"_s, result.committed.toString());
        recorder->fact(u"Billed"_s, sum.total()->toString());
        recorder->exact(result.missing);
        recorder->rounded(result.amount);
    }
    return result;
}

} // namespace accord::pricing
