// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>

#include <string_view>
#include <vector>

namespace accord::storage {

/// A statement as PostgreSQL wants it: "?" and "?3" are "$1" and "$3".
struct PostgreSqlText
{
    QByteArray sql;
    int parameters = 0;
    /// The same without "$1 IS NULL": such a test tells the server nothing of the parameter's type, and where it comes
    /// first, it refuses to learn the type from the rest. Empty when there is no such test.
    QByteArray withoutNullTests;
    bool writes = false; ///< begins with INSERT, UPDATE or DELETE
};

PostgreSqlText postgreSqlText(std::string_view sql);

/// Which of the parameters "$1" to "$\a parameters" \a sql mentions, by number from 0.
std::vector<bool> mentionedParameters(const QByteArray &sql, int parameters);

} // namespace accord::storage
