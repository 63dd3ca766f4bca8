// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace accord::storage {

class Session;

/// How much a workspace holds, by what is easiest to recognise.
struct DatabaseCounts
{
    qint64 accounts = 0;
    qint64 issuedDocuments = 0; ///< invoices and credit notes
};
Result<DatabaseCounts> databaseCounts(Session &session);

} // namespace accord::storage
