// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/printed_seals_sql.h"

#include "core/storage/session.h"

namespace accord::storage {

Result<QStringList> printedSeals(Session &session)
{
    const auto seals = session
                           .statement("SELECT seal FROM invoice WHERE state = 'issued' AND seal <> '' UNION "
                                      "SELECT seal FROM credit_note WHERE state = 'issued' AND seal <> ''")
                           .bind()
                           .all([](Statement &row) { return row.read<QString>(); });
    return seals ? Result<QStringList>(QStringList(seals->begin(), seals->end())) : passOn(seals);
}

} // namespace accord::storage
