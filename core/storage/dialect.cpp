// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/dialect.h"

#include <algorithm>
#include <array>

namespace accord::storage {

namespace {

struct Placeholder
{
    QByteArrayView name;
    QByteArrayView sqlite;
    QByteArrayView postgresql;
};

constexpr std::array placeholders{
    Placeholder{"id", "BLOB", "UUID"},
    Placeholder{"text", "TEXT", "TEXT"},
    Placeholder{"int", "INTEGER", "BIGINT"},
    Placeholder{"bool", "INTEGER", "BOOLEAN"},
    Placeholder{"date", "TEXT", "DATE"},
    Placeholder{"instant", "TEXT", "TIMESTAMPTZ"},
    Placeholder{"decimal", "TEXT", "NUMERIC"},
    Placeholder{"blob", "BLOB", "BYTEA"},
    Placeholder{"json", "TEXT", "JSONB"},
    Placeholder{"strict", "STRICT", ""},
    Placeholder{"strict_by_key", "STRICT, WITHOUT ROWID", ""},
};

/// Length of "{word}" at \a start, 0 when there is something else (as in a JSON literal).
qsizetype placeholderLength(const QByteArray &text, qsizetype start)
{
    qsizetype end = start + 1;
    while (end < text.size() && ((text[end] >= 'a' && text[end] <= 'z') || text[end] == '_'))
        ++end;
    return end > start + 1 && end < text.size() && text[end] == '}' ? end + 1 - start : 0;
}

} // namespace

Result<QByteArray> Dialect::expand(const QByteArray &migration) const
{
    QByteArray expanded;
    for (qsizetype at = 0; at < migration.size();) {
        const qsizetype length = migration[at] == '{' ? placeholderLength(migration, at) : 0;
        if (length == 0) {
            expanded += migration[at++];
            continue;
        }
        const QByteArrayView name = QByteArrayView(migration).sliced(at + 1, length - 2);
        const auto found = std::ranges::find(placeholders, name, &Placeholder::name);
        if (found == placeholders.end())
            return fail(ErrorKind::Internal, u"storage.placeholder"_s, {{u"name"_s, QString::fromUtf8(name)}});
        expanded += m_database == Database::Sqlite ? found->sqlite : found->postgresql;
        at += length;
    }
    return expanded;
}

} // namespace accord::storage
