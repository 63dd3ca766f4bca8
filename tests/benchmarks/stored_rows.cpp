// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/stored_rows.h"

#include <string>
#include <string_view>

namespace accord::bench {

namespace {

constexpr size_t linesTable = 2;

/// An issued invoice goes back to the draft that it was.
const std::vector<StoredRows::Table> tablesOfInvoices{
    {"invoice",
     "SELECT id, issuing_entity_id, account_id, account_name, NULL, 'draft', period_start, period_end, issue_date, "
     "due_date, currency, subtotal_minor, tax_minor, total_minor, amount_due_minor, company_total_minor, "
     "purchase_order, revision, created_by, created_at, NULL, usage_watermark, engine_version, inputs, exceptions, "
     "digest, NULL, NULL FROM invoice WHERE id = ?"},
    {"invoice_tax_group", "SELECT * FROM invoice_tax_group WHERE invoice_id = ? ORDER BY n"},
    {"invoice_line", "SELECT * FROM invoice_line WHERE invoice_id = ? ORDER BY n"},
    {"invoice_discount", "SELECT * FROM invoice_discount WHERE invoice_id = ? ORDER BY n"},
    {"invoice_allocation", "SELECT * FROM invoice_allocation WHERE invoice_id = ? ORDER BY n"},
};

std::string insertInto(const char *table, int columns)
{
    std::string sql = std::string("INSERT INTO ") + table + " VALUES (?";
    for (int column = 1; column < columns; ++column)
        sql += ",?";
    return sql + ")";
}

} // namespace

StoredRows::StoredRows(const QString &path, std::vector<Table> tables)
    : m_tables(std::move(tables))
{
    RawDatabase stored(path);
    for (size_t table = 0; table < m_tables.size(); ++table)
        readAll(table, stored.prepare(m_tables[table].select));
}

StoredRows::StoredRows(const QString &path)
    : m_tables(tablesOfInvoices)
{
    RawDatabase billed(path);
    std::vector<sqlite3_stmt *> selects;
    for (const Table &table : m_tables)
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
        readAll(table, selects[table]);
    }
}

void StoredRows::readAll(size_t table, sqlite3_stmt *select)
{
    while (sqlite3_step(select) == SQLITE_ROW) {
        m_rows.push_back(rowOf(table, select));
        m_lines += table == linesTable && m_tables[table].name == std::string_view("invoice_line");
    }
    sqlite3_reset(select);
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
    std::vector<sqlite3_stmt *> inserts(m_tables.size());
    workspace.run("BEGIN IMMEDIATE");
    size_t lines = 0;
    for (const Row &row : m_rows) {
        if (row.table == 0 && lines >= linesTogether) {
            workspace.run("COMMIT; BEGIN IMMEDIATE");
            lines = 0;
        }
        sqlite3_stmt *&insert = inserts[row.table];
        if (!insert)
            insert = workspace.prepare(insertInto(m_tables[row.table].name, int(row.values.size())).c_str());
        for (size_t n = 0; n < row.values.size(); ++n)
            sqlite3_bind_value(insert, int(n) + 1, row.values[n]);
        workspace.finish(insert);
        lines += row.table == linesTable;
    }
    workspace.run("COMMIT");
}

} // namespace accord::bench
