// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

#include <sqlite3.h>

#include <initializer_list>

/// SQLite without anything around it: what the floors are measured with.
namespace accord::bench {

/// A connection with the settings of a workspace (WAL, synchronous=FULL); failures stop the program.
class RawDatabase
{
public:
    explicit RawDatabase(const QString &path);
    ~RawDatabase();
    Q_DISABLE_COPY_MOVE(RawDatabase)

    void run(const char *sql);
    sqlite3_stmt *prepare(const char *sql);
    /// Binds integers and runs to the end.
    void insert(sqlite3_stmt *statement, std::initializer_list<qint64> values);
    /// Runs a bound statement to the end.
    void finish(sqlite3_stmt *statement);

private:
    void demand(int code, int wanted);
    sqlite3 *m_connection = nullptr;
};

} // namespace accord::bench
