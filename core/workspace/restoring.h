// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/progress.h"
#include "core/storage/restorations_sql.h"
#include "core/workspace/issue_journal.h"

namespace accord::workspace {

/// What putting a backup back came to.
struct Restored
{
    QString kept; ///< name of the file that was there before; null when there was none
    qint64 doubted = 0; ///< documents and letters of which nobody knows any more whether they were sent
    qint64 journalled = 0; ///< numbers of the file before that were written into the journal first
};

/// Puts a verified copy of \a backup in the place of \a path, or into the empty database of a team. What was issued in
/// the file before goes into \a journal first. The restored one gives no document a number until the numbering is
/// confirmed, and sends nothing that waited when the backup was made: both may have happened since.
/// \returns what storage::restore() and copyWorkspace() can fail with.
Result<Restored> restoreWorkspace(const QString &backup, const QString &path, IssueJournal &journal,
                                  jobs::Progress &progress);

/// What is known about numbers that a restored backup has forgotten.
struct NumberingCheck
{
    std::vector<storage::Restoration> open; ///< empty: documents get their numbers
    std::vector<storage::IssuedNumber> forgotten; ///< in the journal, but no longer in the database
    QDateTime lastKnown; ///< when the last number was given that database or journal knows of; null: none was

    /// Whether nothing here tells of numbers that were given after the backup was made, which does not mean that none
    /// was: another machine or another login may have given them.
    bool knowsNothingNewer() const { return forgotten.empty(); }
};
Result<NumberingCheck> checkNumbering(Services &services, const IssueJournal &journal);

/// Reserves every number up to the last that is known to have been given, so that none is given twice, and lets
/// documents get numbers again.
/// \param alsoIssued  the last number of a series that somebody saw, on paper or at a customer: "INV-2026-000123", or
///                    "US:INV-2026-000123" where two companies write it the same way
/// \param note  who looked where; needed where neither journal nor \a alsoIssued tells of a number
/// \returns how many numbers are reserved now; Forbidden "permission.role_missing"; NotFound "restore.nothing_open";
///          InvalidInput "restore.number_unknown", "restore.number_ambiguous", "restore.nothing_known".
Result<qint64> confirmNumbering(Services &services, const IssueJournal &journal, const QStringList &alsoIssued,
                                const QString &note);

} // namespace accord::workspace
