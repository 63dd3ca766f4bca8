// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/storage/dialect.h"

#include <QtCore/QByteArray>
#include <QtCore/QStringList>
#include <QtCore/QUuid>

#include <memory>
#include <optional>
#include <string_view>

namespace accord::storage {

/// What a column of the present row holds.
enum class Holding { Null, Integer, Text, Bytes };

/// What a prepared statement did in one step.
enum class Step { Row, Done, Failed };

/// One prepared statement of a database. Parameters and columns count from 0; text is UTF-8.
class DriverStatement
{
public:
    virtual ~DriverStatement();

    virtual void bindNull(int parameter) = 0;
    virtual void bindInteger(int parameter, qint64 value) = 0;
    virtual void bindText(int parameter, QByteArrayView utf8) = 0;
    virtual void bindBlob(int parameter, QByteArrayView bytes) = 0;
    virtual void bindUuid(int parameter, const QUuid &value) = 0;
    virtual int parameterCount() const = 0;

    virtual Step step() = 0;
    virtual Error lastError() const = 0;
    /// Ends the execution; all values are bound anew before the next one.
    virtual void reset() = 0;

    virtual int columnCount() const = 0;
    virtual QString columnName(int column) const = 0;
    virtual Holding holding(int column) const = 0;
    virtual bool isNull(int column) const = 0;
    virtual qint64 integer(int column) const = 0;
    /// Text or blob of the present row; valid until the next step.
    virtual QByteArrayView bytes(int column) const = 0;
    /// Null when the column does not hold an identifier.
    virtual QUuid uuid(int column) const = 0;
};

/// One connection to a database; the border behind which SQLite and PostgreSQL stand.
class Driver
{
public:
    virtual ~Driver();

    virtual Dialect::Database database() const = 0;

    virtual Result<std::unique_ptr<DriverStatement>> prepare(std::string_view sql) = 0;
    /// Runs every statement of a migration; it may not begin or end a transaction.
    virtual Result<> executeScript(const QByteArray &script) = 0;

    virtual Result<> begin(bool forWriting) = 0;
    virtual Result<> commit() = 0;
    virtual void rollback() = 0;
    virtual bool inTransaction() const = 0;
    /// Constraints between tables are tested by the caller at the end instead (migrations that rebuild a table).
    virtual Result<> setForeignKeys(bool enforced) = 0;

    /// Rows inserted, changed or deleted by the last statement.
    virtual qint64 changes() const = 0;
    /// Changes whenever another connection has committed.
    virtual Result<qint64> dataVersion() = 0;
    /// Aborts what runs now; may be called from any thread.
    virtual void interrupt() = 0;

    /// Until restoreRules(), triggers do not run and references are tested at the end: for rows that were kept by these
    /// rules elsewhere. Both within one transaction.
    virtual Result<> suspendRules() = 0;
    /// The rules as they were; numbers that the database gives go on behind the highest there is.
    virtual Result<> restoreRules() = 0;
    virtual Result<bool> hasTable(QByteArrayView name) = 0;
    /// Rows that point at one that is not there; databases that never leave one find none.
    virtual Result<QStringList> findOrphans() = 0;
    /// SHA-256 over everything the schema holds, hexadecimal.
    virtual Result<QByteArray> schemaFingerprint() = 0;
    /// Notes the fingerprint as that of the program's schema, where it cannot be computed without the database.
    virtual Result<> recordFingerprint() = 0;
    /// What recordFingerprint() noted; nothing where a database in memory can be made to compare with.
    virtual Result<std::optional<QByteArray>> recordedFingerprint() = 0;
    /// Damage found; empty when there is none. \a quick leaves out the comparison of indexes with their tables.
    virtual Result<QStringList> findDamage(bool quick) = 0;
    /// Writes a consistent copy to \a path, which must be absent or an empty file.
    virtual Result<> copyTo(const QString &path) = 0;
    virtual Result<int> applicationId() = 0;
    virtual Result<> setApplicationId(int id) = 0;
    /// Moves the journal into the main file; nothing to do on a server.
    virtual Result<> checkpoint() = 0;
    /// Pages of journal after which it is moved by itself; bulk writers raise it.
    virtual Result<> setCheckpointInterval(int pages) = 0;
    virtual bool isReadOnly() const = 0;
};

} // namespace accord::storage
