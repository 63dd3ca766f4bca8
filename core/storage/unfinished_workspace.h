// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace accord::storage {

class Session;

/// Where a workspace is made that will stand at \a path: what a killed program left unfinished never looks like one.
/// A file is made beside its place. A database is marked as unfinished until putInPlace(); what a program that is gone
/// left unfinished there is taken away.
/// \returns Conflict "storage.file_exists", "storage.workspace_exists", "storage.being_made" while another program
///          makes one in the database.
Result<QString> placeToMake(const QString &path);

/// Gives the finished workspace at \a made, which nobody has open any more, its place.
/// \returns Conflict "storage.file_exists"; Unavailable "storage.io".
Result<> putInPlace(const QString &made, const QString &path);

/// Takes away what was begun at \a made, a place of placeToMake().
void discardWorkspace(const QString &made);

/// Whether what stands in the database was made to its end, or is just being made by this process.
/// \returns Conflict "storage.unfinished" with the process and the machine that began it.
Result<> checkFinished(Session &session);

} // namespace accord::storage
