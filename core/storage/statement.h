// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/money/money.h"
#include "core/storage/driver.h"

#include <QtCore/QDate>
#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

#include <concepts>
#include <memory>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace accord::storage {

class Session;

/// A value that rows are sorted by, as the database compares it.
using SortValue = std::variant<qint64, QString, QUuid>;

/// One execution of a prepared statement, stepped forward only.
///
///     auto select = session.statement("SELECT id, name FROM account WHERE region = ?");
///     select.bind(region);
///     while (select.next())
///         rows.push_back({select.read<AccountId>(), select.read<QString>()});
///     if (auto read = select.finish(); !read)
///         return passOn(read);
///
/// The first failure (preparing, binding, running, or a column that does not hold what was asked for) is kept: next()
/// is false from then on and finish() or run() reports it.
///
/// Stored forms: Id and QUuid 16 bytes, QDate ISO text, QDateTime UTC ISO text with milliseconds, Decimal text, Money
/// its minor units, Currency its code, bool 0 or 1, JSON compact text. What is null (null string, invalid date, null
/// id, empty optional) becomes NULL.
class Statement
{
public:
    Statement(Statement &&) noexcept = default;
    Statement &operator=(Statement &&) = delete;
    ~Statement();

    /// Binds all parameters in order; a statement that has run is made ready to run again.
    template<typename... Values> Statement &bind(const Values &...values)
    {
        rewind();
        int parameter = 0;
        (bindNext(parameter, values), ...);
        expectParameters(parameter);
        return *this;
    }

    /// Binds the parameters after those that are bound: row by row of a statement that takes many. Then run().
    template<typename... Values> Statement &bindMore(const Values &...values)
    {
        if (m_filled == 0)
            rewind();
        (bindNext(m_filled, values), ...);
        return *this;
    }

    /// Steps to the next row; read() then starts again at the first column.
    bool next();
    /// The failure met so far, if any; ends the execution.
    Result<> finish();
    /// Runs to the end. \returns the number of rows inserted, changed or deleted.
    Result<qint64> run();

    /// The next column of the row as a \a Value. NULL is the null value of types that have one; for numbers, bool and
    /// Decimal ask for a `std::optional`.
    template<typename Value> Value read()
    {
        Value value{};
        readInto(m_column++, value);
        return value;
    }
    /// The column \a column (from 0) as a \a Value.
    template<typename Value> Value at(int column)
    {
        Value value{};
        readInto(column, value);
        return value;
    }
    /// The next column as minor units of \a currency.
    Money readMoney(const Currency &currency) { return Money(read<qint64>(), currency); }
    /// The bytes of the next column without a copy, valid until the next step: for bulk reading.
    QByteArrayView readBytes();

    /// All rows, each made by \a make from this statement.
    template<typename Make> auto all(Make make) -> Result<std::vector<decltype(make(std::declval<Statement &>()))>>
    {
        std::vector<decltype(make(*this))> rows;
        while (next())
            rows.push_back(make(*this));
        if (auto read = finish(); !read)
            return passOn(read);
        return rows;
    }
    /// The first row if there is one.
    template<typename Make> auto first(Make make) -> Result<std::optional<decltype(make(std::declval<Statement &>()))>>
    {
        std::optional<decltype(make(*this))> row;
        if (next())
            row.emplace(make(*this));
        if (auto read = finish(); !read)
            return passOn(read);
        return row;
    }

private:
    friend class Session;
    Statement(Session &session, std::string_view sql, std::unique_ptr<DriverStatement> statement);
    Statement(Session &session, const Error &error);

    void rewind();
    void expectParameters(int bound);
    void failWith(const Error &error);
    bool isUsable(int column);
    void damagedColumn(int column);
    QString placeOf(int column) const;

    template<typename Value> void bindNext(int &parameter, const Value &value) { bindOne(parameter++, value); }
    void bindNext(int &parameter, const std::vector<SortValue> &values) ///< a parameter for each
    {
        for (const SortValue &value : values)
            std::visit([&](const auto &one) { bindOne(parameter++, one); }, value);
    }
    void bindOne(int parameter, const QString &text);
    void bindOne(int parameter, const QByteArray &bytes);
    void bindOne(int parameter, const QUuid &uuid);
    void bindOne(int parameter, const QDate &day);
    void bindOne(int parameter, const QDateTime &instant);
    void bindOne(int parameter, const Decimal &number);
    void bindOne(int parameter, const Currency &currency);
    void bindOne(int parameter, const QJsonObject &json);
    void bindOne(int parameter, const QJsonArray &json);
    void bindOne(int parameter, const Money &amount) { bindInteger(parameter, amount.minor()); }
    void bindOne(int parameter, std::nullopt_t) { bindNull(parameter); }
    template<std::integral Integer> void bindOne(int parameter, Integer value)
    {
        static_assert(sizeof(Integer) < 8 || std::is_signed_v<Integer>, "an unsigned 64-bit number has no column type");
        bindInteger(parameter, qint64(value));
    }
    template<typename Subject> void bindOne(int parameter, const Id<Subject> &id) { bindOne(parameter, id.uuid()); }
    template<typename Value> void bindOne(int parameter, const std::optional<Value> &value)
    {
        value ? bindOne(parameter, *value) : bindNull(parameter);
    }
    void bindOne(int parameter, const char *) = delete;
    void bindOne(int parameter, double) = delete;
    void bindInteger(int parameter, qint64 value);
    void bindNull(int parameter);

    void readInto(int column, QString &text);
    void readInto(int column, QByteArray &bytes);
    void readInto(int column, QUuid &uuid);
    void readInto(int column, QDate &day);
    void readInto(int column, QDateTime &instant);
    void readInto(int column, Decimal &number);
    void readInto(int column, Currency &currency);
    void readInto(int column, QJsonObject &json);
    void readInto(int column, QJsonArray &json);
    template<std::integral Integer> void readInto(int column, Integer &value)
    {
        const qint64 stored = integerAt(column);
        value = static_cast<Integer>(stored);
        if (static_cast<qint64>(value) != stored)
            damagedColumn(column);
    }
    template<typename Subject> void readInto(int column, Id<Subject> &id)
    {
        QUuid uuid;
        readInto(column, uuid);
        id = Id<Subject>(uuid);
    }
    template<typename Value> void readInto(int column, std::optional<Value> &value)
    {
        if (isUsable(column) && !m_statement->isNull(column))
            readInto(column, value.emplace());
    }
    qint64 integerAt(int column);
    QString textAt(int column);

    Session *m_session;
    std::string_view m_sql;
    std::unique_ptr<DriverStatement> m_statement;
    std::optional<Error> m_error;
    int m_column = 0;
    int m_filled = 0; ///< parameters that bindMore() bound
    bool m_bound = false;
    bool m_onRow = false;
};

} // namespace accord::storage
