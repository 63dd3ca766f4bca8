// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/bill.h"

#include "core/base/iso_date.h"

#include <QtCore/QStringBuilder>

namespace accord::billing {

QString LineKey::toString() const
{
    return contract.toString() % u'/' % item % u'/' % (dimension.isEmpty() ? u"-"_s : dimension) % u'/'
           % isoDate(period.start) % u'/' % isoDate(period.end) % u'/' % kind % u'/' % QString::number(sequence);
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
