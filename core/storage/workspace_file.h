// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/migrations.h"
#include "core/storage/session.h"

namespace accord::storage {

/// Marks a file as a workspace of Accord ("ACRD").
inline constexpr int workspaceApplicationId = 0x41435244;

/// Makes a new workspace with the newest schema: a file, readable by its owner only, or in the database that a URL
/// names
/// (`serverOptions()`), which must be there and hold no workspace yet.
/// \returns Conflict "storage.file_exists", "storage.workspace_exists".
Result<std::unique_ptr<Session>> createWorkspace(const QString &path, const Clock &clock);
/// A workspace in memory with the newest schema, for tests and what-if.
Result<std::unique_ptr<Session>> createWorkspaceInMemory(const Clock &clock);

/// Opens a workspace as hostile: is it one, does its schema equal the program's, to the last trigger; an older one is
/// backed up (verified, beside it) and migrated. `quick_check` is left to findDamage(), since it grows with the file.
///
/// \returns NotFound "storage.no_file"; InvalidInput "storage.not_a_workspace", "storage.schema_unknown" (a table, view
///          or trigger more, less or other); Conflict "storage.newer_schema"; Unavailable "storage.needs_migration"
///          when an older one is opened for reading, "storage.server_needs_migration" when it is the database of a
///          team, whose administrator decides on the hour; Internal "storage.damaged".
Result<std::unique_ptr<Session>> openWorkspace(const QString &path, Access access, const Clock &clock);
/// The same with other steps than the program's.
Result<std::unique_ptr<Session>> openWorkspace(const QString &path, Access access, const Clock &clock,
                                               const std::vector<Migration> &migrations);
/// Another session to a workspace that this program has opened and checked: for a worker thread.
Result<std::unique_ptr<Session>> openCheckedWorkspace(const QString &path, Access access);

/// Brings the database of a team to the newest schema, in one transaction; whoever asks for it has made a backup.
/// \returns the version.
Result<int> migrateServer(const QString &url, const Clock &clock);
/// How people call it: the name of the file, or server and database.
QString placeName(const QString &path);
/// How much room it takes.
Result<qint64> storedBytes(Session &session);

/// Refuses what is not one of the program's schemas. \returns the version.
Result<int> checkSchema(Session &session, const std::vector<Migration> &migrations);
/// \returns Internal "storage.damaged" with the file in args["path"] and the first findings in
/// args["findings"].
Result<> checkDamage(Session &session, bool quick);

} // namespace accord::storage
