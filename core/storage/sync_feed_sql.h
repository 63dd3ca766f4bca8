// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/storage/invariants_sql.h"
#include "core/sync/compaction.h"
#include "core/sync/feed.h"

#include <QtCore/QDateTime>
#include <QtCore/QStringList>

#include <optional>

namespace accord::storage {

class Session;

/// The feeds of a team's database, a line for each change of a row.
class SyncFeedSql
{
public:
    explicit SyncFeedSql(Session &session)
        : m_session(session)
    { }

    /// Whether the database writes its feeds by itself, because it keeps everybody to their rights.
    Result<bool> isGuarded();
    /// Begins a feed where there is none.
    Result<> begin(const QString &scope);
    /// The last line; whoever asks holds it until the end of the transaction. None: nobody reads this scope.
    Result<std::optional<sync::FeedPlace>> head(const QString &scope);
    Result<> append(const sync::Change &change);
    /// Tells the scope of \a row of it, and \a before, another one, that it left.
    Result<> announce(const sync::Row &row, const QString &before);
    /// Up to where the feed was put together.
    Result<sync::FeedPlace> horizon(const QString &scope);
    Result<std::optional<QByteArray>> hashAt(const QString &scope, qint64 clock);
    Result<std::vector<sync::Change>> after(const QString &scope, qint64 clock, int limit);
    Result<QStringList> scopes();
    /// Notes where the feed stands today.
    Result<> markDay(const QString &scope, const QDate &day);
    /// Where it stood at the end of \a day, or at the last day before that anybody noted; 0 when nobody did.
    Result<qint64> clockOn(const QString &scope, const QDate &day);
    /// How far machines have read it; those that were heard of since \a since and not revoked are live.
    Result<std::vector<sync::Reader>> readers(const QString &scope, const QDateTime &since);
    /// Drops the lines up to \a clock; what they say of rows that left is kept. \returns how many.
    Result<qint64> dropUpTo(const QString &scope, qint64 clock);
    /// Whether every feed counts without a hole and each line has its hash, and every conflict that an answer names is
    /// there.
    Result<std::vector<InvariantCheck>> check();

private:
    Result<bool> isSound(const QString &scope);
    Session &m_session;
    std::optional<bool> m_isGuarded;
};

} // namespace accord::storage
