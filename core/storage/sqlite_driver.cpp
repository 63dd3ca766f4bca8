// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/sqlite_driver.h"

#include "core/base/canonical.h"
#include "core/storage/lock_holders.h"
#include "core/storage/sqlite_error.h"
#include "core/storage/sqlite_file.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QUrl>
#include <QtCore/QtEndian>

#include <sqlite3.h>

#include <array>
#include <cstring>
#include <memory_resource>

namespace accord::storage {

namespace {

QString messageOf(sqlite3 *connection)
{
    return QString::fromUtf8(sqlite3_errmsg(connection));
}

Error errorOf(sqlite3 *connection)
{
    Error error = sqliteError(sqlite3_extended_errcode(connection), messageOf(connection));
    if (error.id == u"storage.locked"_s) {
        const QString detail = std::exchange(error.detail, {});
        error = lockedError(QFile::decodeName(sqlite3_db_filename(connection, "main")));
        error.detail = detail;
    }
    return error;
}

class SqliteStatement final : public DriverStatement
{
public:
    SqliteStatement(sqlite3 *connection, sqlite3_stmt *statement)
        : m_connection(connection)
        , m_statement(statement)
    { }
    ~SqliteStatement() override { sqlite3_finalize(m_statement); }
    Q_DISABLE_COPY_MOVE(SqliteStatement)

    void bindNull(int parameter) override { note(sqlite3_bind_null(m_statement, parameter + 1)); }
    void bindInteger(int parameter, qint64 value) override
    {
        note(sqlite3_bind_int64(m_statement, parameter + 1, value));
    }
    void bindText(int parameter, QByteArrayView utf8) override
    {
        note(sqlite3_bind_text64(m_statement, parameter + 1, keep(utf8), sqlite3_uint64(utf8.size()), SQLITE_STATIC,
                                 SQLITE_UTF8));
    }
    void bindBlob(int parameter, QByteArrayView bytes) override
    {
        note(sqlite3_bind_blob64(m_statement, parameter + 1, keep(bytes), sqlite3_uint64(bytes.size()), SQLITE_STATIC));
    }
    void bindUuid(int parameter, const QUuid &value) override
    {
        std::array<char, 16> bytes; // as QUuid::toRfc4122(), which takes memory from the heap for each
        qToBigEndian(value.data1, bytes.data());
        qToBigEndian(value.data2, bytes.data() + 4);
        qToBigEndian(value.data3, bytes.data() + 6);
        std::memcpy(bytes.data() + 8, value.data4, 8);
        bindBlob(parameter, QByteArrayView(bytes.data(), qsizetype(bytes.size())));
    }
    int parameterCount() const override { return sqlite3_bind_parameter_count(m_statement); }

    Step step() override
    {
        if (m_bindFailure != SQLITE_OK)
            return Step::Failed;
        m_isUsed = true;
        const int code = sqlite3_step(m_statement);
        if (code == SQLITE_ROW)
            return Step::Row;
        if (code == SQLITE_DONE)
            return Step::Done;
        m_error = errorOf(m_connection);
        return Step::Failed;
    }
    Error lastError() const override
    {
        if (m_bindFailure != SQLITE_OK)
            return sqliteError(m_bindFailure, QString::fromUtf8(sqlite3_errstr(m_bindFailure)));
        return m_error;
    }
    void reset() override
    {
        if (!std::exchange(m_isUsed, false))
            return;
        sqlite3_reset(m_statement);
        m_values.release(); // all are bound anew before the next execution
        m_bindFailure = SQLITE_OK;
    }

    int columnCount() const override { return sqlite3_column_count(m_statement); }
    QString columnName(int column) const override
    {
        return QString::fromUtf8(sqlite3_column_name(m_statement, column));
    }
    Holding holding(int column) const override
    {
        switch (sqlite3_column_type(m_statement, column)) {
        case SQLITE_NULL:
            return Holding::Null;
        case SQLITE_INTEGER:
            return Holding::Integer;
        case SQLITE_BLOB:
            return Holding::Bytes;
        default:
            return Holding::Text;
        }
    }
    bool isNull(int column) const override { return sqlite3_column_type(m_statement, column) == SQLITE_NULL; }
    qint64 integer(int column) const override { return sqlite3_column_int64(m_statement, column); }
    QByteArrayView bytes(int column) const override
    {
        const void *data = sqlite3_column_type(m_statement, column) == SQLITE_BLOB
                               ? sqlite3_column_blob(m_statement, column)
                               : static_cast<const void *>(sqlite3_column_text(m_statement, column));
        return {static_cast<const char *>(data), qsizetype(sqlite3_column_bytes(m_statement, column))};
    }
    QUuid uuid(int column) const override
    {
        const QByteArrayView raw = bytes(column);
        return raw.size() == 16 ? QUuid::fromRfc4122(raw) : QUuid();
    }

private:
    /// A copy that lives until the statement is reset: SQLite itself would take memory from the heap for each value.
    const char *keep(QByteArrayView value)
    {
        if (value.isEmpty())
            return "";
        void *kept = m_values.allocate(size_t(value.size()), 1);
        std::memcpy(kept, value.data(), size_t(value.size()));
        return static_cast<const char *>(kept);
    }
    void note(int code)
    {
        m_isUsed = true;
        if (code != SQLITE_OK && m_bindFailure == SQLITE_OK)
            m_bindFailure = code;
    }

