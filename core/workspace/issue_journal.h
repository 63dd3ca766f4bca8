// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/issued_numbers_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// The numbers that this person's programs saw being given, in a file outside the database, so that a restored backup
/// can be told what it has forgotten. One JSON object on each line; a line that was cut off by a crash is written
/// again.
class IssueJournal
{
public:
    /// \param folder  of the journals, one for each workspace; made when it is not there
    /// \param path  of the workspace: a file, or the URL of a team's database
    IssueJournal(const QString &folder, const QString &path);
    /// Where the programs of this person keep their journals.
    static QString usualFolder();

    const QString &file() const { return m_file; }

    /// Adds what was issued since the last line. \returns how many documents that were.
    /// \returns InvalidInput "file.unwritable".
    Result<qint64> catchUp(Services &services);
    /// Everything in it, the oldest first; a line that is none of its own is passed over.
    Result<std::vector<storage::IssuedNumber>> entries() const;

private:
    QString m_file;
};

} // namespace accord::workspace
