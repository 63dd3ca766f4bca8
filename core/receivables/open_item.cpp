// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receivables/open_item.h"

namespace accord::receivables {

qint64 daysPastDue(const QDate &due, const QDate &asOf)
{
    return due.daysTo(asOf);
}

Result<Money> openAmount(const OpenItem &item)
{
    MoneySum open(item.total.currency());
    return open.add(item.total).subtract(item.paid).subtract(item.credited).total();
}

} // namespace accord::receivables
