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

} // namespace accord::billing
