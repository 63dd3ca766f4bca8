// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/postgresql_address.h"
#include "core/storage/sqlite_driver.h"

namespace accord::storage {

/// Opens the database of a team with libpq. Who works is the login of the connection; its password is
/// that of setServerPassword(), else comes from PGPASSFILE or PGPASSWORD, never from \a url. Access::Create lays the
/// ground of a workspace (the schema "acc"), which must not be there yet.
///
/// A connection that breaks ends its transaction with Unavailable "storage.connection_lost"; the next one outside of a
/// transaction is made by itself.
/// \returns what serverOptions() refuses; Unavailable "storage.server_unreachable", "storage.server_refused"; Forbidden
///          "storage.password_needed"; InvalidInput "storage.server_setting"; Conflict "storage.workspace_exists".
Result<std::unique_ptr<Driver>> openPostgreSql(const QString &url, Access access);

} // namespace accord::storage
