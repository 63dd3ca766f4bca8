// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/usage_reader.h"

namespace accord::usage {

/// One quantity of a usage file, as a quote needs it.
struct TableEntry
{
    QDate day; ///< in UTC for instants; the first of a month for "2024-01"
    QString meter;
    QString location; ///< empty: none is named
    Decimal quantity;
};

/// All entries of a usage file in any of the forms of readUsage(). Events with the same id count once.
/// \returns "usage.unreadable"; entries are complete only while \a problems stays empty.
Result<std::vector<TableEntry>> readUsageTable(QIODevice &device, Problems &problems);

/// a + b, exactly. \returns InvalidInput "usage.sum_range" when it needs more than 38 digits.
Result<Decimal> sum(const Decimal &a, const Decimal &b);

} // namespace accord::usage
