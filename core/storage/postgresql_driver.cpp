// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/postgresql_driver.h"

#include "core/base/canonical.h"
#include "core/storage/migrations.h"
#include "core/storage/postgresql_statement.h"
#include "core/storage/postgresql_values.h"
#include "core/storage/server_passwords.h"
#include "core/storage/team_driver.h"

#include <QtCore/QDeadlineTimer>

namespace accord::storage {

namespace {

// Everything that holds a rule: what is added, taken away, altered or switched off shows.
constexpr char catalogue[] = R"(
SELECT kind, name, what FROM (
    SELECT 'relation' AS kind, relname::text AS name,
           concat_ws(' ', relkind, relrowsecurity, relforcerowsecurity, relowner = (SELECT nspowner FROM pg_namespace WHERE nspname = 'acc'),
                     reloptions::text, relacl::text) AS what
    FROM pg_class WHERE relnamespace = 'acc'::regnamespace AND relkind NOT IN ('i', 'I', 't')
    UNION ALL
    SELECT 'column', relname || '.' || attname,
           concat_ws(' ', attnum, format_type(atttypid, atttypmod), attnotnull, attidentity, attcollation::regcollation, attacl::text,
                     (SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = attrelid AND adnum = attnum))
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = 'acc'::regnamespace AND relkind NOT IN ('i', 'I', 't', 'S') AND attnum > 0 AND NOT attisdropped
    UNION ALL
    SELECT 'view', viewname, definition FROM pg_views WHERE schemaname = 'acc'
    UNION ALL
    SELECT 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid) || ' ' || convalidated
    FROM pg_constraint WHERE connamespace = 'acc'::regnamespace
    UNION ALL
    SELECT 'index', indexrelid::regclass::text, pg_get_indexdef(indexrelid) || ' ' || indisvalid
    FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid WHERE relnamespace = 'acc'::regnamespace
    UNION ALL
    SELECT 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(pg_trigger.oid) || ' ' || tgenabled::text
    FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE relnamespace = 'acc'::regnamespace AND NOT tgisinternal
    UNION ALL
    SELECT 'constraint trigger', tgrelid::regclass || '.' || tgfoid::regproc, tgenabled::text
    FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE relnamespace = 'acc'::regnamespace AND tgisinternal AND tgenabled <> 'O'
    UNION ALL
    SELECT 'function', oid::regprocedure::text,
           concat_ws(' ', prokind, provolatile, prosecdef, proisstrict, proconfig::text, proacl::text, prosrc, prorettype::regtype)
    FROM pg_proc WHERE pronamespace = 'acc'::regnamespace
    UNION ALL -- the months of usage: as many as there are, all alike
    SELECT DISTINCT 'part', inhparent::regclass::text, concat_ws(' ', part.relkind, part.relacl::text,
           (SELECT string_agg(concat_ws(' ', tgfoid::regproc, tgtype, tgenabled::text), ', ' ORDER BY tgfoid::regproc::text, tgtype)
            FROM pg_trigger WHERE tgrelid = part.oid AND NOT tgisinternal))
    FROM pg_inherits JOIN pg_class AS part ON part.oid = inhrelid JOIN pg_class AS whole ON whole.oid = inhparent
    WHERE whole.relnamespace = 'acc'::regnamespace AND whole.relkind = 'p'
    UNION ALL
    SELECT 'rule', tablename || '.' || rulename, definition FROM pg_rules WHERE schemaname = 'acc'
    UNION ALL
    SELECT 'policy', tablename || '.' || policyname, concat_ws(' ', permissive, roles, cmd, qual, with_check)
    FROM pg_policies WHERE schemaname = 'acc'
) AS everything ORDER BY kind COLLATE "C", name COLLATE "C", what COLLATE "C")";

/// "Accord <application id> <fingerprint>", the comment of the schema: only its owner can change it.
struct Mark
{
    int applicationId = 0;
    QByteArray fingerprint;
};

class PostgreSqlDriver final : public Driver, public PostgreSqlTransactions, public TeamDriver
{
public:
    PostgreSqlDriver(ServerOptions options, Access access)
        : m_connection(std::move(options), access == Access::ReadOnly)
        , m_readOnly(access == Access::ReadOnly)
    { }

    Result<> connect() { return m_connection.connect(); }
    Result<> layGround();

    Dialect::Database database() const override { return Dialect::Database::PostgreSql; }
    Result<std::unique_ptr<DriverStatement>> prepare(std::string_view sql) override;
    Result<> executeScript(const QByteArray &script) override { return run(script.constData()); }

