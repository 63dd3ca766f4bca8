// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/progress.h"
#include "core/workspace/services.h"

/// Backups that are made by themselves. Each one is a copy that was opened again and verified in full, beside it a
/// manifest that says what it holds; what could not be verified never gets the name of a backup.
namespace accord::workspace {

struct BackupPlan
{
    QString folder; ///< an absolute path
    int everyHours = 24; ///< 1 to 8,760
    int keep = 14; ///< newest backups that stay, 1 to 1,000; older ones are removed
};

/// A backup of this plan, by its manifest.
struct BackupFile
{
    QString path;
    QDateTime madeAt; ///< by the clock of the machine
    QString seal; ///< head of the audit chain
    qint64 bytes = 0;
    qint64 accounts = 0;
    qint64 issuedDocuments = 0;
    QString sha256; ///< of the file
};

/// \returns none where nothing is planned.
Result<std::optional<BackupPlan>> backupPlan(Services &services);
/// \param plan  none: nothing is backed up by itself any more
/// \returns Forbidden "permission.role_missing"; InvalidInput "backup.folder" unless it is an absolute path to a
///          folder, "backup.every", "backup.keep".
Result<> setBackupPlan(Services &services, const std::optional<BackupPlan> &plan);

/// The backups of this workspace in the folder of \a plan that have a manifest, the newest first.
std::vector<BackupFile> backupsOf(Services &services, const BackupPlan &plan);
/// The newest backup of the plan whose bytes are those that were verified; none when there is none.
std::optional<BackupFile> newestWholeBackup(Services &services);
/// Whether the newest of \a files is older than \a plan wants; true when there is none.
bool isBackupDue(const BackupPlan &plan, const std::vector<BackupFile> &files, const QDateTime &now);

/// Makes a backup in the folder of the plan when one is due, and removes those beyond the number that stays.
/// \returns none when none was due or nothing is planned; what storage::backup() can fail with; Internal
///          "backup.unsound" when the copy does not hold what it must.
Result<std::optional<BackupFile>> backUpIfDue(Services &services, jobs::Progress &progress);
/// The same now, whether due or not. \returns NotFound "backup.unplanned".
Result<BackupFile> backUpNow(Services &services, jobs::Progress &progress);

/// Opens the backup \a path for reading, compares it with its manifest and checks everything that a workspace promises.
/// \returns InvalidInput "backup.no_manifest"; Internal "backup.changed" when its bytes are not those that were
/// written,
///          "backup.unsound".
Result<BackupFile> checkBackup(const QString &path, jobs::Progress &progress);

} // namespace accord::workspace
