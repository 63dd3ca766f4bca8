// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/stores.h"

namespace accord::sync {

/// At most so many lines in one message.
inline constexpr int pullLimit = 1000;
/// Machines with an older form of rows may send what they have, but not pull until they were updated.
inline constexpr int presentSchema = 1;

struct PullRequest
{
    QUuid device;
    qint64 acknowledged = 0; ///< up to which this machine has answers
    QByteArray answers = {}; ///< the hash over those answers
    QString scope;
    FeedPlace cursor;
    int limit = pullLimit;
    int schema = presentSchema;
};

struct PullAnswer
{
    enum class State {
        Page, ///< what follows the cursor
        Snapshot, ///< every row, for a cursor that is new or too old
        Mismatch, ///< the cursor is not of this feed: one of the two was restored
        Behind, ///< the server does not know the answers that this machine got: it was restored
        Lost, ///< the scope is not theirs any more
        TooOld ///< the program has to be updated first
    };
    QUuid device;
    QString scope;
    FeedPlace asked; ///< the cursor it answers
    State state = State::Page;
    std::vector<Change> changes = {}; ///< of a page
    std::vector<Row> rows = {}; ///< of a snapshot
    FeedPlace head = {}; ///< of a snapshot
    bool more = false; ///< behind this page
};

/// What \a person reads next.
/// \returns Forbidden "sync.device_of_other", "sync.device_revoked"; whatever the store failed with.
Result<PullAnswer> pull(ServerStore &store, const Person &person, const PullRequest &request);

} // namespace accord::sync
