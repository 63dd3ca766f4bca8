// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/statement.h"

#include "core/base/iso_date.h"
#include "core/storage/session.h"
#include "core/storage/sqlite_error.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QRegularExpression>
#include <QtCore/QTimeZone>
#include <QtCore/QVarLengthArray>

#include <utility>

namespace accord::storage {

Statement::Statement(Session &session, std::string_view sql, std::unique_ptr<DriverStatement> statement)
    : m_session(&session)
    , m_sql(sql)
    , m_statement(std::move(statement))
{ }

Statement::Statement(Session &session, const Error &error)
    : m_session(&session)
    , m_error(error)
{ }

Statement::~Statement()
{
    if (m_statement)
        m_session->giveBack(m_sql, std::move(m_statement));
}

void Statement::rewind()
{
    if (!m_statement)
        return;
    m_statement->reset();
    m_error.reset();
    m_bound = true;
    m_onRow = false;
}

void Statement::expectParameters(int bound)
{
    if (m_statement && bound != m_statement->parameterCount())
        failWith({ErrorKind::Internal,
                  u"storage.parameters"_s,
                  {},
                  QString::fromUtf8(m_sql.data(), qsizetype(m_sql.size()))});
}

void Statement::failWith(const Error &error)
{
    m_onRow = false;
    if (!m_error)
        m_error = error;
}

bool Statement::next()
{
    m_onRow = false;
    if (m_error || !m_statement)
        return false;
    if (m_session->m_doom) {
        failWith(*m_session->m_doom);
        return false;
    }
    if (const int filled = std::exchange(m_filled, 0); filled > 0)
        expectParameters(filled);
    else if (!m_bound)
        expectParameters(0);
    if (m_error)
        return false;
    m_column = 0;
    switch (m_statement->step()) {
    case Step::Row:
        return m_onRow = true;
    case Step::Done:
        return false;
    case Step::Failed:
        break;
    }
    Error failure = m_statement->lastError();
    if (failure.id == u"storage.damaged"_s)
        nameDamage(failure, m_session->path());
    failWith(failure);
    m_statement->reset();
    // SQLite may have ended the transaction by itself, and after a failing disk nothing of it may be kept: what follows
    // must neither run outside of it nor be committed.
    const bool diskFailed
        = m_error->id == u"storage.disk_full" || m_error->id == u"storage.io" || m_error->id == u"storage.damaged";
    if (m_session->m_depth > 0 && (diskFailed || !m_session->m_driver->inTransaction()))
        m_session->doom(*m_error);
    return false;
}

Result<> Statement::finish()
{
    m_onRow = false;
    if (m_statement)
        m_statement->reset();
    if (m_error)
        return tl::unexpected(*m_error);
    return {};
}

Result<qint64> Statement::run()
{
    while (next()) { }
    if (m_error)
        return tl::unexpected(*m_error);
    const qint64 changed = m_session->m_driver->changes();
    m_statement->reset();
    return changed;
}

void Statement::bindNull(int parameter)
{
    if (m_statement)
        m_statement->bindNull(parameter);
}

void Statement::bindInteger(int parameter, qint64 value)
{
    if (m_statement)
        m_statement->bindInteger(parameter, value);
}

namespace {

constexpr qsizetype shortText = 256;
using ShortText = QVarLengthArray<char, shortText>;

/// \a text as bytes when all of it is ASCII without NUL, as nearly all of it is: these need no check and no heap.
bool copyAscii(const QString &text, ShortText &bytes)
{
    bytes.resize(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (c == 0 || c > 0x7f)
            return false;
        bytes[i] = char(c);
    }
    return true;
}

} // namespace

void Statement::bindOne(int parameter, const QString &text)
{
    if (text.isNull())
        return bindNull(parameter);
    ShortText bytes;
    if (text.size() <= shortText && copyAscii(text, bytes)) {
        if (m_statement)
            m_statement->bindText(parameter, QByteArrayView(bytes.constData(), bytes.size()));
        return;
    }
    if (text.contains(QChar(u'\0')) || !text.isValidUtf16())
        return failWith({ErrorKind::InvalidInput, u"storage.text_invalid"_s, {{u"parameter"_s, parameter + 1}}, {}});
    if (m_statement)
        m_statement->bindText(parameter, text.toUtf8());
}

void Statement::bindOne(int parameter, const QByteArray &bytes)
{
    if (bytes.isNull())
        return bindNull(parameter);
    if (m_statement)
        m_statement->bindBlob(parameter, bytes);
}

void Statement::bindOne(int parameter, const QUuid &uuid)
{
    if (uuid.isNull())
        return bindNull(parameter);
    if (m_statement)
        m_statement->bindUuid(parameter, uuid);
}

void Statement::bindOne(int parameter, const QDate &day)
{
    if (!day.isValid())
        return bindNull(parameter);
    bindOne(parameter, isoDate(day));
}

void Statement::bindOne(int parameter, const QDateTime &instant)
{
    bindOne(parameter, instant.isValid() ? instant.toUTC().toString(Qt::ISODateWithMs) : QString());
}

void Statement::bindOne(int parameter, const Decimal &number)
{
    bindOne(parameter, number.toString());
}

void Statement::bindOne(int parameter, const Currency &currency)
{
    bindOne(parameter, currency.isNull() ? QString() : currency.code());
}

void Statement::bindOne(int parameter, const QJsonObject &json)
{
    bindOne(parameter, QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)));
}

