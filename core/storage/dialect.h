// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QByteArray>

namespace accord::storage {

/// What differs between the databases in SQL that is otherwise shared.
class Dialect
{
public:
    enum class Database { Sqlite, PostgreSql };
    explicit Dialect(Database database = Database::Sqlite)
        : m_database(database)
    { }

    Database database() const { return m_database; }
    /// A migration as the database understands it: triggers, which are written as for SQLite, and placeholders, the
    /// types `{id} {text} {int} {bool} {date} {instant} {decimal} {blob} {json}` and `{key}`, a number that the
    /// database gives as primary key, and after the closing parenthesis of a table `{strict}` or, for tables that are
    /// read in key order,
    /// `{strict_by_key}`.
    /// \returns Internal "storage.placeholder" for one that is not known.
    Result<QByteArray> expand(const QByteArray &migration) const;

private:
    Database m_database;
};

} // namespace accord::storage
