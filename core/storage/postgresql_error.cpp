// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/postgresql_error.h"

#include <QtCore/QHash>
#include <QtCore/QRegularExpression>

namespace accord::storage {

namespace {

/// "Key (a, b)=(1, 2) already exists." of the table t -> "t.a, t.b", as SQLite says it.
QString columnsIn(const PostgreSqlFailure &failure)
{
    static const QRegularExpression key(u"^\\D*?\\(([^=]*)\\)=\\("_s);
    const auto match = key.match(failure.detail);
    if (!match.hasMatch())
        return failure.constraint;
    QStringList columns;
    for (const QString &column : match.captured(1).split(u", "_s))
        columns << failure.table + u'.' + column;
    return columns.join(u", "_s);
}

Error refusal(const QString &message)
{
    static const QRegularExpression stableId(u"^[a-z][a-z0-9_]*(\\.[a-z0-9_]+)+$"_s);
    return {ErrorKind::Conflict, stableId.match(message).hasMatch() ? message : u"storage.refused"_s, {}, message};
}

struct Meaning
{
    ErrorKind kind;
    QString id;
};

/// By SQLSTATE (PostgreSQL 15, appendix A), or by its class, the first two characters.
const Meaning *meaningOf(const QByteArray &state)
{
    static const QHash<QByteArray, Meaning> meanings{
        {"23503", {ErrorKind::Conflict, u"storage.foreign_key"_s}},
        {"23", {ErrorKind::Conflict, u"storage.constraint"_s}},
        {"22", {ErrorKind::InvalidInput, u"storage.type"_s}},
        {"22021", {ErrorKind::InvalidInput, u"storage.text_invalid"_s}},
        {"42804", {ErrorKind::InvalidInput, u"storage.type"_s}},
        {"54000", {ErrorKind::InvalidInput, u"storage.too_big"_s}},
        {"40", {ErrorKind::Unavailable, u"storage.locked"_s}}, // serialization, deadlock
        {"55P03", {ErrorKind::Unavailable, u"storage.locked"_s}},
        {"25006", {ErrorKind::Unavailable, u"storage.read_only"_s}},
        {"25P02", {ErrorKind::Conflict, u"storage.rolled_back"_s}},
        {"25P03", {ErrorKind::Unavailable, u"storage.connection_lost"_s}}, // it paused for too long and was ended
        {"25P04", {ErrorKind::Unavailable, u"storage.connection_lost"_s}},
        {"57014", {ErrorKind::Cancelled, u"storage.interrupted"_s}},
        {"53100", {ErrorKind::Unavailable, u"storage.disk_full"_s}},
        {"53", {ErrorKind::Unavailable, u"storage.server_refused"_s}},
        {"57P", {ErrorKind::Unavailable, u"storage.connection_lost"_s}},
        {"08", {ErrorKind::Unavailable, u"storage.connection_lost"_s}},
        {"58", {ErrorKind::Unavailable, u"storage.io"_s}},
        {"XX001", {ErrorKind::Internal, u"storage.damaged"_s}},
        {"XX002", {ErrorKind::Internal, u"storage.damaged"_s}},
        {"42501", {ErrorKind::Forbidden, u"storage.statement_refused"_s}},
        {"28", {ErrorKind::Forbidden, u"storage.server_refused"_s}},
    };
    for (const qsizetype length : {5, 3, 2}) {
        if (const auto found = meanings.constFind(state.left(length)); found != meanings.constEnd())
            return &*found;
    }
    return nullptr;
}

} // namespace

Error postgreSqlError(const PostgreSqlFailure &failure)
{
    const QString detail
        = u"PostgreSQL %1: %2 %3"_s.arg(QString::fromLatin1(failure.state), failure.message, failure.detail).trimmed();
    if (failure.state.isEmpty())
        return {ErrorKind::Unavailable, u"storage.connection_lost"_s, {}, detail};
    if (failure.state == refusedByTrigger)
        return refusal(failure.message);
    const QString column = failure.table + u'.' + failure.column;
    if (failure.state == "23505")
        return {ErrorKind::Conflict, u"storage.unique"_s, {{u"constraint"_s, columnsIn(failure)}}, detail};
    if (failure.state == "23514")
        return {ErrorKind::InvalidInput, u"storage.check"_s, {{u"constraint"_s, failure.constraint}}, detail};
    if (failure.state == "23502")
        return {ErrorKind::InvalidInput, u"storage.not_null"_s, {{u"constraint"_s, column}}, detail};
    if (const Meaning *meaning = meaningOf(failure.state))
        return {meaning->kind, meaning->id, {{u"problem"_s, failure.message}}, detail};
    return {ErrorKind::Internal, u"storage.failed"_s, {}, detail};
}

} // namespace accord::storage
