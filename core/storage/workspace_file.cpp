// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/workspace_file.h"

#include "core/storage/backup.h"
#include "core/storage/postgresql_address.h"
#include "core/storage/team_security.h"
#include "core/storage/unfinished_workspace.h"

#include <QtCore/QFileInfo>
#include <QtCore/QUrl>

namespace accord::storage {

namespace {

Result<> prepareNew(Session &session, const Clock &clock)
{
    const auto migrations = embeddedMigrations();
    if (!migrations)
        return passOn(migrations);
    if (auto marked = session.driver().setApplicationId(workspaceApplicationId); !marked)
        return marked;
    // What a file is stands in its first page, not in a journal that another program cannot read.
    if (auto settled = session.driver().checkpoint(); !settled)
        return settled;
    return migrate(session, *migrations, clock);
}

Result<> migrateWithBackup(Session &session, int version, const std::vector<Migration> &migrations, const Clock &clock)
{
    if (migrations.empty() || version >= migrations.back().number)
        return {};
    if (session.isReadOnly())
        return fail(ErrorKind::Unavailable, u"storage.needs_migration"_s, {{u"version"_s, version}});
    // Its tools save a server while others work; this program could not put such a backup back.
    if (session.dialect().database() == Dialect::Database::PostgreSql)
        return fail(ErrorKind::Unavailable, u"storage.server_needs_migration"_s, {{u"version"_s, version}});
    if (auto saved = backupBeforeMigration(session, u"%1.v%2.backup"_s.arg(session.path()).arg(version)); !saved)
        return passOn(saved);
    return migrate(session, migrations, clock);
}

/// The first findings on one line.
QString inShort(const QStringList &findings)
{
    constexpr int most = 3;
    const QString first = findings.mid(0, most).join(u"; ").simplified();
    return findings.size() > most ? u"%1; and %2 more"_s.arg(first).arg(findings.size() - most) : first;
}

} // namespace

Result<std::unique_ptr<Session>> createWorkspace(const QString &path, const Clock &clock)
{
    auto session = Session::open(path, Access::Create);
    if (!session)
        return passOn(session);
    if (const auto prepared = prepareNew(**session, clock); !prepared) {
        session->reset();
        discardWorkspace(path);
        return passOn(prepared);
    }
    return session;
}

Result<std::unique_ptr<Session>> createWorkspaceInMemory(const Clock &clock)
{
    auto session = Session::openInMemory();
    if (!session)
        return passOn(session);
    if (const auto prepared = prepareNew(**session, clock); !prepared)
        return passOn(prepared);
    return session;
}

Result<int> checkSchema(Session &session, const std::vector<Migration> &migrations)
{
    const auto application = session.driver().applicationId();
    if (!application)
        return passOn(application);
    if (*application != workspaceApplicationId)
        return fail(ErrorKind::InvalidInput, u"storage.not_a_workspace"_s, {{u"path"_s, session.path()}});
    const auto version = schemaVersion(session);
    if (!version)
        return version;
    const int newest = migrations.empty() ? 0 : migrations.back().number;
    if (*version > newest)
        return fail(ErrorKind::Conflict, u"storage.newer_schema"_s,
                    {{u"version"_s, *version}, {u"supported"_s, newest}});
    const auto found = session.driver().schemaFingerprint();
    if (!found)
        return passOn(found);
    const auto recorded = session.driver().recordedFingerprint();
    if (!recorded)
        return passOn(recorded);
    const auto expected = *recorded ? Result<QByteArray>(**recorded) : expectedFingerprint(migrations, *version);
    if (!expected)
        return passOn(expected);
    if (*found != *expected)
        return fail(ErrorKind::InvalidInput, u"storage.schema_unknown"_s,
                    {{u"path"_s, session.path()}, {u"version"_s, *version}});
    return version;
}

Result<> checkDamage(Session &session, bool quick)
{
    const auto damage = session.driver().findDamage(quick);
    if (!damage)
        return passOn(damage);
    if (!damage->isEmpty())
        return fail(ErrorKind::Internal, u"storage.damaged"_s,
                    {{u"path"_s, session.path()}, {u"findings"_s, inShort(*damage)}}, damage->join(u"; "));
    return {};
}

Result<std::unique_ptr<Session>> openWorkspace(const QString &path, Access access, const Clock &clock,
                                               const std::vector<Migration> &migrations)
{
    auto session = Session::open(path, access);
    if (!session)
        return session;
    if (auto finished = checkFinished(**session); !finished)
        return passOn(finished);
    // A login that is nobody's sees no row, not even the version.
    if (const auto person = personOfLogin(**session); !person)
        return passOn(person);
    const auto version = checkSchema(**session, migrations);
    if (!version)
        return passOn(version);
    if (auto migrated = migrateWithBackup(**session, *version, migrations, clock); !migrated)
        return passOn(migrated);
    return session;
}

Result<int> migrateServer(const QString &url, const Clock &clock)
{
    const auto migrations = embeddedMigrations();
    if (!migrations)
        return passOn(migrations);
    auto session = Session::open(url, Access::ReadWrite);
    if (!session)
        return passOn(session);
    if (const auto version = checkSchema(**session, *migrations); !version)
        return version;
    if (auto migrated = migrate(**session, *migrations, clock); !migrated)
        return passOn(migrated);
    return schemaVersion(**session);
}

QString placeName(const QString &path)
{
    if (!isServerUrl(path))
        return QFileInfo(path).fileName();
    const QUrl url(path);
    const QString database = url.path().mid(1);
    return url.host().isEmpty() ? database : url.host() + u'/' + database;
}

Result<qint64> storedBytes(Session &session)
{
    if (session.dialect().database() == Dialect::Database::Sqlite)
        return QFileInfo(session.path()).size();
    const auto size = session.statement("SELECT pg_database_size(current_database())").first([](Statement &row) {
        return row.read<qint64>();
    });
    return size ? Result<qint64>(size->value_or(0)) : passOn(size);
}

Result<std::unique_ptr<Session>> openWorkspace(const QString &path, Access access, const Clock &clock)
{
    const auto migrations = embeddedMigrations();
    if (!migrations)
        return passOn(migrations);
    return openWorkspace(path, access, clock, *migrations);
}

Result<std::unique_ptr<Session>> openCheckedWorkspace(const QString &path, Access access)
{
    return Session::open(path, access);
}

} // namespace accord::storage
