// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/stores.h"

namespace accord::sync {

/// Where a change stands in the feed of its row's scope; clock 0 when nobody reads that scope.
struct Written
{
    QString scope;
    qint64 clock = 0;
};

/// The machine of whoever speaks, made known when it comes for the first time.
/// \returns Forbidden "sync.device_of_other", "sync.device_revoked"; whatever the store failed with.
Result<> meetDevice(ServerStore &store, const Person &person, const QUuid &device);

/// Puts \a row, which is in the store already, into the feed of its scope, and tells the scope that it left.
/// \param before  the scope in which it was; empty: it is new, or it stayed
Written announce(ServerStore &store, const Row &row, const QString &before, const QUuid &command);

/// Counts the version of \a row on, writes it and announces it.
/// \param before  the row as it was
Written write(ServerStore &store, Row row, const std::optional<Row> &before, const QString &person,
              const QUuid &command);

/// A conflict as a row of \a scope.
Row rowOf(const Conflict &conflict, const QString &scope);

} // namespace accord::sync
