// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/stored_rows.h"

#include <array>
#include <string>

namespace accord::bench {

namespace {

constexpr size_t linesTable = 2;

/// A table, and the columns that it is read with: an issued invoice goes back to the draft that it was.
struct Table
{
    const char *name;
    const char *select;
};
constexpr std::array tables{
    Table{
        "invoice",
        "SELECT id, issuing_entity_id, account_id, account_name, NULL, 'draft', period_start, period_end, issue_date, "
        "due_date, currency, subtotal_minor, tax_minor, total_minor, amount_due_minor, company_total_minor, "
        "purchase_order, revision, created_by, created_at, NULL, usage_watermark, engine_version, inputs, exceptions, "
        "digest, NULL, NULL FROM invoice WHERE id = ?"},
    Table{"invoice_tax_group", "SELECT * FROM invoice_tax_group WHERE invoice_id = ? ORDER BY n"},
    Table{"invoice_line", "SELECT * FROM invoice_line WHERE invoice_id = ? ORDER BY n"},
    Table{"invoice_discount", "SELECT * FROM invoice_discount WHERE invoice_id = ? ORDER BY n"},
    Table{"invoice_allocation", "SELECT * FROM invoice_allocation WHERE invoice_id = ? ORDER BY n"},
};

std::string insertInto(const char *table, int columns)
{
    std::string sql = std::string("INSERT INTO ") + table + " VALUES (?";
    for (int column = 1; column < columns; ++column)
        sql += ",?";
    return sql + ")";
}

} // namespace

StoredRows::StoredRows(const QString &path)
{
    RawDatabase billed(path);
    std::vector<sqlite3_stmt *> selects;
    for (const Table &table : tables)
        selects.push_back(billed.prepare(table.select));
    sqlite3_stmt *const invoices
        = billed.prepare("SELECT id FROM invoice WHERE run_id IS NOT NULL ORDER BY created_at, id");
    while (sqlite3_step(invoices) == SQLITE_ROW) {
        sqlite3_value *const id = sqlite3_value_dup(sqlite3_column_value(invoices, 0));
        readInvoice(selects, id);
        sqlite3_value_free(id);
    }
}

StoredRows::~StoredRows()
{
    for (const Row &row : m_rows) {
        for (sqlite3_value *value : row.values)
            sqlite3_value_free(value);
    }
}

void StoredRows::readInvoice(const std::vector<sqlite3_stmt *> &selects, sqlite3_value *id)
{
    for (size_t table = 0; table < selects.size(); ++table) {
        sqlite3_bind_value(selects[table], 1, id);
        while (sqlite3_step(selects[table]) == SQLITE_ROW) {
            m_rows.push_back(rowOf(table, selects[table]));
            m_lines += table == linesTable;
        }
        sqlite3_reset(selects[table]);
    }
}

StoredRows::Row StoredRows::rowOf(size_t table, sqlite3_stmt *select) const
{
    Row row{table, {}};
    for (int column = 0; column < sqlite3_column_count(select); ++column)
        row.values.push_back(sqlite3_value_dup(sqlite3_column_value(select, column)));
    return row;
}

void StoredRows::storeIn(RawDatabase &workspace, size_t linesTogether) const
{
    // As a workspace is opened; the run that the invoices name is not there.
    workspace.run("PRAGMA foreign_keys=OFF; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16384; "
                  "PRAGMA wal_autocheckpoint=16000");
    std::array<sqlite3_stmt *, tables.size()> inserts{};
    workspace.run("BEGIN IMMEDIATE");
    size_t lines = 0;
    for (const Row &row : m_rows) {
        if (row.table == 0 && lines >= linesTogether) {
            workspace.run("COMMIT; BEGIN IMMEDIATE");
            lines = 0;
        }
        sqlite3_stmt *&insert = inserts[row.table];
        if (!insert)
            insert = workspace.prepare(insertInto(tables[row.table].name, int(row.values.size())).c_str());
        for (size_t n = 0; n < row.values.size(); ++n)
            sqlite3_bind_value(insert, int(n) + 1, row.values[n]);
        workspace.finish(insert);
        lines += row.table == linesTable;
    }
    workspace.run("COMMIT");
}

} // namespace accord::bench
