// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/driver.h"

namespace accord::storage {

/// How a file is opened.
enum class Access {
    ReadWrite,
    ReadOnly,
    Create, ///< read and write; the file must not exist yet
};

/// Opens \a path by the C API with the settings of every connection: WAL, synchronous FULL, foreign keys, five seconds
/// of waiting for a lock, no trusted schema, no extension, no ATTACH. A new file is readable by its owner only.
///
/// \returns NotFound "storage.no_file", Conflict "storage.file_exists", Unavailable "storage.network_file" (WAL needs
///          shared memory), "storage.damaged" when it is no database.
Result<std::unique_ptr<Driver>> openSqlite(const QString &path, Access access);
/// A database in memory, gone with its driver.
Result<std::unique_ptr<Driver>> openSqliteInMemory();

} // namespace accord::storage
