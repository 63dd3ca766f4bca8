// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/postgresql_connection.h"
#include "core/storage/postgresql_text.h"

#include <vector>

namespace accord::storage {

/// What a statement needs to know of the driver it belongs to.
class PostgreSqlTransactions
{
public:
    virtual ~PostgreSqlTransactions();

    virtual PostgreSqlConnection &connection() = 0;
    virtual Result<> begin(bool forWriting) = 0;
    virtual Result<> commit() = 0;
    virtual void rollback() = 0;
    /// Whether a transaction was begun and not yet ended, be it that it failed.
    virtual bool hasTransaction() const = 0;
    virtual void noteChanges(qint64 rows) = 0;
};

/// A statement prepared on the server. Parameters go as text except identifiers and bytes; columns come in binary.
///
/// Rows are read as they arrive, so a large answer needs no memory for all of it. Outside of a transaction a statement
/// that writes is one of its own, as for SQLite.
class PostgreSqlStatement final : public DriverStatement
{
public:
    PostgreSqlStatement(PostgreSqlTransactions &transactions, std::string_view sql);
    ~PostgreSqlStatement() override;
    Q_DISABLE_COPY_MOVE(PostgreSqlStatement)

    Result<> prepare();

    void bindNull(int parameter) override;
    void bindInteger(int parameter, qint64 value) override;
    void bindText(int parameter, QByteArrayView utf8) override;
    void bindBlob(int parameter, QByteArrayView bytes) override;
    void bindUuid(int parameter, const QUuid &value) override;
    int parameterCount() const override { return m_text.parameters; }

    Step step() override;
    Error lastError() const override { return m_error; }
    void reset() override;

    int columnCount() const override { return int(m_columns.size()); }
    QString columnName(int column) const override { return m_columnNames.value(column); }
    Holding holding(int column) const override;
    bool isNull(int column) const override;
    qint64 integer(int column) const override;
    QByteArrayView bytes(int column) const override;
    QUuid uuid(int column) const override;

private:
    struct Parameter
    {
        QByteArray value;
        bool isNull = true;
        bool isBinary = false;
    };
    /// The arguments of PQexecPrepared() and PQsendQueryPrepared().
    struct Arguments
    {
        std::vector<const char *> values;
        std::vector<int> lengths;
        std::vector<int> formats;
    };

    std::vector<unsigned> typesFor(const QByteArray &sql) const;
    Result<> prepareAs(const QByteArray &name, const QByteArray &sql);
    Result<> describe(const char *name);
    Arguments arguments() const;
    Result<> ready();
    Result<> start();
    Result<> runWhole();
    Result<> runInItsOwnTransaction();
    Result<> sendForRows();
    Step fail(const Error &error);
    QByteArrayView binary(int column) const;

    PostgreSqlTransactions &m_transactions;
    PostgreSqlText m_text;
    QByteArray m_name;
    int m_generation = 0;
    std::vector<unsigned> m_types; ///< of the parameters
    std::vector<unsigned> m_columns;
    QStringList m_columnNames;
    std::vector<Parameter> m_parameters;

    bool m_started = false;
    IncomingRows m_incoming;
    PostgreSqlResult m_result; ///< the present row, or all of them
    int m_row = -1;
    mutable std::vector<QByteArray> m_made; ///< columns of the present row whose text had to be made
    Error m_error;
};

} // namespace accord::storage
