// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace accord::workspace {

/// Writes \a bytes to \a path by one rename: the file is there whole, or as it was before.
/// \returns InvalidInput "file.unwritable".
Result<> writeWholeFile(const QString &path, const QByteArray &bytes);

} // namespace accord::workspace