    Result<> begin(bool forWriting) override;
    Result<> commit() override;
    void rollback() override;
    bool inTransaction() const override
    {
        return isTransactionAlive() && m_connection.transactionStatus() != PQTRANS_INERROR;
    }
    Result<> setForeignKeys(bool) override { return {}; } // always held; a step that rebuilds a table moves them itself

    qint64 changes() const override { return m_changes; }
    Result<qint64> dataVersion() override;
    void interrupt() override { m_connection.interrupt(); }

    Result<> suspendRules() override;
    Result<> restoreRules() override;
    Result<bool> hasTable(QByteArrayView name) override;
    Result<QStringList> findOrphans() override { return QStringList(); }
    Result<QByteArray> schemaFingerprint() override;
    Result<> recordFingerprint() override;
    Result<std::optional<QByteArray>> recordedFingerprint() override;
    Result<QStringList> findDamage(bool quick) override;
    Result<> copyTo(const QString &path) override;
    Result<int> applicationId() override;
    Result<> setApplicationId(int id) override;
    Result<> checkpoint() override { return {}; }
    Result<> setCheckpointInterval(int) override { return {}; }
    bool isReadOnly() const override;

    void beginApart() override { m_nextIsApart = true; }
    Result<qint64> takeOrder() override;
    Result<qint64> commitsOfOthers() override;
    Result<> limitPauses(std::chrono::milliseconds pause) override { return m_connection.limitPauses(pause); }
    Result<> beginRows(const QByteArray &table, const QByteArrayList &columns) override;
    Result<> addRow(const DriverStatement &row) override;
    Result<> endRows() override;
    Result<> listen() override;
    Result<bool> waitForWord(std::chrono::milliseconds longest, const std::atomic_bool &stop) override;

private:
    PostgreSqlConnection &connection() override { return m_connection; }
    bool hasTransaction() const override { return m_transactionOn != 0; }
    void noteChanges(qint64 rows) override { m_changes = rows; }
    bool isTransactionAlive() const
    {
        return m_transactionOn != 0 && m_transactionOn == m_connection.generation() && !m_connection.isLost();
    }
    Result<> run(const char *sql);
    Result<PostgreSqlResult> ask(const char *sql);
    Result<Mark> mark();
    Result<> setMark(const Mark &mark);
    Result<> runEach(const char *listing);
    Result<> runAll(const QByteArrayList &statements);

    mutable PostgreSqlConnection m_connection;
    bool m_readOnly;
    int m_transactionOn = 0; ///< generation of the connection that it was begun on; 0 for none
    bool m_isOrdered = false; ///< the transaction has counted up the order of writers
    bool m_nextIsApart = false;
    std::vector<unsigned> m_rowTypes; ///< of the columns of rows that come in bulk
    QByteArray m_rowText; ///< of those that were not sent yet
    int m_listensOn = 0; ///< generation of the connection; 0 for none
    qint64 m_changes = 0;
    qint64 m_ownCommits = 0;
    QByteArrayList m_toRestore;
};

Result<std::unique_ptr<DriverStatement>> PostgreSqlDriver::prepare(std::string_view sql)
{
    auto statement = std::make_unique<PostgreSqlStatement>(*this, sql);
    if (!hasTransaction()) {
        if (auto alive = m_connection.ensureAlive(); !alive)
            return passOn(alive);
    }
    auto prepared = statement->prepare();
    if (!prepared && prepared.error().id == u"storage.connection_lost" && !hasTransaction()) {
        if (auto alive = m_connection.ensureAlive(); !alive)
            return passOn(alive);
        prepared = statement->prepare();
    }
    if (!prepared) {
        prepared.error().detail += u" in: "_s + QString::fromUtf8(sql.data(), qsizetype(sql.size()));
        return passOn(prepared);
    }
    return statement;
}

Result<> PostgreSqlDriver::run(const char *sql)
{
    const auto done = ask(sql);
    return done ? Result<>() : passOn(done);
}

Result<PostgreSqlResult> PostgreSqlDriver::ask(const char *sql)
{
    if (!hasTransaction()) {
        if (auto alive = m_connection.ensureAlive(); !alive)
            return passOn(alive);
    } else if (!isTransactionAlive()) {
        return tl::unexpected(PostgreSqlConnection::lost());
    }
    return m_connection.execute(sql);
}

