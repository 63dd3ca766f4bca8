// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/row.h"

#include <QtCore/QByteArray>

#include <vector>

namespace accord::sync {

/// How far a feed goes, or somebody has read it: its last clock and the hash of the change there.
struct FeedPlace
{
    qint64 clock = 0;
    QByteArray hash = {}; ///< hexadecimal; empty at the beginning
    bool operator==(const FeedPlace &) const = default;
};

/// One line of a scope's feed. The clock counts without a hole, and each line carries the hash of the one before it,
/// so whoever reads knows that they have everything.
struct Change
{
    enum class Kind {
        Put, ///< the row is like this now (a deletion is a put of its tombstone)
        Leave ///< the row is not in this scope any more
    };
    FeedPlace place;
    QByteArray previous; ///< hash of the line before
    Kind kind = Kind::Put;
    Row row; ///< of a leave: key, scope and version only
    QUuid command; ///< null: made on the server itself

    bool operator==(const Change &) const = default;
};

/// The next line after \a head.
Change nextChange(const FeedPlace &head, Change::Kind kind, const Row &row, const QUuid &command);
/// Whether \a changes follow \a from one by one, each with the hash that it must have.
bool isChain(const FeedPlace &from, const std::vector<Change> &changes);

} // namespace accord::sync