    sqlite3 *m_connection;
    sqlite3_stmt *m_statement;
    int m_bindFailure = SQLITE_OK;
    bool m_isUsed = false; ///< bound or run since it was reset
    std::array<std::byte, 256> m_smallValues;
    std::pmr::monotonic_buffer_resource m_values{m_smallValues.data(), m_smallValues.size()}; ///< what is bound
    Error m_error;
};

class SqliteDriver final : public Driver
{
public:
    explicit SqliteDriver(sqlite3 *connection)
        : m_connection(connection)
    {
        sqlite3_set_authorizer(m_connection, &SqliteDriver::authorize, this);
    }
    ~SqliteDriver() override { sqlite3_close_v2(m_connection); }
    Q_DISABLE_COPY_MOVE(SqliteDriver)

    Result<> configure(bool writable, bool inMemory);

    Dialect::Database database() const override { return Dialect::Database::Sqlite; }
    Result<std::unique_ptr<DriverStatement>> prepare(std::string_view sql) override
    {
        sqlite3_stmt *statement = nullptr;
        const int code = sqlite3_prepare_v3(m_connection, sql.data(), int(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                            &statement, nullptr);
        if (code != SQLITE_OK)
            return tl::unexpected(errorOf(m_connection));
        return std::make_unique<SqliteStatement>(m_connection, statement);
    }

    Result<> executeScript(const QByteArray &script) override
    {
        m_inScript = true;
        const auto done = run(script.constData());
        m_inScript = false;
        return done;
    }

    Result<> begin(bool forWriting) override { return run(forWriting ? "BEGIN IMMEDIATE" : "BEGIN"); }
    Result<> commit() override { return run("COMMIT"); }
    void rollback() override
    {
        if (inTransaction())
            (void)run("ROLLBACK");
    }
    bool inTransaction() const override { return sqlite3_get_autocommit(m_connection) == 0; }
    Result<> setForeignKeys(bool enforced) override
    {
        return run(enforced ? "PRAGMA foreign_keys=ON" : "PRAGMA foreign_keys=OFF");
    }
    qint64 changes() const override { return sqlite3_changes64(m_connection); }
    Result<qint64> dataVersion() override { return number("PRAGMA data_version"); }
    void interrupt() override { sqlite3_interrupt(m_connection); }

    Result<> suspendRules() override;
    Result<> restoreRules() override;
    Result<bool> hasTable(QByteArrayView name) override;
    Result<QStringList> findOrphans() override
    {
        return texts(
            "SELECT \"table\" || ' row ' || coalesce(rowid, '?') || ' -> ' || parent FROM pragma_foreign_key_check");
    }
    Result<QByteArray> schemaFingerprint() override;
    Result<> recordFingerprint() override { return {}; }
    Result<std::optional<QByteArray>> recordedFingerprint() override { return std::nullopt; }
    Result<QStringList> findDamage(bool quick) override;
    Result<> copyTo(const QString &path) override;
    Result<int> applicationId() override
    {
        return number("PRAGMA application_id").map([](qint64 id) { return int(id); });
    }
    Result<> setApplicationId(int id) override
    {
        // A pragma takes no bound value; the text is made of a number.
        return run(QByteArray("PRAGMA application_id=" + QByteArray::number(id)).constData());
    }
    Result<> checkpoint() override
    {
        if (sqlite3_wal_checkpoint_v2(m_connection, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr) != SQLITE_OK)
            return tl::unexpected(errorOf(m_connection));
        return {};
    }
    Result<> setCheckpointInterval(int pages) override
    {
        if (sqlite3_wal_autocheckpoint(m_connection, pages) != SQLITE_OK)
            return tl::unexpected(errorOf(m_connection));
        return {};
    }
    bool isReadOnly() const override { return sqlite3_db_readonly(m_connection, "main") == 1; }

private:
    static int authorize(void *self, int action, const char *, const char *second, const char *, const char *);
    Result<> run(const char *sql)
    {
        if (sqlite3_exec(m_connection, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            return tl::unexpected(errorOf(m_connection));
        return {};
    }
    Result<qint64> number(std::string_view sql);
    Result<QStringList> texts(std::string_view sql);

    sqlite3 *m_connection;
    bool m_inScript = false;
    bool m_copying = false;
    QStringList m_suspended; ///< the triggers as they were made
};

int SqliteDriver::authorize(void *self, int action, const char *, const char *second, const char *, const char *)
{
    const auto *driver = static_cast<const SqliteDriver *>(self);
    switch (action) {
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
        return driver->m_copying ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT:
        return driver->m_inScript ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_FUNCTION:
        return second && qstricmp(second, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
    default:
        return SQLITE_OK;
    }
}

Result<> SqliteDriver::configure(bool writable, bool inMemory)
{
    sqlite3_extended_result_codes(m_connection, 1);
    sqlite3_busy_timeout(m_connection, 5000);
    sqlite3_db_config(m_connection, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(m_connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(m_connection, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    sqlite3_db_config(m_connection, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(m_connection, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    // Without recursive triggers a REPLACE deletes rows behind the back of the triggers that keep them.
    if (auto set = run("PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON; PRAGMA cell_size_check=ON; "
                       "PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY");
        !set)
        return set;
    // Each page beyond the cache is a system call each time it is looked at; SQLite's own 2 MB hold the indexes of a
    // small company only. What is not used is not taken.
    if (auto set = run("PRAGMA cache_size=-16384"); !set)
        return set;
    // The first read of the file: what is no database, or damaged at its head, fails here.
    if (auto read = number("PRAGMA schema_version"); !read)
        return passOn(read);
    if (!writable || inMemory)
        return {};
    if (auto set = run("PRAGMA synchronous=FULL"); !set)
        return set;
    const auto mode = texts("PRAGMA journal_mode=WAL");
    if (!mode)
        return passOn(mode);
    if (*mode != QStringList{u"wal"_s})
        return fail(ErrorKind::Unavailable, u"storage.network_file"_s, {}, u"journal mode "_s + mode->join(u' '));
    return {};
}

Result<qint64> SqliteDriver::number(std::string_view sql)
{
    auto statement = prepare(sql);
    if (!statement)
        return passOn(statement);
    if ((*statement)->step() != Step::Row)
        return tl::unexpected((*statement)->lastError());
    return (*statement)->integer(0);
}

Result<QStringList> SqliteDriver::texts(std::string_view sql)
{
    auto statement = prepare(sql);
    if (!statement)
        return passOn(statement);
    QStringList found;
    Step step = Step::Done;
    while ((step = (*statement)->step()) == Step::Row)
        found << QString::fromUtf8((*statement)->bytes(0));
    if (step == Step::Failed)
        return tl::unexpected((*statement)->lastError());
    return found;
}

Result<> SqliteDriver::suspendRules()
{
    const auto names = texts("SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid");
    if (!names)
        return passOn(names);
    const auto triggers = texts("SELECT sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid");
    if (!triggers)
        return passOn(triggers);
    m_suspended = *triggers;
    for (QString name : *names) {
        // A DROP takes no bound value; the name is quoted.
        if (auto gone = run(("DROP TRIGGER \"" + name.replace(u'"', u"\"\""_s).toUtf8() + '"').constData()); !gone)
            return gone;
    }
    return run("PRAGMA defer_foreign_keys=ON");
}

Result<> SqliteDriver::restoreRules()
{
    for (const QString &trigger : std::exchange(m_suspended, {})) {
        if (auto made = run(trigger.toUtf8().constData()); !made)
            return made;
    }
    return {};
}

Result<bool> SqliteDriver::hasTable(QByteArrayView name)
{
    auto statement = prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?");
    if (!statement)
        return passOn(statement);
    (*statement)->bindText(0, name);
    const Step step = (*statement)->step();
    if (step == Step::Failed)
        return tl::unexpected((*statement)->lastError());
    return step == Step::Row;
}

Result<QByteArray> SqliteDriver::schemaFingerprint()
{
    // Statistics tables come and go with ANALYZE and hold no rule; everything else counts.
    auto statement = prepare("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema "
                             "WHERE name NOT IN ('sqlite_stat1', 'sqlite_stat4') ORDER BY type, name, tbl_name");
    if (!statement)
        return passOn(statement);
    CanonicalForm form;
    Step step = Step::Done;
    while ((step = (*statement)->step()) == Step::Row) {
        for (int column = 0; column < 4; ++column)
            form.add((*statement)->bytes(column).toByteArray().simplified());
    }
    if (step == Step::Failed)
        return tl::unexpected((*statement)->lastError());
    return form.digest();
}

Result<QStringList> SqliteDriver::findDamage(bool quick)
{
    auto found = texts(quick ? "PRAGMA quick_check" : "PRAGMA integrity_check");
    if (!found) {
        if (found.error().id != u"storage.damaged")
            return found;
        return QStringList{found.error().detail};
    }
    // What concerns one database comes as one text, a line for each finding below its name.
    QStringList findings = found->join(u'\n').split(u'\n', Qt::SkipEmptyParts);
    findings.removeAll(u"ok"_s);
    findings.removeAll(u"*** in database main ***"_s);
    *found = findings;
    if (!quick) {
        const auto orphans = findOrphans();
        if (!orphans)
            return orphans;
        *found << *orphans;
    }
    return found;
}

Result<> SqliteDriver::copyTo(const QString &path)
{
    if (inTransaction())
        return fail(ErrorKind::Internal, u"storage.in_transaction"_s);
    m_copying = true;
    const auto copied = [&]() -> Result<> {
        auto statement = prepare("VACUUM main INTO ?");
        if (!statement)
            return passOn(statement);
        (*statement)->bindText(0, path.toUtf8());
        if ((*statement)->step() == Step::Failed)
            return tl::unexpected((*statement)->lastError());
        return {};
    }();
    m_copying = false;
    return copied;
}

Result<std::unique_ptr<Driver>> connect(const QByteArray &name, int flags, bool inMemory)
{
    spareTheCountOfMemory();
    sqlite3 *connection = nullptr;
    const int code
        = sqlite3_open_v2(name.constData(), &connection, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    if (code != SQLITE_OK) {
        const Error error = sqliteError(code, connection ? messageOf(connection) : QString());
        sqlite3_close_v2(connection);
        return tl::unexpected(error);
    }
    auto driver = std::make_unique<SqliteDriver>(connection);
    if (auto configured
        = driver->configure((flags & SQLITE_OPEN_READWRITE) && sqlite3_db_readonly(connection, "main") == 0, inMemory);
        !configured)
        return passOn(configured);
    return driver;
}

/// A database on a medium that cannot be written or is full, with nothing left in a journal, can be read without locks:
/// nobody else can write to it either.
bool canBeImmutable(const QString &path)
{
    const QFileInfo journal(path + u"-wal"_s);
    return (!journal.exists() || journal.size() == 0)
           && (isFull(path) || !QFileInfo(QFileInfo(path).absolutePath()).isWritable());
}

} // namespace

Result<std::unique_ptr<Driver>> openSqlite(const QString &path, Access access)
{
    if (isUnsuitablePlace(path))
        return fail(ErrorKind::Unavailable, u"storage.network_file"_s, {{u"path"_s, path}});
    if (access == Access::Create) {
        if (auto created = createPrivately(path); !created)
            return passOn(created);
    } else if (!QFileInfo(path).isFile()) {
        return fail(ErrorKind::NotFound, u"storage.no_file"_s, {{u"path"_s, path}});
    } else if (auto ours = checkIsWorkspace(path); !ours) {
        return passOn(ours);
    }
    const QByteArray name = QFile::encodeName(QFileInfo(path).absoluteFilePath());
    const bool readOnly = access == Access::ReadOnly;
    auto driver = connect(name, readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE, false);
    if (!driver && readOnly && driver.error().id != u"storage.damaged" && canBeImmutable(path)) {
        const QByteArray uri
            = "file:" + QUrl::toPercentEncoding(QFileInfo(path).absoluteFilePath(), "/") + "?immutable=1";
        driver = connect(uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, false);
    }
    if (!driver) {
        nameDamage(driver.error(), path);
        const bool hasFailedToWrite
            = driver.error().id == u"storage.io"_s || driver.error().id == u"storage.disk_full"_s;
        if (hasFailedToWrite && isFull(path)) // the shared memory could not be made
            driver.error().id = u"storage.disk_full_to_write"_s;
    }
    return driver;
}

Result<std::unique_ptr<Driver>> openSqliteInMemory()
{
    return connect(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, true);
}

} // namespace accord::storage
