// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/postgresql_text.h"

#include "core/base/error.h"

#include <QtCore/QRegularExpression>

#include <algorithm>

namespace accord::storage {

namespace {

/// The length of a literal, quoted name or comment at \a start; 0 when there is none.
qsizetype skippedLength(std::string_view sql, size_t start)
{
    const auto until = [&](std::string_view end, size_t from) {
        const size_t found = sql.find(end, from);
        return qsizetype((found == std::string_view::npos ? sql.size() : found + end.size()) - start);
    };
    switch (sql[start]) {
    case '\'':
        return until("'", start + 1); // a doubled quote is the start of the next literal
    case '"':
        return until("\"", start + 1);
    case '-':
        return sql.substr(start, 2) == "--" ? until("\n", start) : 0;
    default:
        return 0;
    }
}

bool startsWithWrite(const QByteArray &sql)
{
    const QByteArray start = sql.left(40).trimmed().left(6).toUpper();
    return start == "INSERT" || start == "UPDATE" || start == "DELETE";
}

} // namespace

PostgreSqlText postgreSqlText(std::string_view sql)
{
    PostgreSqlText text;
    for (size_t at = 0; at < sql.size();) {
        if (const qsizetype skipped = skippedLength(sql, at); skipped > 0) {
            text.sql += QByteArrayView(sql.data() + at, skipped);
            at += size_t(skipped);
            continue;
        }
        if (sql[at] != '?') {
            text.sql += sql[at++];
            continue;
        }
        int number = 0;
        for (++at; at < sql.size() && sql[at] >= '0' && sql[at] <= '9'; ++at)
            number = number * 10 + (sql[at] - '0');
        if (number == 0)
            number = text.parameters + 1;
        text.parameters = std::max(text.parameters, number);
        text.sql += '$';
        text.sql += QByteArray::number(number);
    }
    static const QRegularExpression nullTest(u"\\$\\d+\\s+IS\\s+(NOT\\s+)?NULL"_s);
    const QString whole = QString::fromUtf8(text.sql);
    if (whole.contains(nullTest))
        text.withoutNullTests = QString(whole).replace(nullTest, u"true"_s).toUtf8();
    text.writes = startsWithWrite(text.sql);
    return text;
}

std::vector<bool> mentionedParameters(const QByteArray &sql, int parameters)
{
    std::vector<bool> mentioned(static_cast<size_t>(parameters));
    for (qsizetype at = sql.indexOf('$'); at >= 0; at = sql.indexOf('$', at + 1)) {
        int number = 0;
        for (qsizetype digit = at + 1; digit < sql.size() && sql[digit] >= '0' && sql[digit] <= '9'; ++digit)
            number = number * 10 + (sql[digit] - '0');
        if (number > 0 && number <= parameters)
            mentioned[size_t(number) - 1] = true;
    }
    return mentioned;
}

} // namespace accord::storage
