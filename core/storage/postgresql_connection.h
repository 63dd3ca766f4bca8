// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/driver.h"
#include "core/storage/postgresql_address.h"

#include <QtCore/QMutex>

#include <libpq-fe.h>

#include <chrono>
#include <deque>
#include <memory>

namespace accord::storage {

struct ResultDeleter
{
    void operator()(PGresult *result) const { PQclear(result); }
};
using PostgreSqlResult = std::unique_ptr<PGresult, ResultDeleter>;

/// Rows that arrive one by one. When something else needs the connection, the rest of them is taken into memory.
struct IncomingRows
{
    std::deque<PostgreSqlResult> rows; ///< arrived, not yet asked for
    std::optional<Error> failure; ///< after the rows
    qint64 changes = 0;
    bool isWhole = true;
};

/// A connection of libpq with the settings of every session, made anew when it was lost.
class PostgreSqlConnection
{
public:
    PostgreSqlConnection(ServerOptions options, bool readOnly);
    ~PostgreSqlConnection();
    Q_DISABLE_COPY_MOVE(PostgreSqlConnection)

    Result<> connect();
    /// Connects again when the connection was lost and no transaction with it.
    Result<> ensureAlive();
    /// Rises with each connection: what was prepared on an earlier one is gone.
    int generation() const { return m_generation; }
    bool isLost() const { return !m_connection || PQstatus(m_connection) != CONNECTION_OK; }
    PGTransactionStatusType transactionStatus() const;
    PGconn *handle() { return m_connection; }
    /// For a prepared statement; never the same twice.
    QByteArray nextName() { return 's' + QByteArray::number(++m_names); }

    /// Runs one or more statements without parameters; the result is that of the last.
    Result<PostgreSqlResult> execute(const char *sql);
    /// Takes \a result when it is not a failure.
    Result<PostgreSqlResult> checked(PGresult *result);
    Error errorOf(const PGresult *result) const;

    /// From now on \a rows is what arrives on the connection.
    void startReading(IncomingRows *rows) { m_incoming = rows; }
    /// Reads one more row into the incoming rows, or their end.
    void readOne();
    /// Takes what still arrives into memory, so that another statement may run.
    void finishReading();
    void stopReading(const IncomingRows *rows);

    /// Takes what the server has sent without being asked. \returns whether a notice was among it, after \a longest at
    /// the latest.
    Result<bool> waitForNotice(std::chrono::milliseconds longest);
    /// The server ends a transaction that pauses for so long, on this connection and those that replace it.
    Result<> limitPauses(std::chrono::milliseconds pause);

    /// Asks the server to abort what runs; from any thread.
    void interrupt();
    /// Why the transaction of this connection cannot go on, since the connection is another.
    static Error lost();

private:
    Result<> prepareSession();
    void close();

    ServerOptions m_options;
    bool m_readOnly;
    PGconn *m_connection = nullptr;
    IncomingRows *m_incoming = nullptr;
    int m_generation = 0;
    int m_names = 0;
    std::optional<std::chrono::milliseconds> m_longestPause;
    QMutex m_cancelGuard;
    PGcancel *m_cancel = nullptr;
};

} // namespace accord::storage
