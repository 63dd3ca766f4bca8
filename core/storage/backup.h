// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <functional>

namespace accord::storage {

class Session;

/// Writes a consistent copy of a workspace that may be in use to \a path: copied beside it, every page, index and
/// reference verified, flushed to the disk, and only then renamed to \a path, where no database may be.
/// The database of a team becomes a workspace file with the same contents.
/// \returns Internal "storage.damaged" when the copy does not verify; nothing is left at \a path then; Forbidden
///          "storage.backup_partial" for the login of a person, who does not see everything that a team's database
///          holds; InvalidInput "storage.no_folder"; Conflict "file.is_database" when a company, another database or a
///          backup is there.
Result<> backup(Session &session, const QString &path);
/// The same for the file that is named after the workspace and the version that it leaves: what an earlier try to
/// migrate left there is replaced, unless somebody has it open.
Result<> backupBeforeMigration(Session &session, const QString &path);

/// Puts a verified copy of \a backupPath in the place of \a workspacePath, which nobody may have open. What was there
/// is kept as `<workspacePath>.replaced-N`.
/// \param prepare  changes the copy before anybody can open it at its place
/// \returns the name of the kept file (null when there was none); Unavailable "storage.locked_by"; InvalidInput
///          "storage.restore_on_server" for the database of a team, into which a backup is copied instead.
Result<QString> restore(const QString &backupPath, const QString &workspacePath,
                        const std::function<Result<>(Session &)> &prepare = {});

/// Moves a workspace that nobody has open out of the way: it is kept as `<path>.replaced-N`.
/// \returns that name, null when nothing is at \a path; Unavailable "storage.locked_by".
Result<QString> setAside(const QString &path);

} // namespace accord::storage