Result<> PostgreSqlDriver::begin(bool forWriting)
{
    // Who writes waits for the one before, as on one file: what is read after this line is the newest there is.
    // Constraints and triggers hold the rules; the order spares programs the conflicts. The word to those who listen is
    // given with the commit.
    const bool isApart = std::exchange(m_nextIsApart, false) && forWriting;
    const char *const sql = isApart ? "BEGIN"
                            : forWriting
                                ? "BEGIN; UPDATE acc.write_order SET commits = commits + 1; NOTIFY accord_stored"
                                : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    auto begun = run(sql);
    if (!begun && begun.error().id == u"storage.connection_lost")
        begun = run(sql);
    // After a failed UPDATE there is a transaction all the same, to be rolled back.
    m_transactionOn = m_connection.generation();
    m_isOrdered = forWriting && !isApart;
    return begun;
}

Result<qint64> PostgreSqlDriver::commitsOfOthers()
{
    const auto found = ask("SELECT commits - apart FROM acc.write_order");
    if (!found)
        return passOn(found);
    return QByteArray(PQgetvalue(found->get(), 0, 0)).toLongLong();
}

Result<qint64> PostgreSqlDriver::takeOrder()
{
    if (auto told = run("NOTIFY accord_stored"); !told)
        return passOn(told);
    const auto taken = ask("UPDATE acc.write_order SET commits = commits + 1, apart = apart + 1 "
                           "RETURNING commits - apart");
    if (!taken)
        return passOn(taken);
    m_isOrdered = true;
    return QByteArray(PQgetvalue(taken->get(), 0, 0)).toLongLong();
}

Result<> PostgreSqlDriver::beginRows(const QByteArray &table, const QByteArrayList &columns)
{
    const QByteArray names = columns.join(", ");
    const auto empty = ask(QByteArray("SELECT " + names + " FROM " + table + " LIMIT 0").constData());
    if (!empty)
        return passOn(empty);
    m_rowTypes.clear();
    for (int column = 0; column < PQnfields(empty->get()); ++column)
        m_rowTypes.push_back(PQftype(empty->get(), column));
    m_rowText.clear();
    const PostgreSqlResult opened(
        PQexec(m_connection.handle(), QByteArray("COPY " + table + " (" + names + ") FROM STDIN").constData()));
    if (PQresultStatus(opened.get()) != PGRES_COPY_IN)
        return tl::unexpected(m_connection.errorOf(opened.get()));
    return {};
}

namespace {

/// \a text as a field of COPY.
void appendField(QByteArray &line, QByteArrayView text)
{
    for (const char c : text) {
        switch (c) {
        case '\\':
            line += "\\\\";
            break;
        case '\t':
            line += "\\t";
            break;
        case '\n':
            line += "\\n";
            break;
        case '\r':
            line += "\\r";
            break;
        default:
            line += c;
        }
    }
}

void appendValue(QByteArray &line, const DriverStatement &row, int column, unsigned type)
{
    switch (row.holding(column)) {
    case Holding::Null:
        line += "\\N";
        return;
    case Holding::Integer:
        line += QByteArray::number(row.integer(column));
        return;
    case Holding::Text:
        appendField(line, row.bytes(column));
        return;
    case Holding::Bytes:
        if (type == PostgreSqlType::Uuid)
            line += QUuid::fromRfc4122(row.bytes(column)).toByteArray(QUuid::WithoutBraces);
        else
            line += "\\\\x" + row.bytes(column).toByteArray().toHex();
        return;
    }
}

constexpr qsizetype enoughText = 256 * 1024;

} // namespace

Result<> PostgreSqlDriver::addRow(const DriverStatement &row)
{
    for (int column = 0; column < int(m_rowTypes.size()); ++column) {
        if (column > 0)
            m_rowText += '\t';
        appendValue(m_rowText, row, column, m_rowTypes[size_t(column)]);
    }
    m_rowText += '\n';
    if (m_rowText.size() < enoughText)
        return {};
    if (PQputCopyData(m_connection.handle(), m_rowText.constData(), int(m_rowText.size())) != 1)
        return tl::unexpected(m_connection.errorOf(nullptr));
    m_rowText.clear();
    return {};
}

Result<> PostgreSqlDriver::endRows()
{
    PGconn *const connection = m_connection.handle();
    const bool isSent = PQputCopyData(connection, m_rowText.constData(), int(m_rowText.size())) == 1
                        && PQputCopyEnd(connection, nullptr) == 1;
    m_rowText.clear();
    Result<> stored = isSent ? Result<>() : Result<>(tl::unexpected(m_connection.errorOf(nullptr)));
    while (PostgreSqlResult result{PQgetResult(connection)}) {
        if (PQresultStatus(result.get()) != PGRES_COMMAND_OK && stored)
            stored = tl::unexpected(m_connection.errorOf(result.get()));
    }
    return stored;
}

Result<> PostgreSqlDriver::listen()
{
    if (auto listening = run("LISTEN accord_stored"); !listening)
        return listening;
    m_listensOn = m_connection.generation();
    return {};
}

