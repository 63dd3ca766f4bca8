// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/synced_change.h"

#include "core/storage/session.h"
#include "core/storage/sync_feed_sql.h"
#include "core/storage/synced_keys_sql.h"
#include "core/sync/command.h"
#include "core/sync/entity_rule.h"

namespace accord::storage {

using sync::Row;
using sync::RowKey;

namespace {

/// What is known of a row beside what its table holds, such as whose sibling it is.
QJsonObject over(QJsonObject told, const QJsonObject &inTable)
{
    for (auto member = inTable.begin(); member != inTable.end(); ++member)
        told.insert(member.key(), member.value());
    return told;
}

} // namespace

SyncedChange::SyncedChange(Session &session, const std::optional<RowKey> &key)
    : m_session(session)
    , m_key(key)
{
    if (!key)
        return;
    auto select = session.statement("SELECT (SELECT count(*) FROM sync_identity), (SELECT count(*) FROM sync_scope)");
    const auto place = select.bind().first([](Statement &row) {
        const bool isCopy = row.read<qint64>() > 0;
        return isCopy ? Place::Copy : row.read<qint64>() > 0 ? Place::Team : Place::Nowhere;
    });
    if (!place) {
        m_status = passOn(place);
        return;
    }
    m_place = place->value_or(Place::Nowhere);
    if (m_place == Place::Copy)
        return;
    const auto guarded = SyncFeedSql(session).isGuarded();
    if (!guarded) {
        m_status = passOn(guarded);
        return;
    }
    if (*guarded) {
        m_place = Place::Nowhere; // the database tells it, whoever writes
        return;
    }
    if (m_place != Place::Team)
        return;
    const auto before = SyncedRowsSql(session).inTable(*key);
    if (before)
        m_before = *before;
    else
        m_status = passOn(before);
}

Result<> SyncedChange::tell()
{
    if (!m_status || m_place == Place::Nowhere)
        return m_status;
    return m_place == Place::Copy ? noteInCopy() : tellScope();
}

Result<> SyncedChange::tellScope()
{
    const QString before = m_before ? m_before->scope : QString();
    if (auto told = tellMoved(*m_key, before); !told)
        return told;
    if (m_key->entity != u"account"_s || before.isEmpty())
        return {};
    const auto now = SyncedRowsSql(m_session).inTable(*m_key);
    if (!now)
        return passOn(now);
    if (!*now || (*now)->scope == before)
        return {};
    const auto parts = SyncedKeysSql(m_session).ofAccount(m_key->id);
    if (!parts)
        return passOn(parts);
    for (const RowKey &part : *parts) {
        const bool isInvoice = part.entity == u"invoice"_s;
        if (auto told = tellMoved(part, isInvoice ? invoiceScopes + before.mid(regionScopes.size()) : before); !told)
            return told;
    }
    return {};
}

/// The row as it is now, to whom it belongs now, and to whom it belonged.
Result<> SyncedChange::tellMoved(const RowKey &key, const QString &before)
{
    SyncedRowsSql rows(m_session);
    const auto present = rows.inTable(key);
    const auto last = rows.told(key);
    if (!present)
        return passOn(present);
    if (!last)
        return passOn(last);
    const std::optional<Row> &told = *last;
    Row row;
    if (*present) {
        row = **present;
        row.body = told ? over(told->body, row.body) : row.body;
    } else if (told || m_before) {
        row = told ? *told : *m_before;
        row.deleted = true;
    } else {
        return {};
    }
    if (told && told->body == row.body && told->scope == row.scope && told->deleted == row.deleted)
        return {}; // whoever wrote it told everybody
    row.version = std::max<qint64>(told ? told->version : 0, 1) + 1;
    const QString from = told && !told->scope.isEmpty() ? told->scope : before;
    if (auto kept = rows.keepTold(row); !kept)
        return kept;
    SyncFeedSql feed(m_session);
    if (auto written = feed.announce(row, from); !written)
        return written;
    if (from.isEmpty() || from == row.scope)
        return {};
    const auto conflicts = rows.conflictsAbout(key);
    if (!conflicts)
        return passOn(conflicts);
    for (Row conflict : *conflicts) {
        conflict.scope = row.scope;
        ++conflict.version;
        if (auto kept = rows.keepTold(conflict); !kept)
            return kept;
        if (auto written = feed.announce(conflict, from); !written)
            return written;
    }
    return {};
}

Result<> SyncedChange::noteInCopy()
{
    SyncedRowsSql rows(m_session);
    const auto present = rows.inTable(*m_key);
    const auto told = rows.told(*m_key);
    if (!present)
        return passOn(present);
    if (!told)
        return passOn(told);
    const bool wasThere = *told && !(*told)->deleted;
    const sync::EntityRule *rule = sync::entityRules().find(m_key->entity);
    const QVariantMap args{{u"entity"_s, m_key->entity}};
    if (!*present && !wasThere)
        return {};
    if ((!wasThere && !rule->mayBeMade) || (!*present && !rule->mayBeDeleted))
        return fail(ErrorKind::Forbidden, u"sync.only_with_server"_s, args);
    bool differs = !wasThere || !*present;
    if (wasThere && *present) {
        const QJsonObject &body = (*present)->body;
        for (auto member = body.begin(); member != body.end(); ++member) {
            if (sync::valueOf((*told)->body, member.key()) == member.value())
                continue;
            differs = true;
            if (!rule->fields.contains(member.key()))
                return fail(ErrorKind::Forbidden, u"sync.field_only_with_server"_s,
                            {{u"entity"_s, m_key->entity}, {u"field"_s, member.key()}});
        }
    }
    if (!differs)
        return {};
    const auto noted = m_session.run("INSERT INTO sync_touched (entity, entity_id) VALUES (?, ?) "
                                     "ON CONFLICT (entity, entity_id) DO NOTHING",
                                     m_key->entity, m_key->id);
    return noted ? Result<>() : passOn(noted);
}

} // namespace accord::storage
