// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/sync_client_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/synced_invoices_sql.h"
#include "core/storage/synced_keys_sql.h"

namespace accord::storage {

using namespace sync;

namespace {

Result<> ran(const Result<qint64> &result)
{
    return result ? Result<>() : passOn(result);
}

} // namespace

Result<bool> isCopy(Session &session)
{
    const auto copies = session.statement("SELECT count(*) FROM sync_identity").bind().first([](Statement &row) {
        return row.read<qint64>();
    });
    return copies ? Result<bool>(copies->value_or(0) > 0) : passOn(copies);
}

Result<> SyncClientSql::begin(const QUuid &device, const QString &person, const QString &server)
{
    return ran(m_session.run("INSERT INTO sync_identity (one, device, person, server, last_sequence, acknowledged, "
                             "answers, contact_at, failure) VALUES (1, ?, ?, ?, 0, 0, '', NULL, '')",
                             device, person, server));
}

Result<std::optional<CopyOf>> SyncClientSql::copy()
{
    auto select = m_session.statement("SELECT person, server, contact_at, failure FROM sync_identity");
    return select.bind().first([](Statement &row) {
        CopyOf copy;
        copy.person = row.read<QString>();
        copy.server = row.read<QString>();
        copy.contactAt = row.read<QDateTime>();
        copy.failure = row.read<QString>();
        return copy;
    });
}

Result<CopyContent> SyncClientSql::content()
{
    auto select = m_session.statement(
        "SELECT (SELECT count(*) FROM account), (SELECT count(*) FROM contact), (SELECT count(*) FROM note), "
        "(SELECT count(*) FROM attachment WHERE removed_at IS NULL), (SELECT count(*) FROM contract), "
        "(SELECT count(*) FROM invoice_header WHERE issue_date > ?)");
    const auto counted = select.bind(lastDayTooOld(m_now.date())).first([](Statement &row) {
        CopyContent content;
        for (qint64 *count : {&content.accounts, &content.contacts, &content.notes, &content.files, &content.contracts,
                              &content.invoices})
            *count = row.read<qint64>();
        return content;
    });
    if (!counted)
        return passOn(counted);
    CopyContent content = counted->value_or(CopyContent());
    content.invoicesSince = lastDayTooOld(m_now.date()).addDays(1);
    for (const QString &scope : scopes()) {
        if (scope.startsWith(regionScopes))
            content.regions << scope.mid(regionScopes.size());
    }
    return m_failure ? Result<CopyContent>(tl::unexpected(*m_failure)) : content;
}

Result<> SyncClientSql::dropWhatIsNotHeld()
{
    if (const auto dropped = SyncedInvoicesSql(m_session).dropOld(m_now.date()); !dropped)
        return passOn(dropped);
    return ran(
        m_session.run("UPDATE issuing_entity SET payment_instructions = '[]' WHERE payment_instructions <> '[]'"));
}

Result<> SyncClientSql::noteContact(const QDateTime &at)
{
    return ran(m_session.run("UPDATE sync_identity SET contact_at = ?, failure = ''", at));
}

Result<> SyncClientSql::noteFailure(const QString &errorId)
{
    return ran(m_session.run("UPDATE sync_identity SET failure = ?", notNull(errorId)));
}

Result<std::vector<RowKey>> SyncClientSql::touched()
{
    // Customers before what belongs to them.
    auto select = m_session.statement("SELECT entity, entity_id FROM sync_touched ORDER BY entity, entity_id");
    return select.bind().all([](Statement &row) {
        const QString entity = row.read<QString>();
        return RowKey{entity, row.read<QUuid>()};
    });
}

Result<> SyncClientSql::forgetTouched()
{
    return ran(m_session.run("DELETE FROM sync_touched"));
}

Identity SyncClientSql::identity()
{
    auto select = m_session.statement("SELECT device, person, last_sequence, acknowledged, answers FROM sync_identity");
    return taken(select.bind().first([](Statement &row) {
               Identity identity;
               identity.device = row.read<QUuid>();
               identity.person = row.read<QString>();
               identity.lastSequence = row.read<qint64>();
               identity.acknowledged = row.read<qint64>();
               identity.answers = row.read<QString>().toLatin1();
               return identity;
           }))
        .value_or(Identity());
}

void SyncClientSql::save(const Identity &identity)
{
    done(ran(m_session.run("UPDATE sync_identity SET device = ?, last_sequence = ?, acknowledged = ?, answers = ?",
                           identity.device, identity.lastSequence, identity.acknowledged,
                           notNull(QString::fromLatin1(identity.answers)))));
}

namespace {

struct StoredEntry
{
    QJsonObject body;
    QJsonObject outcome;
    bool settled = false;
    qint64 sequence = 0;
};

StoredEntry readEntry(Statement &row)
{
    StoredEntry entry;
    entry.body = row.read<QJsonObject>();
    entry.outcome = row.read<QJsonObject>();
    entry.settled = row.read<bool>();
    entry.sequence = row.read<qint64>();
    return entry;
}

Result<std::vector<OutboxEntry>> entriesOf(const Result<std::vector<StoredEntry>> &stored)
{
    if (!stored)
        return passOn(stored);
    std::vector<OutboxEntry> entries;
    for (const StoredEntry &one : *stored) {
        const auto command = commandFromJson(one.body);
        if (!command)
            return passOn(command);
        OutboxEntry entry{*command};
        entry.command.sequence = one.sequence;
        entry.settled = one.settled;
        if (!one.outcome.isEmpty()) {
            const auto outcome = outcomeFromJson(one.outcome);
            if (!outcome)
                return passOn(outcome);
            entry.outcome = *outcome;
        }
        entries.push_back(std::move(entry));
    }
    return entries;
}

} // namespace

std::vector<OutboxEntry> SyncClientSql::outbox()
{
    return taken(
        entriesOf(m_session.statement("SELECT body, outcome, settled, sequence FROM sync_outbox ORDER BY sequence")
                      .bind()
                      .all(readEntry)));
}

std::vector<OutboxEntry> SyncClientSql::openFor(const RowKey &key)
{
    auto select = m_session.statement("SELECT body, outcome, settled, sequence FROM sync_outbox "
                                      "WHERE entity = ? AND entity_id = ? AND NOT settled ORDER BY sequence");
    return taken(entriesOf(select.bind(key.entity, key.id).all(readEntry)));
}

void SyncClientSql::save(const OutboxEntry &entry)
{
    const std::optional<QJsonObject> outcome = entry.outcome ? std::optional(toJson(*entry.outcome)) : std::nullopt;
    done(ran(m_session.run(
        "INSERT INTO sync_outbox (id, sequence, entity, entity_id, body, outcome, settled) VALUES (?,?,?,?,?,?,?) "
        "ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, outcome = excluded.outcome, "
        "settled = excluded.settled",
        entry.command.id, entry.command.sequence, entry.command.row.entity, entry.command.row.id, toJson(entry.command),
        outcome, entry.settled)));
}

std::optional<Row> SyncClientSql::row(const RowKey &key)
{
    const auto told = taken(m_rows.told(key));
    return told && !told->deleted ? told : std::nullopt;
}

/// People, notes, files and contracts wait for their customer, who may come with another region.
bool SyncClientSql::hasItsAccount(const Row &row)
{
    if (!QStringList{u"contact"_s, u"note"_s, u"attachment"_s, u"contract"_s}.contains(row.key.entity))
        return true;
    const QUuid account = QUuid::fromString(row.body.value(u"account"_s).toString());
    return taken(m_rows.told({u"account"_s, account})).has_value();
}

void SyncClientSql::put(const Row &row)
{
    if (isTooOld(row, m_now.date()))
        return remove(row.key);
    done(m_rows.keepTold(row));
    if (!m_failure && hasItsAccount(row))
        done(m_rows.putInTable(row, m_now));
}

void SyncClientSql::remove(const RowKey &key)
{
    done(m_rows.forgetTold(key));
    if (!m_failure)
        done(m_rows.removeFromTable(key));
}

std::vector<RowKey> SyncClientSql::rowsOf(const QString &scope)
{
    auto select = m_session.statement("SELECT entity, entity_id FROM sync_row WHERE scope = ?1 UNION "
                                      "SELECT entity, entity_id FROM sync_base WHERE scope = ?1");
    return taken(select.bind(scope).all([](Statement &row) {
        const QString entity = row.read<QString>();
        return RowKey{entity, row.read<QUuid>()};
    }));
}

std::optional<Row> SyncClientSql::base(const RowKey &key)
{
    auto select
        = m_session.statement("SELECT scope, version, deleted, body FROM sync_base WHERE entity = ? AND entity_id = ?");
    return taken(select.bind(key.entity, key.id).first([&](Statement &row) {
        Row base{key, row.read<QString>(), 0, {}, false};
        base.version = row.read<qint64>();
        base.deleted = row.read<bool>();
        base.body = row.read<QJsonObject>();
        return base;
    }));
}

void SyncClientSql::saveBase(const Row &row)
{
    done(ran(m_session.run(
        "INSERT INTO sync_base (entity, entity_id, scope, version, deleted, body) VALUES (?,?,?,?,?,?) "
        "ON CONFLICT (entity, entity_id) DO UPDATE SET scope = excluded.scope, version = excluded.version, "
        "deleted = excluded.deleted, body = excluded.body",
        row.key.entity, row.key.id, notNull(row.scope), row.version, row.deleted, row.body)));
}

void SyncClientSql::removeBase(const RowKey &key)
{
    done(ran(m_session.run("DELETE FROM sync_base WHERE entity = ? AND entity_id = ?", key.entity, key.id)));
}

void SyncClientSql::forgetVersions()
{
    done(ran(m_session.run("UPDATE sync_row SET version = 0")));
    done(ran(m_session.run("UPDATE sync_base SET version = 0")));
}

FeedPlace SyncClientSql::cursor(const QString &scope)
{
    auto select = m_session.statement("SELECT clock, hash FROM sync_cursor WHERE scope = ?");
    return taken(select.bind(scope).first([](Statement &row) {
               const qint64 clock = row.read<qint64>();
               return FeedPlace{clock, row.read<QString>().toLatin1()};
           }))
        .value_or(FeedPlace());
}

void SyncClientSql::saveCursor(const QString &scope, const FeedPlace &place)
{
    done(ran(m_session.run("INSERT INTO sync_cursor (scope, clock, hash) VALUES (?,?,?) "
                           "ON CONFLICT (scope) DO UPDATE SET clock = excluded.clock, hash = excluded.hash",
                           scope, place.clock, notNull(QString::fromLatin1(place.hash)))));
}

QStringList SyncClientSql::scopes()
{
    const auto scopes
        = taken(m_session.statement("SELECT scope FROM sync_cursor ORDER BY scope").bind().all([](Statement &row) {
              return row.read<QString>();
          }));
    return {scopes.begin(), scopes.end()};
}

void SyncClientSql::removeScope(const QString &scope)
{
    done(ran(m_session.run("DELETE FROM sync_cursor WHERE scope = ?", scope)));
}

} // namespace accord::storage
