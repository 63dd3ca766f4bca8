// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/bill.h"

namespace accord::billing {

QString LineKey::toString() const
{
    return QStringList{contract.toString(),
                       item,
                       dimension.isEmpty() ? u"-"_s : dimension,
                       period.start.toString(Qt::ISODate),
                       period.end.toString(Qt::ISODate),
                       kind,
                       QString::number(sequence)}
        .join(u'/');
}

Money Bill::amountDue() const
{
    // Credits are of the bill's currency and together no more than its total.
    Money due = total;
    for (const CreditApplied &credit : credits)
        due = due.minus(credit.amount).value_or(due);
    return due;
}

} // namespace accord::billing
