// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/floor_store.h"

#include <QtCore/QFile>

namespace accord::bench {

RawDatabase::RawDatabase(const QString &path)
{
    demand(sqlite3_open(QFile::encodeName(path).constData(), &m_connection), SQLITE_OK);
    run("PRAGMA journal_mode=WAL");
    run("PRAGMA synchronous=FULL");
}

RawDatabase::~RawDatabase()
{
    while (sqlite3_stmt *statement = sqlite3_next_stmt(m_connection, nullptr))
        sqlite3_finalize(statement);
    sqlite3_close(m_connection);
}

void RawDatabase::demand(int code, int wanted)
{
    if (code != wanted)
        qFatal("floor: %s", sqlite3_errmsg(m_connection));
}

void RawDatabase::run(const char *sql)
{
    demand(sqlite3_exec(m_connection, sql, nullptr, nullptr, nullptr), SQLITE_OK);
}

sqlite3_stmt *RawDatabase::prepare(const char *sql)
{
    sqlite3_stmt *statement = nullptr;
    demand(sqlite3_prepare_v3(m_connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr), SQLITE_OK);
    return statement;
}

void RawDatabase::insert(sqlite3_stmt *statement, std::initializer_list<qint64> values)
{
    int parameter = 0;
    for (const qint64 value : values)
        sqlite3_bind_int64(statement, ++parameter, value);
    finish(statement);
}

void RawDatabase::finish(sqlite3_stmt *statement)
{
    demand(sqlite3_step(statement), SQLITE_DONE);
    sqlite3_reset(statement);
}

} // namespace accord::bench
