// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace accord::simulation {

/// Mistakes that a synchronisation can have. The simulation plants one at a time and has to find it.
enum class Plant {
    None,
    NoDedupeById, ///< the server does not know commands again
    CursorApartFromPage, ///< the cursor is stored first, the page in another transaction
    AnyPageFits, ///< pages are taken whatever they were asked with
    SequenceForClock, ///< a number drawn at the begin of a transaction, which becomes visible at its end
    LastWriterWins, ///< whatever the command saw
    NoLeaveOnMove, ///< the old region is not told
    NothingOfferedAgain, ///< a machine that became another one sends only what has no answer
    ForkUnnoticed, ///< a used number is taken for the same command, and answers, which would tell, are not compared
    BehindUnnoticed, ///< a server that forgot answers is believed
    HashUnchecked, ///< the clock alone says where a cursor is
    RightsOfYesterday, ///< scopes as they were at the first message
    ConflictWithoutMine, ///< the conflict keeps only what the server has
    SnapshotAdds, ///< and takes nothing away
    NoTombstones, ///< deletions are not in the feed
    OpenCommandsNotShown, ///< pulled rows hide what waits
    ForgottenWhenSent, ///< the outbox does not wait for the answer
    ClaimedTimeCounts, ///< an earlier claim loses against a later one, by the clocks of the machines
    RowsWrittenWhole, ///< an old program blanks what it does not know
    CompactedTooFar, ///< lines go that a machine in use has not read
    CompactionUnnoticed, ///< a cursor from before the horizon reads on behind it
    SnapshotForgets, ///< who gets all rows anew loses what waits
    FilesComeLater, ///< a command is taken before the file that it names
    PartsUnchecked, ///< whatever arrives of a file is kept
    End
};

QString nameOf(Plant plant);
Plant plantNamed(const QString &name);

} // namespace accord::simulation