Result<bool> PostgreSqlDriver::waitForWord(std::chrono::milliseconds longest, const std::atomic_bool &stop)
{
    using namespace std::chrono_literals;
    if (auto alive = m_connection.ensureAlive(); !alive)
        return passOn(alive);
    if (m_listensOn != m_connection.generation()) // what was said meanwhile was not heard
        return listen().map([] { return true; });
    const QDeadlineTimer deadline(longest);
    while (!stop && !deadline.hasExpired()) {
        const auto heard = m_connection.waitForNotice(
            std::min(50ms, std::chrono::duration_cast<std::chrono::milliseconds>(deadline.remainingTimeAsDuration())));
        if (!heard || *heard)
            return heard;
    }
    return false;
}

Result<> PostgreSqlDriver::commit()
{
    const auto done = ask("COMMIT");
    m_transactionOn = 0;
    if (!done)
        return passOn(done);
    if (qstrcmp(PQcmdStatus(done->get()), "COMMIT") != 0)
        return fail(ErrorKind::Conflict, u"storage.rolled_back"_s);
    if (m_isOrdered)
        ++m_ownCommits;
    return {};
}

void PostgreSqlDriver::rollback()
{
    if (isTransactionAlive())
        (void)m_connection.execute("ROLLBACK");
    m_transactionOn = 0;
}

Result<qint64> PostgreSqlDriver::dataVersion()
{
    const auto commits = ask("SELECT commits FROM acc.write_order");
    if (!commits)
        return passOn(commits);
    return QByteArray(PQgetvalue(commits->get(), 0, 0)).toLongLong() - m_ownCommits;
}

/// Runs the statements that a query makes of the catalogue's own names.
Result<> PostgreSqlDriver::runEach(const char *listing)
{
    const auto listed = ask(listing);
    if (!listed)
        return passOn(listed);
    QByteArrayList statements;
    for (int row = 0; row < PQntuples(listed->get()); ++row)
        statements << PQgetvalue(listed->get(), row, 0);
    return runAll(statements);
}

Result<> PostgreSqlDriver::runAll(const QByteArrayList &statements)
{
    for (const QByteArray &statement : statements) {
        if (auto done = run(statement.constData()); !done)
            return done;
    }
    return {};
}

Result<> PostgreSqlDriver::suspendRules()
{
    const auto references
        = ask("SELECT format('ALTER TABLE %s ALTER CONSTRAINT %I', conrelid::regclass, conname) FROM pg_constraint "
              "WHERE connamespace = 'acc'::regnamespace AND contype = 'f' AND NOT condeferrable");
    if (!references)
        return passOn(references);
    QByteArrayList toSuspend;
    m_toRestore.clear();
    for (int row = 0; row < PQntuples(references->get()); ++row) {
        const QByteArray constraint(PQgetvalue(references->get(), row, 0));
        toSuspend << constraint + " DEFERRABLE INITIALLY DEFERRED";
        m_toRestore << constraint + " NOT DEFERRABLE";
    }
    if (auto suspended = runAll(toSuspend); !suspended)
        return suspended;
    return runEach("SELECT format('ALTER TABLE %s DISABLE TRIGGER USER', oid::regclass) FROM pg_class "
                   "WHERE relnamespace = 'acc'::regnamespace AND relkind = 'r' AND relhastriggers");
}

Result<> PostgreSqlDriver::restoreRules()
{
    if (auto tested = run("SET CONSTRAINTS ALL IMMEDIATE"); !tested)
        return tested;
    if (auto restored = runAll(std::exchange(m_toRestore, {})); !restored)
        return restored;
    if (auto restored = runEach("SELECT format('ALTER TABLE %s ENABLE TRIGGER USER', oid::regclass) FROM pg_class "
                                "WHERE relnamespace = 'acc'::regnamespace AND relkind = 'r' AND relhastriggers");
        !restored)
        return restored;
    return runEach("SELECT format('SELECT setval(pg_get_serial_sequence(%L, %L), coalesce(max(%I), 1), max(%I) IS NOT "
                   "NULL) FROM %s', attrelid::regclass, attname, attname, attname, attrelid::regclass) "
                   "FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid "
                   "WHERE relnamespace = 'acc'::regnamespace AND attidentity <> ''");
}

Result<bool> PostgreSqlDriver::hasTable(QByteArrayView name)
{
    // The only caller asks for a name of its own; letters and underscores need no quotes.
    const QByteArray sql = "SELECT to_regclass('acc." + name.toByteArray() + "') IS NOT NULL";
    const auto found = ask(sql.constData());
    if (!found)
        return passOn(found);
    return qstrcmp(PQgetvalue(found->get(), 0, 0), "t") == 0;
}

