// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace accord::storage {

/// Unavailable "storage.io" about the file at \a path.
Result<> ioFailure(const QString &path, const QString &detail = {});

/// Returns when what was written to the file or folder is on the disk. Only for files that no session of this process
/// has open: closing a descriptor drops the locks on its file. \returns Unavailable "storage.io".
Result<> flushToDisk(const QString &path);

/// Where this process writes what will stand at \a path once it is whole.
QString temporaryBeside(const QString &path);

/// Renames a file, over another one too, and returns when the folder knows it for good. \returns Unavailable
/// "storage.io".
Result<> renameDurably(const QString &from, const QString &to);

} // namespace accord::storage
