// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/month_table.h"

#include "core/money/exact.h"
#include "core/usage/usage_reader.h"

namespace accord::usage {

Result<std::vector<TableEntry>> readUsageTable(QIODevice &device, Problems &problems)
{
    std::vector<TableEntry> entries;
    readUsage(device, problems, [&](UsageRow &&row) {
        entries.push_back({row.day.isValid() ? row.day : row.instant.date(), std::move(row.meter), std::move(row.location), row.quantity});
    });
    return entries;
}

Result<Decimal> sum(const Decimal &a, const Decimal &b)
{
    return (Exact(a) + Exact(b)).rounded(std::max(a.scale(), b.scale())); // both have no more places: nothing is rounded
}

} // namespace accord::usage
