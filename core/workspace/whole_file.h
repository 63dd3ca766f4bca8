// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace accord::workspace {

/// Writes \a bytes to \a path by one rename: the file is there whole, or as it was before. Everything that
/// leaves a program as a file goes through here, and never over a company file or another database.
/// \returns InvalidInput "file.unwritable"; Unavailable "file.disk_full"; Conflict "file.is_database".
Result<> writeWholeFile(const QString &path, const QByteArray &bytes);

} // namespace accord::workspace
