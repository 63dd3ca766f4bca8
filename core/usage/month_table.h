// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/decimal.h"
#include "core/usage/problems.h"

#include <QtCore/QDate>

class QIODevice;

namespace accord::usage {

/// A quantity of a day, for a quote. A month's figure stands on the first day of the month.
struct TableEntry
{
    QDate day;
    QString meter;
    QString location;
    Decimal quantity;
};

/// All quantities of a usage file, in its order; instants count for their day in UTC. What cannot be used is in \a problems.
Result<std::vector<TableEntry>> readUsageTable(QIODevice &device, Problems &problems);

/// The exact sum. \returns "number.overflow".
Result<Decimal> sum(const Decimal &a, const Decimal &b);

} // namespace accord::usage
