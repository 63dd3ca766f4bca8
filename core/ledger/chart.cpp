// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/chart.h"

#include <algorithm>
#include <array>

namespace accord::ledger::chart {

QString taxPayable(const QString &jurisdiction)
{
    return u"tax_payable/"_s + jurisdiction;
}

bool isOfResult(QStringView account)
{
    constexpr std::array result{revenue,          lateCharges, discountsAllowed,   badDebt,
                                smallDifferences, bankFees,    exchangeDifference, unrealisedExchange};
    return std::find(result.begin(), result.end(), account) != result.end();
}

} // namespace accord::ledger::chart
