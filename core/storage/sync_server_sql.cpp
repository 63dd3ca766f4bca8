// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/sync_server_sql.h"

#include "core/storage/accounts_sql.h"
#include "core/storage/attachments_sql.h"
#include "core/storage/permissions.h"
#include "core/storage/seller_sql.h"
#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/synced_keys_sql.h"
#include "core/storage/transaction.h"
#include "core/sync/entity_rule.h"

namespace accord::storage {

using namespace sync;

namespace {

/// Where rows are that left the scopes of who asks, when the database does not say where they went.
const QString leftScope = u"left"_s;

/// The account that a row belongs to: itself, or the one that its body names.
accounts::AccountId accountOf(const RowKey &key, const QString &named)
{
    return accounts::AccountId(key.entity == u"account"_s ? key.id : QUuid::fromString(named));
}

} // namespace

SyncServerSql::SyncServerSql(Session &session, const QDateTime &now, Audit audit)
    : m_session(session)
    , m_now(now)
    , m_audit(std::move(audit))
    , m_rows(session)
    , m_feed(session)
{ }

Result<QStringList> SyncServerSql::scopesOf(const QString &person)
{
    const auto matrix = embeddedPermissions();
    const auto user = SellerSql(m_session).user(person);
    if (!matrix)
        return passOn(matrix);
    if (!user)
        return passOn(user);
    QStringList scopes{u"user:"_s + user->name};
    for (const auto &[prefix, operation] :
         {std::pair(regionScopes, u"account.read"_s), std::pair(invoiceScopes, u"invoice.read"_s)}) {
        const auto regions = regionsFor((*matrix)->reach(operation, user->roles), user->region);
        if (!regions)
            return passOn(regions);
        for (const QString &region : *regions)
            scopes << prefix + region;
    }
    Transaction transaction(m_session);
    for (const QString &scope : scopes) {
        if (auto begun = m_feed.begin(scope); !begun)
            return passOn(begun);
    }
    return transaction.commit().map([&] { return scopes; });
}

/// The regions within \a reach of somebody who works for \a own.
Result<QStringList> SyncServerSql::regionsFor(security::Reach reach, const QString &own)
{
    if (reach == security::Reach::None)
        return QStringList();
    if (reach != security::Reach::All)
        return security::regionsOf(own);
    const auto all
        = m_session.statement("SELECT DISTINCT region FROM account ORDER BY region").bind().all([](Statement &row) {
              return row.read<QString>();
          });
    return all ? Result<QStringList>(QStringList(all->begin(), all->end())) : passOn(all);
}

Result<> SyncServerSql::atOnce(const std::function<Result<>()> &work)
{
    Transaction transaction(m_session);
    if (auto worked = work(); !worked)
        return worked;
    return transaction.commit();
}

std::optional<Device> SyncServerSql::device(const QUuid &id)
{
    auto select = m_session.statement("SELECT person, last_sequence, revoked FROM sync_device WHERE id = ?");
    return taken(select.bind(id).first([&](Statement &row) {
        Device device{id, row.read<QString>()};
        device.lastSequence = row.read<qint64>();
        device.revoked = row.read<bool>();
        return device;
    }));
}

void SyncServerSql::save(const Device &device)
{
    taken(m_session.run("INSERT INTO sync_device (id, person, last_sequence, revoked) VALUES (?,?,?,?) "
                        "ON CONFLICT (id) DO UPDATE SET last_sequence = excluded.last_sequence",
                        device.id, device.person, device.lastSequence, device.revoked));
}

std::optional<QByteArray> SyncServerSql::answersUpTo(const QUuid &device, qint64 sequence)
{
    auto select = m_session.statement("SELECT answers FROM sync_answer WHERE device = ? AND sequence = ?");
    return taken(select.bind(device, sequence).first([](Statement &row) { return row.read<QString>().toLatin1(); }));
}

void SyncServerSql::saveAnswers(const QUuid &device, qint64 sequence, const QByteArray &answers)
{
    taken(m_session.run("INSERT INTO sync_answer (device, sequence, answers) VALUES (?,?,?)", device, sequence,
                        QString::fromLatin1(answers)));
}

void SyncServerSql::noteReading(const QUuid &device, const QString &scope, qint64 clock)
{
    SyncDevicesSql devices(m_session);
    done(devices.noteContact(device, Machine(), m_now));
    done(devices.noteReading(device, scope, clock));
    done(m_feed.markDay(scope, m_now.date()));
}

Result<> SyncServerSql::greet(const QUuid &id, const QString &person, const Machine &machine)
{
    return atOnce([&]() -> Result<> {
        const auto known = device(id);
        if (known && known->person != person)
            return fail(ErrorKind::Forbidden, u"sync.device_of_other"_s, {{u"person"_s, known->person}});
        if (known && known->revoked)
            return fail(ErrorKind::Forbidden, u"sync.device_revoked"_s);
        SyncDevicesSql devices(m_session);
        if (!known) {
            if (auto welcome = devices.welcome(person, machine); !welcome)
                return welcome;
            save(Device{id, person});
        }
        if (m_failure)
            return tl::unexpected(*m_failure);
        return devices.noteContact(id, machine, m_now);
    });
}

std::optional<AnsweredCommand> SyncServerSql::answered(const QUuid &command)
{
    auto select = m_session.statement("SELECT person, digest, outcome FROM sync_command WHERE id = ?");
    return taken(select.bind(command).first([this](Statement &row) {
        AnsweredCommand known;
        known.person = row.read<QString>();
        known.digest = row.read<QString>().toLatin1();
        known.outcome = taken(outcomeFromJson(row.read<QJsonObject>()));
        return known;
    }));
}

void SyncServerSql::keep(const Command &command, const Person &person, const QUuid &device, const Outcome &outcome)
{
    taken(m_session.run(
        "INSERT INTO sync_command (id, person, device, digest, body, outcome, recorded_at) VALUES (?,?,?,?,?,?,?)",
        command.id, person.name, device, QString::fromLatin1(digestOf(command)), toJson(command), toJson(outcome),
        m_now));
    if (m_audit && !m_failure)
        done(m_audit(command, outcome));
}

std::optional<Row> SyncServerSql::row(const RowKey &key)
{
    const auto told = taken(m_rows.told(key));
    auto row = taken(m_rows.inTable(key));
    if (!row && hasLeft(key))
        return Row{key, leftScope, 1, {}, false};
    if (!row) // a tombstone, or what stands nowhere else
        return told && (told->deleted || key.entity == conflictEntity || key.entity == orphanEntity) ? told
                                                                                                     : std::nullopt;
    row->version = std::max<qint64>(told ? told->version : 0, 1);
    if (told) {
        for (auto member = told->body.begin(); member != told->body.end(); ++member) {
            if (!row->body.contains(member.key()))
                row->body.insert(member.key(), member.value());
        }
    }
    return row;
}

bool SyncServerSql::tellsByItself()
{
    return taken(m_feed.isGuarded());
}

/// Whether a row was there for who asks, and is with others now: a guarded database shows nothing of it any more.
bool SyncServerSql::hasLeft(const RowKey &key)
{
    if (!tellsByItself() || !entityRules().find(key.entity))
        return false;
    auto select = m_session.statement("SELECT acc.sync_left(?, ?)");
    return taken(select.bind(key.entity, key.id).first([](Statement &row) { return row.read<bool>(); }))
        .value_or(false);
}

void SyncServerSql::put(const Row &row, const QString &person)
{
    if (tellsByItself()) {
        const bool isInTable = row.key.entity != conflictEntity && row.key.entity != orphanEntity;
        if (isInTable)
            done(m_rows.putInTable(row, m_now));
        else
            taken(m_session.statement("SELECT acc.sync_keep(?, ?, ?, ?)")
                      .bind(row.key.entity, row.key.id, row.body, person)
                      .first([](Statement &) { return true; }));
        return;
    }
    // Told first: whoever writes the table then sees that everybody knows.
    done(m_rows.keepTold(row));
    if (!m_failure)
        done(m_rows.putInTable(row, m_now));
}

std::vector<Conflict> SyncServerSql::conflictsOf(const RowKey &key)
{
    std::vector<Conflict> conflicts;
    for (const Row &row : taken(m_rows.conflictsAbout(key)))
        conflicts.push_back(taken(conflictFromJson(row.body)));
    return conflicts;
}

QString SyncServerSql::scopeOfNew(const Command &command, const Person &person)
{
    if (command.row.entity == u"contract_draft"_s)
        return u"user:"_s + person.name;
    const FieldChange *account = command.field(u"account"_s);
    if (!account)
        return {};
    const RowKey key{u"account"_s, QUuid::fromString(account->after.toString())};
    const auto owner = taken(m_rows.inTable(key));
    return owner ? owner->scope : hasLeft(key) ? leftScope : QString();
}

QString SyncServerSql::refusal(const Command &command, const Person &person, const std::optional<Row> &row)
{
    const EntityRule *rule = entityRules().find(command.row.entity);
    if (!rule || rule->operations.isEmpty())
        return {};
    const auto matrix = embeddedPermissions();
    const auto user = SellerSql(m_session).user(person.name);
    if (!matrix || !user) {
        failed(matrix ? user.error() : matrix.error());
        return {};
    }
    const FieldChange *named = command.field(u"account"_s);
    const auto account
        = AccountsSql(m_session).find(accountOf(command.row, row     ? row->body.value(u"account"_s).toString()
                                                             : named ? named->after.toString()
                                                                     : QString()));
    if (!account)
        return account.error().id;
    const security::Target target{account->region, account->customerSuccessManager};
    const QStringList operations = command.act == Act::Resolve ? QStringList{u"conflict.resolve"_s} : rule->operations;
    const auto may = (*matrix)->check({user->name, user->roles, security::regionsOf(user->region)}, operations, target);
    return may ? QString() : may.error().id;
}

ContentStore *SyncServerSql::contents(const Person &person)
{
    return &m_contents.emplace(m_session, person.name, m_now);
}

bool SyncServerSql::isNamed(const ContentKey &content, const Person &person)
{
    QStringList regions;
    for (const QString &scope : person.scopes) {
        if (scope.startsWith(regionScopes))
            regions << scope.mid(regionScopes.size());
    }
    return taken(AttachmentsSql(m_session).isNamed(content, regions));
}

std::optional<FeedPlace> SyncServerSql::head(const QString &scope)
{
    return taken(m_feed.head(scope));
}

void SyncServerSql::append(const Change &change)
{
    done(m_feed.append(change));
}

qint64 SyncServerSql::horizon(const QString &scope)
{
    return taken(m_feed.horizon(scope)).clock;
}

std::optional<QByteArray> SyncServerSql::hashAt(const QString &scope, qint64 clock)
{
    return taken(m_feed.hashAt(scope, clock));
}

std::vector<Change> SyncServerSql::changesAfter(const QString &scope, qint64 clock, int limit)
{
    return taken(m_feed.after(scope, clock, limit));
}

std::vector<Row> SyncServerSql::rowsOf(const QString &scope)
{
    std::vector<Row> rows;
    for (const RowKey &key : taken(SyncedKeysSql(m_session).ofScope(scope, m_now.date()))) {
        if (auto found = row(key))
            rows.push_back(*found);
    }
    const auto told = taken(m_rows.onlyTold(scope));
    rows.insert(rows.end(), told.begin(), told.end());
    return rows;
}

} // namespace accord::storage
