// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/postgresql_connection.h"

#include "core/storage/postgresql_error.h"

#include <array>
#include <poll.h>

namespace accord::storage {

namespace {

// What is shown and compared must not depend on how a server or a person is set up. Names are looked for in the schema
// of the workspace, never first among the temporary tables of somebody.
constexpr char sessionSettings[]
    = "SET search_path = acc, pg_temp; SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET lock_timeout = '5s'; "
      "SET client_min_messages = warning; SET default_transaction_isolation = 'read committed'; SET jit = off; "
      "SET standard_conforming_strings = on; SET idle_in_transaction_session_timeout = '15min'";

QString textOf(const PGresult *result, int field)
{
    return QString::fromUtf8(PQresultErrorField(result, field));
}

Error connectError(PGconn *connection)
{
    const QString message = QString::fromUtf8(PQerrorMessage(connection)).trimmed();
    const QVariantMap args{{u"problem"_s, message}};
    if (PQconnectionNeedsPassword(connection))
        return {ErrorKind::Forbidden, u"storage.password_needed"_s, args, message};
    // Only a server that answered can name a failure as fatal.
    if (message.contains(u"FATAL:"_s))
        return {ErrorKind::Unavailable, u"storage.server_refused"_s, args, message};
    return {ErrorKind::Unavailable, u"storage.server_unreachable"_s, args, message};
}

/// Settings that a workspace stands on: damaged pages are noticed, text is UTF-8.
Result<> checkSettings(PGconn *connection)
{
    struct Wanted
    {
        const char *name;
        QString value;
    };
    const std::array wanted{Wanted{"server_encoding", u"UTF8"_s}, Wanted{"integer_datetimes", u"on"_s}};
    for (const Wanted &setting : wanted) {
        const QString found = QString::fromLatin1(PQparameterStatus(connection, setting.name));
        if (found != setting.value)
            return fail(
                ErrorKind::InvalidInput, u"storage.server_setting"_s,
                {{u"setting"_s, QString::fromLatin1(setting.name)}, {u"found"_s, found}, {u"wanted"_s, setting.value}});
    }
    if (PQserverVersion(connection) < 140000)
        return fail(ErrorKind::InvalidInput, u"storage.server_setting"_s,
                    {{u"setting"_s, u"server_version"_s},
                     {u"found"_s, QString::fromLatin1(PQparameterStatus(connection, "server_version"))},
                     {u"wanted"_s, u"14"_s}});
    return {};
}

} // namespace

PostgreSqlConnection::PostgreSqlConnection(ServerOptions options, bool readOnly)
    : m_options(std::move(options))
    , m_readOnly(readOnly)
{ }

PostgreSqlConnection::~PostgreSqlConnection()
{
    close();
}

void PostgreSqlConnection::close()
{
    finishReading();
    const QMutexLocker locker(&m_cancelGuard);
    PQfreeCancel(m_cancel);
    m_cancel = nullptr;
    PQfinish(m_connection);
    m_connection = nullptr;
}

Result<> PostgreSqlConnection::connect()
{
    close();
    std::vector<const char *> names;
    std::vector<const char *> values;
    for (const auto &[name, value] : m_options) {
        names.push_back(name.constData());
        values.push_back(value.constData());
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    m_connection = PQconnectdbParams(names.data(), values.data(), 0);
    ++m_generation;
    if (PQstatus(m_connection) != CONNECTION_OK)
        return tl::unexpected(connectError(m_connection));
    PQsetNoticeProcessor(m_connection, [](void *, const char *) { }, nullptr);
    {
        const QMutexLocker locker(&m_cancelGuard);
        m_cancel = PQgetCancel(m_connection);
    }
    return prepareSession();
}

Result<> PostgreSqlConnection::prepareSession()
{
    if (auto sound = checkSettings(m_connection); !sound)
        return sound;
    if (const auto set = execute(sessionSettings); !set)
        return passOn(set);
    const auto checksums = execute("SELECT current_setting('data_checksums')");
    if (!checksums)
        return passOn(checksums);
    if (qstrcmp(PQgetvalue(checksums->get(), 0, 0), "on") != 0)
        return fail(ErrorKind::InvalidInput, u"storage.server_setting"_s,
                    {{u"setting"_s, u"data_checksums"_s}, {u"found"_s, u"off"_s}, {u"wanted"_s, u"on"_s}});
    if (m_readOnly) {
        if (const auto set = execute("SET default_transaction_read_only = on"); !set)
            return passOn(set);
    }
    return m_longestPause ? limitPauses(*m_longestPause) : Result<>();
}

Result<> PostgreSqlConnection::limitPauses(std::chrono::milliseconds pause)
{
    m_longestPause = pause;
    const QByteArray set
        = "SET idle_in_transaction_session_timeout = " + QByteArray::number(qint64(m_longestPause->count()));
    const auto done = execute(set.constData());
    return done ? Result<>() : passOn(done);
}

Result<bool> PostgreSqlConnection::waitForNotice(std::chrono::milliseconds longest)
{
    finishReading();
    pollfd socket{PQsocket(m_connection), POLLIN, 0};
    // What arrived with the answer to a statement is in memory already.
    const auto taken = [this] {
        bool any = false;
        while (PGnotify *notice = PQnotifies(m_connection)) {
            PQfreemem(notice);
            any = true;
        }
        return any;
    };
    if (taken())
        return true;
    if (::poll(&socket, 1, int(longest.count())) <= 0)
        return false;
    if (!PQconsumeInput(m_connection))
        return tl::unexpected(errorOf(nullptr));
    return taken();
}

Result<> PostgreSqlConnection::ensureAlive()
{
    return isLost() ? connect() : Result<>();
}

PGTransactionStatusType PostgreSqlConnection::transactionStatus() const
{
    return m_connection ? PQtransactionStatus(m_connection) : PQTRANS_UNKNOWN;
}

Result<PostgreSqlResult> PostgreSqlConnection::execute(const char *sql)
{
    finishReading();
    return checked(PQexec(m_connection, sql));
}

Result<PostgreSqlResult> PostgreSqlConnection::checked(PGresult *result)
{
    PostgreSqlResult kept(result);
    const ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_SINGLE_TUPLE)
        return tl::unexpected(errorOf(result));
    return kept;
}

Error PostgreSqlConnection::errorOf(const PGresult *result) const
{
    PostgreSqlFailure failure;
    if (result) {
        failure.state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
        failure.message = textOf(result, PG_DIAG_MESSAGE_PRIMARY);
        failure.detail = textOf(result, PG_DIAG_MESSAGE_DETAIL);
        failure.table = textOf(result, PG_DIAG_TABLE_NAME);
        failure.column = textOf(result, PG_DIAG_COLUMN_NAME);
        failure.constraint = textOf(result, PG_DIAG_CONSTRAINT_NAME);
    }
    if (failure.state.isEmpty())
        failure.message = QString::fromUtf8(PQerrorMessage(m_connection)).trimmed();
    return postgreSqlError(failure);
}

Error PostgreSqlConnection::lost()
{
    return postgreSqlError({{}, u"the connection of this transaction is gone"_s, {}, {}, {}, {}});
}

void PostgreSqlConnection::readOne()
{
    IncomingRows &incoming = *m_incoming;
    PostgreSqlResult result(PQgetResult(m_connection));
    switch (PQresultStatus(result.get())) {
    case PGRES_SINGLE_TUPLE:
        incoming.rows.push_back(std::move(result));
        return;
    case PGRES_TUPLES_OK: // the end of the rows
    case PGRES_COMMAND_OK:
        incoming.changes = QByteArray(PQcmdTuples(result.get())).toLongLong();
        break;
    default:
        incoming.failure = errorOf(result.get());
        break;
    }
    incoming.isWhole = true;
    m_incoming = nullptr;
    while (result)
        result.reset(PQgetResult(m_connection));
}

void PostgreSqlConnection::finishReading()
{
    while (m_incoming)
        readOne();
}

void PostgreSqlConnection::stopReading(const IncomingRows *rows)
{
    while (m_incoming == rows) {
        readOne();
        if (m_incoming)
            m_incoming->rows.clear();
    }
}

void PostgreSqlConnection::interrupt()
{
    const QMutexLocker locker(&m_cancelGuard);
    std::array<char, 256> message;
    if (m_cancel)
        PQcancel(m_cancel, message.data(), int(message.size()));
}

} // namespace accord::storage
