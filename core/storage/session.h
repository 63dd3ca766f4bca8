// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/dialect.h"
#include "core/storage/driver.h"
#include "core/storage/sql.h"
#include "core/storage/sqlite_driver.h"
#include "core/storage/statement.h"

#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace accord::storage {

/// One connection to a workspace; it lives and dies in one thread (interrupt() alone may come from another).
class Session
{
public:
    /// Opens a workspace file, or the database of a team by its URL, without any check of what is in it;
    /// `openWorkspace()` is what a program calls.
    static Result<std::unique_ptr<Session>> open(const QString &path, Access access);
    /// An empty database in memory.
    static Result<std::unique_ptr<Session>> openInMemory();

    explicit Session(std::unique_ptr<Driver> driver, const QString &path = {});
    ~Session();
    Q_DISABLE_COPY_MOVE(Session)

    /// A prepared statement; preparing the same text again costs nothing. A failure to prepare shows when it is run.
    Statement statement(Sql sql);
    /// The same for a text that was composed; it is kept as long as the session.
    Statement statement(const ComposedSql &sql);
    /// Binds \a values in order and runs a statement that returns no rows. \returns the number of rows it changed.
    template<typename... Values> Result<qint64> run(Sql sql, const Values &...values)
    {
        return statement(sql).bind(values...).run();
    }

    const Dialect &dialect() const { return m_dialect; }
    /// The file or URL; empty for a database in memory.
    const QString &path() const { return m_path; }
    bool isReadOnly() const { return m_driver->isReadOnly(); }
    bool inTransaction() const { return m_depth > 0; }
    /// A number that changes whenever another session has committed.
    Result<qint64> dataVersion() { return m_driver->dataVersion(); }
    /// Aborts the running statement with Cancelled "storage.interrupted"; from any thread.
    void interrupt() { m_driver->interrupt(); }
    /// Maintenance, migrations and backups speak with the driver itself.
    Driver &driver() { return *m_driver; }

private:
    friend class Statement;
    friend class Transaction;

    Statement prepared(std::string_view sql);
    Result<> begin(bool forWriting);
    Result<> leave(bool committed);
    void doom(const Error &error);
    std::unique_ptr<DriverStatement> takeFromCache(std::string_view sql);
    void giveBack(std::string_view sql, std::unique_ptr<DriverStatement> statement);

    std::unique_ptr<Driver> m_driver;
    QString m_path;
    Dialect m_dialect;
    int m_depth = 0;
    bool m_writing = false;
    std::optional<Error> m_doom; ///< why nothing may run until the outermost transaction has ended
    std::unordered_set<std::string> m_composed; ///< what the cache and running statements point into
    std::unordered_map<std::string_view, std::vector<std::unique_ptr<DriverStatement>>> m_cache;
};

} // namespace accord::storage
