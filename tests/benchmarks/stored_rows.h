// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/benchmarks/floor_store.h"

#include <vector>

namespace accord::bench {

/// The rows of the invoices of a run as Accord stored them, to be stored again by SQLite alone: the least that these
/// rows can cost with their keys, indexes and triggers.
class StoredRows
{
public:
    /// Reads the invoices of all runs in the workspace \a path.
    explicit StoredRows(const QString &path);
    ~StoredRows();
    Q_DISABLE_COPY_MOVE(StoredRows)

    size_t lines() const { return m_lines; }
    /// Stores them as drafts in a workspace that has no runs, with a commit after every \a linesTogether lines.
    void storeIn(RawDatabase &workspace, size_t linesTogether) const;

private:
    struct Row
    {
        size_t table = 0;
        std::vector<sqlite3_value *> values;
    };
    void readInvoice(const std::vector<sqlite3_stmt *> &selects, sqlite3_value *id);
    Row rowOf(size_t table, sqlite3_stmt *select) const;

    std::vector<Row> m_rows; ///< each invoice before its parts
    size_t m_lines = 0;
};

} // namespace accord::bench
