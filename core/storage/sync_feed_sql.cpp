// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/sync_feed_sql.h"

#include "core/base/canonical.h"
#include "core/storage/session.h"

namespace accord::storage {

using sync::Change;
using sync::FeedPlace;
using sync::Row;

Result<bool> SyncFeedSql::isGuarded()
{
    if (m_session.dialect().database() == Dialect::Database::Sqlite)
        return false;
    if (m_isGuarded)
        return *m_isGuarded;
    auto select = m_session.statement("SELECT to_regprocedure('acc.sync_head(text)') IS NOT NULL");
    const auto known = select.bind().first([](Statement &row) { return row.read<bool>(); });
    if (!known)
        return passOn(known);
    m_isGuarded = known->value_or(false);
    return *m_isGuarded;
}

Result<> SyncFeedSql::begin(const QString &scope)
{
    const auto guarded = isGuarded();
    if (!guarded)
        return passOn(guarded);
    if (*guarded) {
        const auto begun
            = m_session.statement("SELECT acc.sync_begin(?)").bind(scope).first([](Statement &) { return true; });
        return begun ? Result<>() : passOn(begun);
    }
    // The first hash is drawn, so that the feed of another database is never taken for this one.
    const QString hash = QString::fromLatin1(sha256Hex(QUuid::createUuid().toByteArray()));
    const auto begun = m_session.run("INSERT INTO sync_scope (scope, clock, hash, horizon, horizon_hash) "
                                     "VALUES (?, 1, ?, 1, ?) ON CONFLICT (scope) DO NOTHING",
                                     scope, hash, hash);
    return begun ? Result<>() : passOn(begun);
}

Result<std::optional<FeedPlace>> SyncFeedSql::head(const QString &scope)
{
    const auto guarded = isGuarded();
    if (!guarded)
        return passOn(guarded);
    auto select
        = *guarded ? m_session.statement("SELECT at_clock, with_hash FROM acc.sync_head(?)")
                   : m_session.statement("UPDATE sync_scope SET clock = clock WHERE scope = ? RETURNING clock, hash");
    return select.bind(scope).first([](Statement &row) {
        const qint64 clock = row.read<qint64>();
        return FeedPlace{clock, row.read<QString>().toLatin1()};
    });
}

Result<> SyncFeedSql::append(const Change &change)
{
    const std::optional<QUuid> command = change.command.isNull() ? std::nullopt : std::optional(change.command);
    const QString hash = QString::fromLatin1(change.place.hash);
    const auto added = m_session.run(
        "INSERT INTO sync_change (scope, clock, leaves, entity, entity_id, version, deleted, body, command, previous, "
        "hash) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        change.row.scope, change.place.clock, change.kind == Change::Kind::Leave, change.row.key.entity,
        change.row.key.id, change.row.version, change.row.deleted, change.row.body, command,
        QString::fromLatin1(change.previous), hash);
    if (!added)
        return passOn(added);
    const auto moved = m_session.run("UPDATE sync_scope SET clock = ?, hash = ? WHERE scope = ?", change.place.clock,
                                     hash, change.row.scope);
    return moved ? Result<>() : passOn(moved);
}

Result<> SyncFeedSql::announce(const Row &row, const QString &before)
{
    QStringList scopes{row.scope};
    if (!before.isEmpty() && before != row.scope)
        scopes << before;
    scopes.sort(); // so that two who write into the same scopes never wait for each other
    for (const QString &scope : scopes) {
        const auto at = head(scope);
        if (!at)
            return passOn(at);
        if (!*at)
            continue;
        Row shown = row;
        shown.scope = scope;
        const auto kind = scope == row.scope ? Change::Kind::Put : Change::Kind::Leave;
        if (auto appended = append(sync::nextChange(**at, kind, shown, {})); !appended)
            return appended;
    }
    return {};
}

Result<FeedPlace> SyncFeedSql::horizon(const QString &scope)
{
    auto select = m_session.statement("SELECT horizon, horizon_hash FROM sync_scope WHERE scope = ?");
    const auto place = select.bind(scope).first([](Statement &row) {
        const qint64 clock = row.read<qint64>();
        return FeedPlace{clock, row.read<QString>().toLatin1()};
    });
    return place ? Result<FeedPlace>(place->value_or(FeedPlace())) : passOn(place);
}

Result<std::optional<QByteArray>> SyncFeedSql::hashAt(const QString &scope, qint64 clock)
{
    const auto start = horizon(scope);
    if (!start)
        return passOn(start);
    if (start->clock == clock)
        return std::optional(start->hash);
    auto select = m_session.statement("SELECT hash FROM sync_change WHERE scope = ? AND clock = ?");
    return select.bind(scope, clock).first([](Statement &row) { return row.read<QString>().toLatin1(); });
}

Result<std::vector<Change>> SyncFeedSql::after(const QString &scope, qint64 clock, int limit)
{
    auto select = m_session.statement(
        "SELECT clock, hash, previous, leaves, entity, entity_id, version, deleted, body, command FROM sync_change "
        "WHERE scope = ? AND clock > ? ORDER BY clock LIMIT ?");
    return select.bind(scope, clock, limit).all([&](Statement &row) {
        Change change;
        change.place.clock = row.read<qint64>();
        change.place.hash = row.read<QString>().toLatin1();
        change.previous = row.read<QString>().toLatin1();
        change.kind = row.read<bool>() ? Change::Kind::Leave : Change::Kind::Put;
        change.row.key.entity = row.read<QString>();
        change.row.key.id = row.read<QUuid>();
        change.row.scope = scope;
        change.row.version = row.read<qint64>();
        change.row.deleted = row.read<bool>();
        change.row.body = row.read<QJsonObject>();
        change.command = row.read<std::optional<QUuid>>().value_or(QUuid());
        return change;
    });
}

Result<QStringList> SyncFeedSql::scopes()
{
    const auto found
        = m_session.statement("SELECT scope FROM sync_scope ORDER BY scope").bind().all([](Statement &row) {
              return row.read<QString>();
          });
    return found ? Result<QStringList>(QStringList(found->begin(), found->end())) : passOn(found);
}

Result<> SyncFeedSql::markDay(const QString &scope, const QDate &day)
{
    const auto marked = m_session.run("INSERT INTO sync_day (scope, day, clock) SELECT scope, ?, clock FROM sync_scope "
                                      "WHERE scope = ? ON CONFLICT (scope, day) DO NOTHING",
                                      day, scope);
    return marked ? Result<>() : passOn(marked);
}

Result<qint64> SyncFeedSql::clockOn(const QString &scope, const QDate &day)
{
    auto select = m_session.statement("SELECT coalesce(max(clock), 0) FROM sync_day WHERE scope = ? AND day <= ?");
    const auto clock = select.bind(scope, day).first([](Statement &row) { return row.read<qint64>(); });
    return clock ? Result<qint64>(clock->value_or(0)) : passOn(clock);
}

Result<std::vector<sync::Reader>> SyncFeedSql::readers(const QString &scope, const QDateTime &since)
{
    auto select
        = m_session.statement("SELECT clock, NOT revoked AND coalesce(last_at >= ?, FALSE) FROM sync_reading "
                              "JOIN sync_device ON sync_device.id = sync_reading.device "
                              "LEFT JOIN sync_contact ON sync_contact.device = sync_reading.device WHERE scope = ?");
    return select.bind(since, scope).all([](Statement &row) {
        const qint64 clock = row.read<qint64>();
        return sync::Reader{clock, row.read<bool>()};
    });
}

Result<qint64> SyncFeedSql::dropUpTo(const QString &scope, qint64 clock)
{
    const auto hash = hashAt(scope, clock);
    if (!hash)
        return passOn(hash);
    if (!*hash)
        return fail(ErrorKind::Internal, u"sync.out_of_order"_s);
    const auto kept
        = m_session.run("INSERT INTO sync_departure (scope, entity, entity_id) SELECT DISTINCT scope, entity, "
                        "entity_id FROM sync_change WHERE scope = ? AND clock <= ? AND leaves "
                        "ON CONFLICT (scope, entity, entity_id) DO NOTHING",
                        scope, clock);
    if (!kept)
        return passOn(kept);
    const auto moved = m_session.run("UPDATE sync_scope SET horizon = ?, horizon_hash = ? WHERE scope = ?", clock,
                                     QString::fromLatin1(**hash), scope);
    if (!moved)
        return passOn(moved);
    return m_session.run("DELETE FROM sync_change WHERE scope = ? AND clock <= ?", scope, clock);
}

Result<bool> SyncFeedSql::isSound(const QString &scope)
{
    constexpr int most = 1000;
    const auto start = horizon(scope);
    if (!start)
        return passOn(start);
    FeedPlace at = *start;
    for (bool more = true; more;) {
        const auto changes = after(scope, at.clock, most);
        if (!changes)
            return passOn(changes);
        if (!sync::isChain(at, *changes))
            return false;
        more = changes->size() == std::size_t(most);
        at = changes->empty() ? at : changes->back().place;
    }
    auto select = m_session.statement("SELECT count(*) FROM sync_scope WHERE scope = ? AND clock = ? AND hash = ?");
    const auto ends = select.bind(scope, at.clock, QString::fromLatin1(at.hash)).first([](Statement &row) {
        return row.read<qint64>() > 0;
    });
    return ends ? Result<bool>(ends->value_or(false)) : passOn(ends);
}

Result<std::vector<InvariantCheck>> SyncFeedSql::check()
{
    InvariantCheck feeds{u"sync.feeds"_s, u"feeds of changes count without a hole, and each line has its hash"_s, {}};
    InvariantCheck conflicts{u"sync.conflicts"_s, u"each answer that names a conflict finds it"_s, {}};
    const auto known = scopes();
    if (!known)
        return passOn(known);
    for (const QString &scope : *known) {
        const auto sound = isSound(scope);
        if (!sound)
            return passOn(sound);
        if (!*sound)
            feeds.violations.push_back({feeds.invariant, scope});
    }
    const auto outcomes
        = m_session.statement("SELECT outcome FROM sync_command ORDER BY id").bind().all([](Statement &row) {
              return row.read<QJsonObject>();
          });
    if (!outcomes)
        return passOn(outcomes);
    for (const QJsonObject &outcome : *outcomes) {
        for (const QJsonValue &id : outcome.value(u"conflicts"_s).toArray()) {
            auto select = m_session.statement("SELECT 1 FROM sync_row WHERE entity = 'conflict' AND entity_id = ?");
            const auto there = select.bind(QUuid::fromString(id.toString())).first([](Statement &) { return true; });
            if (!there)
                return passOn(there);
            if (!*there)
                conflicts.violations.push_back({conflicts.invariant, id.toString()});
        }
    }
    return std::vector{feeds, conflicts};
}

} // namespace accord::storage
