// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/sqlite_error.h"

#include <QtCore/QRegularExpression>

#include <sqlite3.h>

namespace accord::storage {

namespace {

/// "UNIQUE constraint failed: account.number" -> "account.number"
QString constraintIn(const QString &message)
{
    const auto colon = message.indexOf(u": ");
    return colon < 0 ? message : message.mid(colon + 2);
}

Error constraintError(int code, const QString &message)
{
    const QVariantMap args{{u"constraint"_s, constraintIn(message)}};
    switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
        return {ErrorKind::Conflict, u"storage.unique"_s, args, message};
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return {ErrorKind::Conflict, u"storage.foreign_key"_s, {}, message};
    case SQLITE_CONSTRAINT_CHECK:
        return {ErrorKind::InvalidInput, u"storage.check"_s, args, message};
    case SQLITE_CONSTRAINT_NOTNULL:
        return {ErrorKind::InvalidInput, u"storage.not_null"_s, args, message};
    case SQLITE_CONSTRAINT_DATATYPE:
        return {ErrorKind::InvalidInput, u"storage.type"_s, args, message};
    case SQLITE_CONSTRAINT_TRIGGER: {
        static const QRegularExpression stableId(u"^[a-z][a-z0-9_]*(\\.[a-z0-9_]+)+$"_s);
        const bool named = stableId.match(message).hasMatch();
        return {ErrorKind::Conflict, named ? message : u"storage.refused"_s, {}, message};
    }
    default:
        return {ErrorKind::Conflict, u"storage.constraint"_s, args, message};
    }
}

} // namespace

Error sqliteError(int extendedCode, const QString &message)
{
    const QString detail = u"SQLite %1: %2"_s.arg(extendedCode).arg(message);
    switch (extendedCode & 0xff) {
    case SQLITE_CONSTRAINT:
        return constraintError(extendedCode, message);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorKind::Unavailable, u"storage.locked"_s, {}, detail};
    case SQLITE_FULL:
        return {ErrorKind::Unavailable, u"storage.disk_full"_s, {}, detail};
    case SQLITE_READONLY:
        return {ErrorKind::Unavailable, u"storage.read_only"_s, {}, detail};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {ErrorKind::Internal, u"storage.damaged"_s, {}, detail};
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return {ErrorKind::Unavailable, u"storage.cannot_open"_s, {}, detail};
    case SQLITE_IOERR:
        return {ErrorKind::Unavailable, u"storage.io"_s, {}, detail};
    case SQLITE_INTERRUPT:
        return {ErrorKind::Cancelled, u"storage.interrupted"_s, {}, detail};
    case SQLITE_AUTH:
        return {ErrorKind::Forbidden, u"storage.statement_refused"_s, {}, detail};
    case SQLITE_TOOBIG:
        return {ErrorKind::InvalidInput, u"storage.too_big"_s, {}, detail};
    default:
        return {ErrorKind::Internal, u"storage.failed"_s, {}, detail};
    }
}

void nameDamage(Error &error, const QString &path)
{
    if (!path.isEmpty() && !error.args.contains(u"path"_s))
        error.args.insert(u"path"_s, path);
    if (error.id == u"storage.damaged"_s && !error.args.contains(u"findings"_s))
        error.args.insert(u"findings"_s, error.detail);
}

} // namespace accord::storage
