// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace accord::storage {

/// The SQLSTATE with which the triggers of the schema refuse; their message is a stable id.
inline constexpr char refusedByTrigger[] = "AC001";

/// What a server says about a failure, its fields as PQresultErrorField() gives them.
struct PostgreSqlFailure
{
    QByteArray state; ///< SQLSTATE; empty when the connection broke
    QString message;
    QString detail;
    QString table;
    QString column;
    QString constraint;
};

/// The same errors as sqliteError() names, for the same rules.
Error postgreSqlError(const PostgreSqlFailure &failure);

} // namespace accord::storage
