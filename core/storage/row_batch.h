// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/money/money.h"
#include "core/storage/session.h"

#include <QtCore/QDate>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

#include <initializer_list>
#include <optional>
#include <vector>

namespace accord::storage {

/// Rows for one table that go to a server in one statement, since each statement is a journey there and back:
///
///     INSERT INTO t (a, b) SELECT a, b FROM json_populate_recordset(NULL::acc.t, ?::json)
///
/// What is null (null string, invalid date, null id, empty optional) becomes NULL, as in a Statement; bytes go as
/// "\x…".
class RowBatch
{
public:
    /// A file has no journeys: there each row is a statement of its own.
    static bool suits(const Session &session) { return session.dialect().database() == Dialect::Database::PostgreSql; }

    explicit RowBatch(std::initializer_list<const char *> columns)
    {
        for (const char *column : columns)
            m_columns.push_back(QString::fromLatin1(column));
    }

    /// A value for each column, in their order.
    template<typename... Values> void add(const Values &...values)
    {
        Q_ASSERT(sizeof...(values) == m_columns.size());
        QJsonObject row;
        size_t column = 0;
        (row.insert(m_columns[column++], toJson(values)), ...);
        m_rows.append(row);
    }
    bool isEmpty() const { return m_rows.isEmpty(); }
    qsizetype size() const { return m_rows.size(); }
    /// Runs \a insert with the rows so far, if there are any, and forgets them.
    /// \returns InvalidInput "storage.text_invalid".
    Result<> store(Session &session, Sql insert);

private:
    QJsonValue toJson(const QString &text);
    static QJsonValue toJson(const QByteArray &bytes);
    static QJsonValue toJson(const QUuid &uuid)
    {
        return uuid.isNull() ? QJsonValue() : QJsonValue(uuid.toString(QUuid::WithoutBraces));
    }
    static QJsonValue toJson(const QDate &day)
    {
        return day.isValid() ? QJsonValue(day.toString(Qt::ISODate)) : QJsonValue();
    }
    static QJsonValue toJson(const Decimal &number) { return number.toString(); }
    static QJsonValue toJson(const Money &amount) { return qint64(amount.minor()); }
    static QJsonValue toJson(bool value) { return value; }
    static QJsonValue toJson(std::nullopt_t) { return {}; }
    template<std::integral Integer> static QJsonValue toJson(Integer value) { return qint64(value); }
    template<typename Subject> static QJsonValue toJson(const Id<Subject> &id) { return toJson(id.uuid()); }
    template<typename Value> QJsonValue toJson(const std::optional<Value> &value)
    {
        return value ? toJson(*value) : QJsonValue();
    }

    std::vector<QString> m_columns;
    QJsonArray m_rows;
    bool m_isValid = true;
};

} // namespace accord::storage