void Statement::bindOne(int parameter, const QJsonArray &json)
{
    bindOne(parameter, QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)));
}

bool Statement::isUsable(int column)
{
    if (!m_onRow)
        return false;
    if (column >= 0 && column < m_statement->columnCount())
        return true;
    failWith({ErrorKind::Internal, u"storage.column"_s, {{u"column"_s, column}}, {}});
    return false;
}

/// As people find it: the table that the statement reads first, and the name of the column.
QString Statement::placeOf(int column) const
{
    static const QRegularExpression table(u"\\bFROM\\s+(\\w+)"_s);
    const QString from = table.match(QString::fromUtf8(m_sql.data(), qsizetype(m_sql.size()))).captured(1);
    const QString name = m_statement->columnName(column);
    return from.isEmpty() ? name : u"%1 of the table %2"_s.arg(name, from);
}

void Statement::damagedColumn(int column)
{
    failWith(
        {ErrorKind::Internal,
         u"storage.damaged"_s,
         {{u"path"_s, m_session->path()}, {u"findings"_s, u"what stands in %1 cannot be read"_s.arg(placeOf(column))}},
         u"unexpected value in column %1 of: %2"_s.arg(column).arg(
             QString::fromUtf8(m_sql.data(), qsizetype(m_sql.size())))});
}

qint64 Statement::integerAt(int column)
{
    if (!isUsable(column))
        return 0;
    if (m_statement->isNull(column)) {
        damagedColumn(column);
        return 0;
    }
    return m_statement->integer(column);
}

QString Statement::textAt(int column)
{
    if (!isUsable(column) || m_statement->isNull(column))
        return {};
    const QByteArrayView utf8 = m_statement->bytes(column);
    return utf8.isEmpty() ? u""_s : QString::fromUtf8(utf8);
}

QByteArrayView Statement::readBytes()
{
    const int column = m_column++;
    return isUsable(column) ? m_statement->bytes(column) : QByteArrayView();
}

void Statement::readInto(int column, QString &text)
{
    text = textAt(column);
}

void Statement::readInto(int column, QByteArray &bytes)
{
    if (isUsable(column) && !m_statement->isNull(column)) {
        const QByteArrayView stored = m_statement->bytes(column);
        bytes = stored.isEmpty() ? QByteArray("") : stored.toByteArray();
    }
}

void Statement::readInto(int column, QUuid &uuid)
{
    if (!isUsable(column) || m_statement->isNull(column))
        return;
    uuid = m_statement->uuid(column);
    if (uuid.isNull())
        damagedColumn(column);
}

void Statement::readInto(int column, QDate &day)
{
    const QString text = textAt(column);
    if (text.isNull())
        return;
    day = QDate::fromString(text, Qt::ISODate);
    if (!day.isValid())
        damagedColumn(column);
}

void Statement::readInto(int column, QDateTime &instant)
{
    const QString text = textAt(column);
    if (text.isNull())
        return;
    instant = QDateTime::fromString(text, Qt::ISODateWithMs).toUTC();
    if (!instant.isValid())
        damagedColumn(column);
}

void Statement::readInto(int column, Decimal &number)
{
    const auto parsed = Decimal::parse(textAt(column));
    if (parsed)
        number = *parsed;
    else if (m_onRow)
        damagedColumn(column);
}

void Statement::readInto(int column, Currency &currency)
{
    const QString code = textAt(column);
    if (code.isNull())
        return;
    const auto known = Currency::fromCodeOrFormer(code); // old bank statements are in currencies of their day
    if (known)
        currency = *known;
    else
        damagedColumn(column);
}

void Statement::readInto(int column, QJsonObject &json)
{
    const QString text = textAt(column);
    if (text.isNull())
        return;
    const auto document = QJsonDocument::fromJson(text.toUtf8());
    if (!document.isObject())
        return damagedColumn(column);
    json = document.object();
}

void Statement::readInto(int column, QJsonArray &json)
{
    const QString text = textAt(column);
    if (text.isNull())
        return;
    const auto document = QJsonDocument::fromJson(text.toUtf8());
    if (!document.isArray())
        return damagedColumn(column);
    json = document.array();
}

} // namespace accord::storage
