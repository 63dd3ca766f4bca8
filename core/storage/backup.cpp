// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/backup.h"

#include "core/storage/contents_copy.h"
#include "core/storage/durable_file.h"
#include "core/storage/lock_holders.h"
#include "core/storage/postgresql_address.h"
#include "core/storage/session.h"
#include "core/storage/sqlite_file.h"
#include "core/storage/team_security.h"
#include "core/storage/workspace_file.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>

namespace accord::storage {

namespace {

Result<> verifyCopy(const QString &path, const QByteArray &fingerprint)
{
    auto copy = Session::open(path, Access::ReadOnly);
    if (!copy)
        return passOn(copy);
    if (auto sound = checkDamage(**copy, false); !sound)
        return sound;
    const auto found = (*copy)->driver().schemaFingerprint();
    if (!found)
        return passOn(found);
    if (*found != fingerprint)
        return fail(ErrorKind::Internal, u"storage.damaged"_s,
                    {{u"path"_s, path}, {u"findings"_s, u"the copy has other tables than the original"_s}});
    return {};
}

Result<> copyVerified(Session &session, const QString &temporary)
{
    const auto fingerprint = session.driver().schemaFingerprint();
    if (!fingerprint)
        return passOn(fingerprint);
    QFile::remove(temporary);
    QFile empty(temporary); // made here so that only its owner can read it
    if (!empty.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return ioFailure(temporary, empty.errorString());
    empty.close();
    if (auto copied = session.driver().copyTo(temporary); !copied)
        return copied;
    if (auto sound = verifyCopy(temporary, *fingerprint); !sound)
        return sound;
    return flushToDisk(temporary);
}

/// A workspace file with everything that the database of a team holds.
Result<> copyFromServer(Session &session, const QString &temporary)
{
    QFile::remove(temporary);
    QByteArray fingerprint;
    {
        auto file = createWorkspace(temporary, SystemClock());
        if (!file)
            return passOn(file);
        if (const auto copied = copyContents(session, **file); !copied)
            return passOn(copied);
        const auto found = (*file)->driver().schemaFingerprint();
        if (!found)
            return passOn(found);
        fingerprint = *found;
    }
    if (auto sound = verifyCopy(temporary, fingerprint); !sound)
        return sound;
    return flushToDisk(temporary);
}

/// Lets \a prepare change the copy, and flushes it again.
Result<> prepared(const QString &temporary, const std::function<Result<>(Session &)> &prepare)
{
    if (!prepare)
        return {};
    {
        auto copy = Session::open(temporary, Access::ReadWrite);
        if (!copy)
            return passOn(copy);
        if (auto done = prepare(**copy); !done)
            return done;
    } // the last session takes its journal with it
    return flushToDisk(temporary);
}

/// Somebody whose rows are picked by policies would back up a part of the company without noticing.
Result<> seesEverything(Session &session)
{
    const auto person = personOfLogin(session);
    if (!person)
        return passOn(person);
    if (!person->isEmpty())
        return fail(ErrorKind::Forbidden, u"storage.backup_partial"_s, {{u"person"_s, *person}});
    return {};
}

/// Moves the workspace and its journals out of the way.
Result<QString> keepReplaced(const QString &path)
{
    int number = 1;
    while (QFileInfo::exists(u"%1.replaced-%2"_s.arg(path).arg(number)))
        ++number;
    const QString kept = u"%1.replaced-%2"_s.arg(path).arg(number);
    for (const QString &suffix : {u"-wal"_s, u"-shm"_s, u""_s}) {
        const QString part = path + suffix;
        if (QFileInfo::exists(part)) {
            if (auto moved = renameDurably(part, kept + suffix); !moved)
                return passOn(moved);
        }
    }
    return kept;
}

} // namespace

namespace {

/// \param mayStand  asked before the copy is made, and again before it takes its place
Result<> backUp(Session &session, const QString &path, const std::function<Result<>()> &mayStand)
{
    if (auto whole = seesEverything(session); !whole)
        return whole;
    if (auto free = mayStand(); !free)
        return free;
    if (const QString folder = QFileInfo(path).absolutePath(); !QFileInfo(folder).isDir())
        return fail(ErrorKind::InvalidInput, u"storage.no_folder"_s, {{u"path"_s, path}, {u"folder"_s, folder}});
    const QString temporary = temporaryBeside(path);
    auto copied = session.dialect().database() == Dialect::Database::PostgreSql ? copyFromServer(session, temporary)
                                                                                : copyVerified(session, temporary);
    if (copied)
        copied = mayStand();
    if (copied)
        copied = renameDurably(temporary, path);
    for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s}) // looking at the copy made the last two
        QFile::remove(temporary + suffix);
    return copied;
}

} // namespace

Result<> backup(Session &session, const QString &path)
{
    return backUp(session, path, [&] { return checkReplaceable(path); });
}

Result<> backupBeforeMigration(Session &session, const QString &path)
{
    return backUp(session, path, [&]() -> Result<> {
        for (const QString &suffix : {u"-wal"_s, u"-shm"_s}) {
            if (QFileInfo::exists(path + suffix))
                return fail(ErrorKind::Conflict, u"file.is_database"_s, {{u"file"_s, path}});
        }
        return {};
    });
}

Result<QString> restore(const QString &backupPath, const QString &workspacePath,
                        const std::function<Result<>(Session &)> &prepare)
{
    if (isServerUrl(workspacePath))
        return fail(ErrorKind::InvalidInput, u"storage.restore_on_server"_s, {{u"path"_s, workspacePath}});
    auto source = Session::open(backupPath, Access::ReadOnly);
    if (!source)
        return passOn(source);
    const auto migrations = embeddedMigrations();
    if (!migrations)
        return passOn(migrations);
    if (const auto known = checkSchema(**source, *migrations); !known)
        return passOn(known);
    if (!lockHolders(workspacePath).empty())
        return tl::unexpected(lockedError(workspacePath));
    const QString temporary = temporaryBeside(workspacePath);
    auto copied = copyVerified(**source, temporary);
    if (copied)
        copied = prepared(temporary, prepare);
    if (!copied) {
        QFile::remove(temporary);
        return passOn(copied);
    }
    auto kept = setAside(workspacePath);
    if (!kept) {
        QFile::remove(temporary);
        return kept;
    }
    if (auto placed = renameDurably(temporary, workspacePath); !placed)
        return passOn(placed);
    return kept;
}

Result<QString> setAside(const QString &path)
{
    if (!QFileInfo::exists(path))
        return QString();
    if (!lockHolders(path).empty())
        return tl::unexpected(lockedError(path));
    return keepReplaced(path);
}

} // namespace accord::storage
