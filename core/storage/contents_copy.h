// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/storage/session.h"

#include <functional>

namespace accord::storage {

/// What a copy brought over.
struct CopiedContents
{
    int tables = 0;
    qint64 rows = 0;
};

/// Copies every row of a workspace into \a to, a new one of the same schema that holds nothing yet, whatever the
/// databases of the two are. All in one transaction, read back and compared, row by row, before it is committed; what
/// search looks through is made anew.
/// \param advance  told the number of rows behind each table; false stops the copy
/// \returns Internal "storage.copy_differs" with the table; Cancelled "jobs.cancelled".
Result<CopiedContents> copyContents(Session &from, Session &to, const std::function<bool(qint64 rows)> &advance = {});

/// The same for the tables \a names only, into a workspace that is new.
Result<> copyTablesNamed(Session &from, Session &to, const QByteArrayList &names);

} // namespace accord::storage
