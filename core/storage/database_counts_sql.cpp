// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database_counts_sql.h"

#include "core/storage/session.h"

namespace accord::storage {

Result<DatabaseCounts> databaseCounts(Session &session)
{
    const auto counts = session
                            .statement("SELECT (SELECT count(*) FROM account), "
                                       "(SELECT count(*) FROM invoice WHERE number IS NOT NULL) "
                                       "+ (SELECT count(*) FROM credit_note WHERE number IS NOT NULL)")
                            .first([](Statement &row) {
                                const auto accounts = row.read<qint64>();
                                return DatabaseCounts{accounts, row.read<qint64>()};
                            });
    if (!counts)
        return passOn(counts);
    return counts->value_or(DatabaseCounts{});
}

} // namespace accord::storage
