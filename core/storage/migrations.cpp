// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/migrations.h"

#include "core/base/canonical.h"
#include "core/storage/session.h"
#include "core/storage/transaction.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QRegularExpression>

namespace accord::storage {

Result<QByteArray> embeddedSql(const QString &name)
{
    QFile file(u":/accord/migrations/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Internal, u"storage.migration"_s, {{u"name"_s, name}});
    return file.readAll();
}

Result<std::vector<Migration>> embeddedMigrations()
{
    static const QRegularExpression form(u"^(\\d{4})_([a-z0-9_]+)\\.sql$"_s);
    const QDir folder(u":/accord/migrations"_s);
    std::vector<Migration> found;
    for (const QString &name : folder.entryList({u"*.sql"_s}, QDir::Files, QDir::Name)) {
        const auto match = form.match(name);
        if (!match.hasMatch())
            continue; // a twin, or the ground of another database
        const auto sql = embeddedSql(name);
        if (!sql)
            return passOn(sql);
        Migration migration{match.captured(1).toInt(), match.captured(2), *sql, {}};
        const QString twin = u"%1_%2.postgresql.sql"_s.arg(match.captured(1), match.captured(2));
        if (folder.exists(twin)) {
            const auto other = embeddedSql(twin);
            if (!other)
                return passOn(other);
            migration.postgreSqlTwin = *other;
        }
        found.push_back(std::move(migration));
    }
    return found;
}

Result<int> schemaVersion(Session &session)
{
    const auto table = session.driver().hasTable("schema_migration");
    if (!table)
        return passOn(table);
    if (!*table)
        return 0;
    const auto number
        = session.statement("SELECT coalesce(max(number), 0) FROM schema_migration").first([](Statement &row) {
              return row.read<int>();
          });
    if (!number)
        return passOn(number);
    return number->value_or(0);
}

namespace {

Result<> apply(Session &session, const Migration &migration, const Clock &clock)
{
    const bool hasTwin
        = session.dialect().database() == Dialect::Database::PostgreSql && !migration.postgreSqlTwin.isEmpty();
    const auto script = session.dialect().expand(hasTwin ? migration.postgreSqlTwin : migration.sql);
    if (!script)
        return passOn(script);
    if (auto done = session.driver().executeScript(*script); !done) {
        done.error().args.insert(u"migration"_s, migration.number);
        return done;
    }
    const auto noted
        = session.run("INSERT INTO schema_migration (number, subject, digest, applied_at) VALUES (?, ?, ?, ?)",
                      migration.number, migration.subject, QString::fromLatin1(sha256Hex(migration.sql)), clock.now());
    if (!noted)
        return passOn(noted);
    return {};
}

Result<> applyPending(Session &session, const std::vector<Migration> &migrations, const Clock &clock)
{
    Transaction transaction(session);
    if (!transaction.begun())
        return transaction.begun();
    // Asked again under the lock: another process may have migrated meanwhile.
    const auto version = schemaVersion(session);
    if (!version)
        return passOn(version);
    const int newest = migrations.empty() ? 0 : migrations.back().number;
    if (*version > newest)
        return fail(ErrorKind::Conflict, u"storage.newer_schema"_s,
                    {{u"version"_s, *version}, {u"supported"_s, newest}});
    for (const Migration &migration : migrations) {
        if (migration.number <= *version)
            continue;
        if (auto applied = apply(session, migration, clock); !applied)
            return applied;
    }
    const auto orphans = session.driver().findOrphans();
    if (!orphans)
        return passOn(orphans);
    if (!orphans->isEmpty())
        return fail(ErrorKind::Internal, u"storage.migration_orphans"_s, {{u"table"_s, orphans->front()}});
    if (const auto recorded = session.driver().recordFingerprint(); !recorded)
        return recorded;
    return transaction.commit();
}

} // namespace

Result<> migrate(Session &session, const std::vector<Migration> &migrations, const Clock &clock)
{
    // A step may rebuild a table that others point at; all references are tested before the commit instead.
    if (auto off = session.driver().setForeignKeys(false); !off)
        return off;
    const auto migrated = applyPending(session, migrations, clock);
    if (auto on = session.driver().setForeignKeys(true); !on)
        return on;
    return migrated;
}

Result<QByteArray> expectedFingerprint(const std::vector<Migration> &migrations, int version)
{
    auto session = Session::openInMemory();
    if (!session)
        return passOn(session);
    std::vector<Migration> known;
    for (const Migration &migration : migrations) {
        if (migration.number <= version)
            known.push_back(migration);
    }
    if (auto migrated = migrate(**session, known, FixedClock(QDate(2000, 1, 1))); !migrated)
        return passOn(migrated);
    return (*session)->driver().schemaFingerprint();
}

} // namespace accord::storage
