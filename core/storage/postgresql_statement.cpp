// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/postgresql_statement.h"

#include "core/storage/postgresql_values.h"

namespace accord::storage {

namespace {

bool isLoss(const Error &error)
{
    return error.id == u"storage.connection_lost";
}

} // namespace

PostgreSqlTransactions::~PostgreSqlTransactions() = default;

PostgreSqlStatement::PostgreSqlStatement(PostgreSqlTransactions &transactions, std::string_view sql)
    : m_transactions(transactions)
    , m_text(postgreSqlText(sql))
    , m_parameters(size_t(m_text.parameters))
{ }

PostgreSqlStatement::~PostgreSqlStatement()
{
    // It is not taken back from the server: statements live as long as their session, and the server forgets them with
    // the connection.
    m_transactions.connection().stopReading(&m_incoming);
}

Result<> PostgreSqlStatement::describe(const char *name)
{
    PostgreSqlConnection &connection = m_transactions.connection();
    const auto described = connection.checked(PQdescribePrepared(connection.handle(), name));
    if (!described)
        return passOn(described);
    m_types.assign(size_t(m_text.parameters), PostgreSqlType::Text);
    for (int i = 0; i < PQnparams(described->get()); ++i) {
        if (const unsigned type = PQparamtype(described->get(), i); type != 0)
            m_types[size_t(i)] = type;
    }
    m_columns.clear();
    m_columnNames.clear();
    for (int i = 0; i < PQnfields(described->get()); ++i) {
        m_columns.push_back(PQftype(described->get(), i));
        m_columnNames << QString::fromUtf8(PQfname(described->get(), i));
    }
    return {};
}

/// A number that nothing stands for has no type of its own; the server wants one all the same.
std::vector<unsigned> PostgreSqlStatement::typesFor(const QByteArray &sql) const
{
    std::vector<unsigned> types = m_types;
    const auto mentioned = mentionedParameters(sql, m_text.parameters);
    for (size_t i = 0; i < types.size(); ++i) {
        if (!mentioned[i] && types[i] == 0)
            types[i] = PostgreSqlType::Text;
    }
    return types;
}

Result<> PostgreSqlStatement::prepareAs(const QByteArray &name, const QByteArray &sql)
{
    PostgreSqlConnection &connection = m_transactions.connection();
    const auto types = typesFor(sql);
    const auto prepared = connection.checked(
        PQprepare(connection.handle(), name.constData(), sql.constData(), m_text.parameters, types.data()));
    return prepared ? describe(name.constData()) : passOn(prepared);
}

Result<> PostgreSqlStatement::prepare()
{
    PostgreSqlConnection &connection = m_transactions.connection();
    connection.finishReading();
    m_types.assign(size_t(m_text.parameters), 0);
    if (!m_text.withoutNullTests.isEmpty()) {
        if (auto learned = prepareAs("", m_text.withoutNullTests); !learned)
            return learned;
    }
    m_name = connection.nextName();
    if (auto prepared = prepareAs(m_name, m_text.sql); !prepared)
        return prepared;
    m_generation = connection.generation();
    return {};
}

void PostgreSqlStatement::bindNull(int parameter)
{
    m_parameters[size_t(parameter)] = {};
}

void PostgreSqlStatement::bindInteger(int parameter, qint64 value)
{
    m_parameters[size_t(parameter)] = {QByteArray::number(value), false, false};
}

void PostgreSqlStatement::bindText(int parameter, QByteArrayView utf8)
{
    m_parameters[size_t(parameter)] = {utf8.isEmpty() ? QByteArray("") : utf8.toByteArray(), false, false};
}

void PostgreSqlStatement::bindBlob(int parameter, QByteArrayView bytes)
{
    m_parameters[size_t(parameter)] = {bytes.isEmpty() ? QByteArray("") : bytes.toByteArray(), false, true};
}

void PostgreSqlStatement::bindUuid(int parameter, const QUuid &value)
{
    if (m_types[size_t(parameter)] == PostgreSqlType::Text)
        bindText(parameter, value.toByteArray(QUuid::WithoutBraces));
    else
        bindBlob(parameter, value.toRfc4122());
}

PostgreSqlStatement::Arguments PostgreSqlStatement::arguments() const
{
    Arguments arguments;
    for (const Parameter &parameter : m_parameters) {
        arguments.values.push_back(parameter.isNull ? nullptr : parameter.value.constData());
        arguments.lengths.push_back(int(parameter.value.size()));
        arguments.formats.push_back(parameter.isBinary ? 1 : 0);
    }
    return arguments;
}

/// Alive and prepared, on the connection of the transaction if there is one.
Result<> PostgreSqlStatement::ready()
{
    PostgreSqlConnection &connection = m_transactions.connection();
    if (m_transactions.hasTransaction()) {
        if (connection.isLost())
            return tl::unexpected(PostgreSqlConnection::lost());
    } else if (auto alive = connection.ensureAlive(); !alive) {
        return alive;
    }
    connection.finishReading();
    return m_generation == connection.generation() ? Result<>() : prepare();
}

Result<> PostgreSqlStatement::runWhole()
{
    if (auto prepared = ready(); !prepared)
        return prepared;
    PostgreSqlConnection &connection = m_transactions.connection();
    const Arguments given = arguments();
    auto done = connection.checked(PQexecPrepared(connection.handle(), m_name.constData(), m_text.parameters,
                                                  given.values.data(), given.lengths.data(), given.formats.data(), 1));
    if (!done)
        return passOn(done);
    m_result = std::move(*done);
    m_transactions.noteChanges(QByteArray(PQcmdTuples(m_result.get())).toLongLong());
    return {};
}

Result<> PostgreSqlStatement::runInItsOwnTransaction()
{
    if (auto begun = m_transactions.begin(true); !begun) {
        m_transactions.rollback();
        return begun;
    }
    if (auto done = runWhole(); !done) {
        m_transactions.rollback();
        return done;
    }
    return m_transactions.commit();
}

Result<> PostgreSqlStatement::sendForRows()
{
    if (auto prepared = ready(); !prepared)
        return prepared;
    PostgreSqlConnection &connection = m_transactions.connection();
    const Arguments given = arguments();
    if (!PQsendQueryPrepared(connection.handle(), m_name.constData(), m_text.parameters, given.values.data(),
                             given.lengths.data(), given.formats.data(), 1))
        return tl::unexpected(connection.errorOf(nullptr));
    PQsetSingleRowMode(connection.handle());
    m_incoming = {};
    m_incoming.isWhole = false;
    connection.startReading(&m_incoming);
    connection.readOne();
    if (m_incoming.failure)
        return tl::unexpected(*m_incoming.failure);
    return {};
}

Result<> PostgreSqlStatement::start()
{
    m_started = true;
    m_incoming = {};
    m_row = -1;
    if (m_text.writes && !m_transactions.hasTransaction())
        return runInItsOwnTransaction();
    if (m_columns.empty())
        return runWhole();
    auto sent = sendForRows();
    // Nothing was read yet and nothing written: asking again on a new connection is the same question.
    if (!sent && isLoss(sent.error()) && !m_transactions.hasTransaction())
        sent = sendForRows();
    return sent;
}

Step PostgreSqlStatement::fail(const Error &error)
{
    m_error = error;
    m_result.reset();
    return Step::Failed;
}

Step PostgreSqlStatement::step()
{
    m_made.clear();
    if (!m_started) {
        if (const auto begun = start(); !begun)
            return fail(begun.error());
    }
    PostgreSqlConnection &connection = m_transactions.connection();
    while (m_incoming.rows.empty() && !m_incoming.isWhole)
        connection.readOne();
    if (!m_incoming.rows.empty()) {
        m_result = std::move(m_incoming.rows.front());
        m_incoming.rows.pop_front();
        m_row = 0;
        return Step::Row;
    }
    if (m_incoming.failure)
        return fail(*m_incoming.failure);
    // All rows at once, or the end of those that came one by one.
    if (m_result && PQresultStatus(m_result.get()) == PGRES_TUPLES_OK && ++m_row < PQntuples(m_result.get()))
        return Step::Row;
    if (m_text.writes && !m_columns.empty() && m_incoming.changes > 0)
        m_transactions.noteChanges(m_incoming.changes);
    return Step::Done;
}

void PostgreSqlStatement::reset()
{
    m_transactions.connection().stopReading(&m_incoming);
    if (m_started && m_text.writes && m_incoming.changes > 0)
        m_transactions.noteChanges(m_incoming.changes);
    m_incoming = {};
    m_result.reset();
    m_started = false;
    m_row = -1;
    m_made.clear();
    for (Parameter &parameter : m_parameters)
        parameter = {};
}

Holding PostgreSqlStatement::holding(int column) const
{
    if (isNull(column))
        return Holding::Null;
    switch (m_columns[size_t(column)]) {
    case PostgreSqlType::Boolean:
    case PostgreSqlType::Integer2:
    case PostgreSqlType::Integer4:
    case PostgreSqlType::Integer8:
        return Holding::Integer;
    case PostgreSqlType::Bytes:
    case PostgreSqlType::Uuid:
        return Holding::Bytes;
    default:
        return Holding::Text;
    }
}

bool PostgreSqlStatement::isNull(int column) const
{
    return PQgetisnull(m_result.get(), m_row, column) == 1;
}

QByteArrayView PostgreSqlStatement::binary(int column) const
{
    return {PQgetvalue(m_result.get(), m_row, column), qsizetype(PQgetlength(m_result.get(), m_row, column))};
}

qint64 PostgreSqlStatement::integer(int column) const
{
    return isNull(column) ? 0 : storedInteger(m_columns[size_t(column)], binary(column));
}

QByteArrayView PostgreSqlStatement::bytes(int column) const
{
    if (isNull(column))
        return {};
    m_made.resize(m_columns.size());
    return storedForm(m_columns[size_t(column)], binary(column), m_made[size_t(column)]);
}

QUuid PostgreSqlStatement::uuid(int column) const
{
    const QByteArrayView raw = binary(column);
    return !isNull(column) && raw.size() == 16 ? QUuid::fromRfc4122(raw) : QUuid();
}

} // namespace accord::storage
