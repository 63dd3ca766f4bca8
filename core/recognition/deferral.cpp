// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recognition/deferral.h"

namespace accord::recognition {

Result<Money> closingBalance(const Money &opening, const Money &billed, const Money &recognised)
{
    return MoneySum(opening.currency()).add(opening).add(billed).subtract(recognised).total();
}

Result<std::vector<MonthBalance>> rollForward(const Money &opening, const Schedule &billed, const Schedule &recognised)
{
    const Currency &currency = opening.currency();
    const Money none = Money::zero(currency);
    // Zero amounts of the other side, so that both cover the same months without a gap.
    Schedule billedZero, recognisedZero;
    for (const MonthAmount &month : billed)
        billedZero.push_back({month.month, none});
    for (const MonthAmount &month : recognised)
        recognisedZero.push_back({month.month, none});
    const auto allBilled = added({billed, recognisedZero});
    const auto allRecognised = added({recognised, billedZero});
    if (!allBilled || !allRecognised)
        return allBilled ? passOn(allRecognised) : passOn(allBilled);
    std::vector<MonthBalance> balances;
    Money before = opening;
    for (size_t i = 0; i < allBilled->size(); ++i) {
        const Money &in = (*allBilled)[i].amount;
        const Money &out = (*allRecognised)[i].amount;
        const auto closing = closingBalance(before, in, out);
        if (!closing)
            return passOn(closing);
        balances.push_back({(*allBilled)[i].month, before, in, out, *closing, closing->isNegative() ? none : *closing,
                            closing->isNegative() ? closing->negated() : none});
        before = *closing;
    }
    return balances;
}

} // namespace accord::recognition
