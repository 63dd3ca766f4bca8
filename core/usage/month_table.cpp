// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/month_table.h"

#include <QtCore/QSet>

namespace accord::usage {

Result<std::vector<TableEntry>> readUsageTable(QIODevice &device, Problems &problems)
{
    std::vector<TableEntry> entries;
    QSet<QByteArray> seen;
    const auto keep = [&](const Record &record) {
        if (!record.eventId.isEmpty()) {
            const qsizetype known = seen.size();
            seen.insert(record.eventId.toByteArray());
            if (seen.size() == known)
                return;
        }
        entries.push_back({record.moment.utcDay(), QString::fromUtf8(record.meter),
                           QString::fromUtf8(record.location.isEmpty() ? record.party : record.location),
                           record.quantity});
    };
    if (const auto read = readUsage(device, {keep}, problems); !read)
        return passOn(read);
    return entries;
}

Result<Decimal> sum(const Decimal &a, const Decimal &b)
{
    const Decimal &coarse = a.scale() < b.scale() ? a : b;
    const Decimal &fine = a.scale() < b.scale() ? b : a;
    Wide total = 0;
    if (__builtin_mul_overflow(coarse.coefficient(), powerOfTen(fine.scale() - coarse.scale()), &total)
        || __builtin_add_overflow(total, fine.coefficient(), &total))
        return fail(ErrorKind::InvalidInput, u"usage.sum_range"_s, {{u"a"_s, a.toString()}, {u"b"_s, b.toString()}});
    return Decimal::make(total, fine.scale());
}

} // namespace accord::usage