Result<QByteArray> PostgreSqlDriver::schemaFingerprint()
{
    const auto found = ask(catalogue);
    if (!found)
        return passOn(found);
    CanonicalForm form;
    for (int row = 0; row < PQntuples(found->get()); ++row) {
        for (int column = 0; column < 3; ++column)
            form.add(QByteArray(PQgetvalue(found->get(), row, column)));
    }
    return form.digest();
}

Result<Mark> PostgreSqlDriver::mark()
{
    const auto comment = ask("SELECT coalesce(obj_description(oid, 'pg_namespace'), '') FROM pg_namespace "
                             "WHERE nspname = 'acc'");
    if (!comment)
        return passOn(comment);
    if (PQntuples(comment->get()) == 0)
        return Mark();
    const QByteArrayList words = QByteArray(PQgetvalue(comment->get(), 0, 0)).split(' ');
    return words.size() == 3 && words[0] == "Accord" ? Mark{words[1].toInt(nullptr, 16), words[2]} : Mark();
}

Result<> PostgreSqlDriver::setMark(const Mark &mark)
{
    // COMMENT takes no parameters; the text is made of digits.
    return run(QByteArray("COMMENT ON SCHEMA acc IS 'Accord " + QByteArray::number(mark.applicationId, 16) + ' '
                          + mark.fingerprint + '\'')
                   .constData());
}

Result<> PostgreSqlDriver::recordFingerprint()
{
    auto known = mark();
    if (!known)
        return passOn(known);
    const auto fingerprint = schemaFingerprint();
    if (!fingerprint)
        return passOn(fingerprint);
    known->fingerprint = *fingerprint;
    return setMark(*known);
}

Result<std::optional<QByteArray>> PostgreSqlDriver::recordedFingerprint()
{
    const auto known = mark();
    if (!known)
        return passOn(known);
    return std::optional(known->fingerprint);
}

Result<int> PostgreSqlDriver::applicationId()
{
    return mark().map([](const Mark &known) { return known.applicationId; });
}

Result<> PostgreSqlDriver::setApplicationId(int id)
{
    auto known = mark();
    if (!known)
        return passOn(known);
    return setMark({id, known->fingerprint.isEmpty() ? QByteArray("new") : known->fingerprint});
}

Result<QStringList> PostgreSqlDriver::findDamage(bool)
{
    const auto found = ask("SELECT 'the server met ' || checksum_failures || ' damaged pages' FROM pg_stat_database "
                           "WHERE datname = current_database() AND checksum_failures > 0 "
                           "UNION ALL SELECT 'the index ' || indexrelid::regclass || ' is not usable' FROM pg_index "
                           "JOIN pg_class ON pg_class.oid = indexrelid "
                           "WHERE relnamespace = 'acc'::regnamespace AND NOT (indisvalid AND indisready)");
    if (!found)
        return passOn(found);
    QStringList damage;
    for (int row = 0; row < PQntuples(found->get()); ++row)
        damage << QString::fromUtf8(PQgetvalue(found->get(), row, 0));
    return damage;
}

Result<> PostgreSqlDriver::copyTo(const QString &)
{
    return fail(ErrorKind::InvalidInput, u"storage.backup_on_server"_s);
}

bool PostgreSqlDriver::isReadOnly() const
{
    return m_readOnly || qstrcmp(PQparameterStatus(m_connection.handle(), "in_hot_standby"), "on") == 0;
}

Result<> PostgreSqlDriver::layGround()
{
    const auto there = ask("SELECT 1 FROM pg_namespace WHERE nspname = 'acc'");
    if (!there)
        return passOn(there);
    if (PQntuples(there->get()) > 0)
        return fail(ErrorKind::Conflict, u"storage.workspace_exists"_s);
    const auto ground = embeddedSql(u"ground.postgresql.sql"_s);
    if (!ground)
        return passOn(ground);
    return executeScript(*ground);
}

} // namespace

Result<std::unique_ptr<Driver>> openPostgreSql(const QString &url, Access access)
{
    auto options = serverOptions(url);
    if (!options)
        return passOn(options);
    if (auto password = serverPassword(url))
        options->emplace_back("password", std::move(*password));
    auto driver = std::make_unique<PostgreSqlDriver>(std::move(*options), access);
    auto ready = driver->connect();
    if (ready && access == Access::Create)
        ready = driver->layGround();
    if (!ready) {
        ready.error().args.insert(u"path"_s, url);
        return passOn(ready);
    }
    return driver;
}

} // namespace accord::storage
