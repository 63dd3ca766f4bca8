// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/benchmarks/floor_store.h"

#include <vector>

namespace accord::bench {

/// Rows as Accord stored them, to be stored again by SQLite alone: the least that these rows can cost with their keys,
/// indexes and triggers.
class StoredRows
{
public:
    /// A table, and the statement that its rows are read with.
    struct Table
    {
        const char *name;
        const char *select;
    };

    /// Reads the invoices of all runs in the workspace \a path.
    explicit StoredRows(const QString &path);
    /// Reads \a tables of the workspace \a path, one after the other.
    StoredRows(const QString &path, std::vector<Table> tables);
    ~StoredRows();
    Q_DISABLE_COPY_MOVE(StoredRows)

    size_t lines() const { return m_lines; }
    size_t count() const { return m_rows.size(); }
    /// Stores them in a workspace that does not have them, with a commit after every \a linesTogether lines of
    /// invoices.
    void storeIn(RawDatabase &workspace, size_t linesTogether) const;

private:
    struct Row
    {
        size_t table = 0;
        std::vector<sqlite3_value *> values;
    };
    void readInvoice(const std::vector<sqlite3_stmt *> &selects, sqlite3_value *id);
    void readAll(size_t table, sqlite3_stmt *select);
    Row rowOf(size_t table, sqlite3_stmt *select) const;

    std::vector<Table> m_tables;
    std::vector<Row> m_rows; ///< each invoice before its parts
    size_t m_lines = 0;
};

} // namespace accord::bench
