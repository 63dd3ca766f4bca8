// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/contents_copy.h"

#include "core/storage/search_sql.h"
#include "core/storage/team_driver.h"
#include "core/storage/transaction.h"
#include "core/storage/workspace_file.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QtEndian>

#include <array>

namespace accord::storage {

namespace {

struct Table
{
    QByteArray name;
    QByteArrayList columns;
};

/// The tables of the program's own schema, those that are pointed at first; the version and the index of words, which
/// every workspace makes for itself, are left out.
Result<std::vector<Table>> tablesOfSchema()
{
    auto empty = createWorkspaceInMemory(FixedClock(QDate(2000, 1, 1)));
    if (!empty)
        return passOn(empty);
    const auto text = [](Statement &row) { return row.read<QString>(); };
    const auto names
        = (*empty)
              ->statement("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
                          "AND name NOT LIKE 'search_text%' AND name <> 'schema_migration' ORDER BY rowid")
              .bind()
              .all(text);
    if (!names)
        return passOn(names);
    std::vector<Table> tables;
    for (const QString &name : *names) {
        const auto columns
            = (*empty)->statement("SELECT name FROM pragma_table_info(?) ORDER BY cid").bind(name).all(text);
        if (!columns)
            return passOn(columns);
        Table table{name.toUtf8(), {}};
        for (const QString &column : *columns)
            table.columns << '"' + column.toUtf8() + '"';
        tables.push_back(std::move(table));
    }
    return tables;
}

/// Names are those of the program's own schema, never of a file or a server.
QByteArray selectOf(const Table &table)
{
    return "SELECT " + table.columns.join(", ") + " FROM " + table.name;
}

QByteArray insertOf(const Table &table)
{
    return "INSERT INTO " + table.name + " (" + table.columns.join(", ") + ") VALUES ("
           + QByteArrayList(table.columns.size(), "?").join(", ") + ')';
}

/// The same for the same rows in any order: the sum of their hashes.
class Contents
{
public:
    void add(const DriverStatement &row)
    {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        for (int column = 0; column < row.columnCount(); ++column) {
            const QByteArrayView bytes = row.bytes(column);
            hash.addData(QByteArray::number(int(row.holding(column))) + QByteArray::number(bytes.size()) + ';');
            hash.addData(bytes);
        }
        const QByteArray digest = hash.result();
        for (size_t i = 0; i < m_sum.size(); ++i)
            m_sum[i] += qFromLittleEndian<quint64>(digest.constData() + 8 * i);
        ++m_rows;
    }
    qint64 rows() const { return m_rows; }
    bool operator==(const Contents &) const = default;

private:
    std::array<quint64, 4> m_sum{};
    qint64 m_rows = 0;
};

void bindColumn(DriverStatement &target, int column, const DriverStatement &row)
{
    switch (row.holding(column)) {
    case Holding::Null:
        return target.bindNull(column);
    case Holding::Integer:
        return target.bindInteger(column, row.integer(column));
    case Holding::Text:
        return target.bindText(column, row.bytes(column));
    case Holding::Bytes:
        return target.bindBlob(column, row.bytes(column));
    }
}

std::string_view viewOf(const QByteArray &sql)
{
    return {sql.constData(), size_t(sql.size())};
}

/// Hands each row of \a table to \a take, which may fail.
Result<> forEachRow(Session &session, const Table &table, const auto &take)
{
    auto select = session.driver().prepare(viewOf(selectOf(table)));
    if (!select)
        return passOn(select);
    Step step = Step::Done;
    while ((step = (*select)->step()) == Step::Row) {
        if (auto taken = take(**select); !taken)
            return taken;
    }
    return step == Step::Failed ? Result<>(tl::unexpected((*select)->lastError())) : Result<>();
}

/// A journey to the server for each row would take minutes.
Result<Contents> copyInBulk(Session &from, TeamDriver &to, const Table &table)
{
    if (auto opened = to.beginRows(table.name, table.columns); !opened)
        return passOn(opened);
    Contents contents;
    const auto copied = forEachRow(from, table, [&](const DriverStatement &row) {
        contents.add(row);
        return to.addRow(row);
    });
    const auto stored = to.endRows(); // also after a failure: the connection takes rows until then
    if (!copied)
        return passOn(copied);
    return stored ? Result<Contents>(contents) : passOn(stored);
}

Result<Contents> copyTable(Session &from, Session &to, const Table &table)
{
    // The counter of changes has its row from the start.
    if (auto emptied = to.driver().executeScript("DELETE FROM " + table.name); !emptied)
        return passOn(emptied);
    if (auto *const server = teamDriver(to))
        return copyInBulk(from, *server, table);
    auto insert = to.driver().prepare(viewOf(insertOf(table)));
    if (!insert)
        return passOn(insert);
    Contents contents;
    const auto copied = forEachRow(from, table, [&](const DriverStatement &row) -> Result<> {
        contents.add(row);
        for (int column = 0; column < row.columnCount(); ++column)
            bindColumn(**insert, column, row);
        const Step step = (*insert)->step();
        const Error error = step == Step::Failed ? (*insert)->lastError() : Error();
        (*insert)->reset();
        return step == Step::Failed ? Result<>(tl::unexpected(error)) : Result<>();
    });
    return copied ? Result<Contents>(contents) : passOn(copied);
}

Result<> compareTable(Session &session, const Table &table, const Contents &expected)
{
    Contents found;
    const auto read = forEachRow(session, table, [&](const DriverStatement &row) -> Result<> {
        found.add(row);
        return {};
    });
    if (!read)
        return read;
    if (found == expected)
        return {};
    return fail(
        ErrorKind::Internal, u"storage.copy_differs"_s,
        {{u"table"_s, QString::fromUtf8(table.name)}, {u"rows"_s, expected.rows()}, {u"found"_s, found.rows()}});
}

Result<CopiedContents> copyTables(Session &from, Session &to, const std::vector<Table> &tables,
                                  const std::function<bool(qint64)> &advance)
{
    CopiedContents copied;
    std::vector<Contents> contents;
    for (const Table &table : tables) {
        const auto rows = copyTable(from, to, table);
        if (!rows)
            return passOn(rows);
        contents.push_back(*rows);
        copied.rows += rows->rows();
        ++copied.tables;
        if (advance && !advance(copied.rows))
            return fail(ErrorKind::Cancelled, u"jobs.cancelled"_s);
    }
    if (auto restored = to.driver().restoreRules(); !restored)
        return passOn(restored);
    for (size_t i = 0; i < tables.size(); ++i) {
        if (auto same = compareTable(to, tables[i], contents[i]); !same)
            return passOn(same);
    }
    return copied;
}

/// A server keeps usage by month: \a to gets those of \a from.
Result<> makeMonths(Session &from, Session &to)
{
    if (to.dialect().database() == Dialect::Database::Sqlite)
        return {};
    const auto days = from.statement("SELECT min(first_day), max(last_day) FROM usage_event").first([](Statement &row) {
        const QDate first = row.read<QDate>();
        return std::pair(first, row.read<QDate>());
    });
    if (!days)
        return passOn(days);
    if (!*days || !(*days)->first.isValid())
        return {};
    const auto made = to.statement("SELECT acc.make_usage_months(?, ?)")
                          .bind((*days)->first, (*days)->second)
                          .first([](Statement &row) { return row.read<int>(); });
    return made ? Result<>() : passOn(made);
}

} // namespace

Result<CopiedContents> copyContents(Session &from, Session &to, const std::function<bool(qint64)> &advance)
{
    const auto tables = tablesOfSchema();
    if (!tables)
        return passOn(tables);
    Transaction reading(from, Transaction::Read); // all tables of one moment
    if (!reading.begun())
        return passOn(reading.begun());
    Transaction writing(to);
    if (!writing.begun())
        return passOn(writing.begun());
    if (auto suspended = to.driver().suspendRules(); !suspended)
        return passOn(suspended);
    if (auto made = makeMonths(from, to); !made)
        return passOn(made);
    auto copied = copyTables(from, to, *tables, advance);
    if (!copied)
        return copied;
    if (auto indexed = SearchSql(to).indexAll(); !indexed)
        return passOn(indexed);
    if (auto committed = writing.commit(); !committed)
        return passOn(committed);
    if (auto ended = reading.commit(); !ended)
        return passOn(ended);
    return copied;
}

Result<> copyTablesNamed(Session &from, Session &to, const QByteArrayList &names)
{
    auto tables = tablesOfSchema();
    if (!tables)
        return passOn(tables);
    std::erase_if(*tables, [&](const Table &table) { return !names.contains(table.name); });
    Transaction reading(from, Transaction::Read);
    Transaction writing(to);
    if (auto suspended = to.driver().suspendRules(); !suspended)
        return passOn(suspended);
    if (const auto copied = copyTables(from, to, *tables, {}); !copied)
        return passOn(copied);
    if (auto committed = writing.commit(); !committed)
        return committed;
    return reading.commit();
}

} // namespace accord::storage
