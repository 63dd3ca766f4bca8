// SPDX-License-Identifier: GPL-3.0-or-later
// What an older program, and a bad one, would do to a workspace.
//
//     accord_older_program make WORKSPACE VERSION   an empty workspace of an older schema
//     accord_older_program newest                   the newest schema that there is
//     accord_older_program migrate-apart WORKSPACE  the planted bug: each step on its own instead of all in a
//     transaction
#include "core/storage/backup.h"
#include "core/storage/session.h"
#include "core/storage/workspace_file.h"

#include <QtCore/QCoreApplication>

#include <cstdio>

using namespace accord;
using namespace accord::storage;

namespace {

const FixedClock longAgo(QDate(2025, 12, 1));

Result<> make(const QString &path, int version)
{
    auto migrations = embeddedMigrations();
    if (!migrations)
        return passOn(migrations);
    std::erase_if(*migrations, [version](const Migration &one) { return one.number > version; });
    const auto session = Session::open(path, Access::Create);
    if (!session)
        return passOn(session);
    if (auto marked = (*session)->driver().setApplicationId(workspaceApplicationId); !marked)
        return marked;
    return migrate(**session, *migrations, longAgo);
}

Result<> migrateApart(const QString &path)
{
    const auto migrations = embeddedMigrations();
    if (!migrations)
        return passOn(migrations);
    const auto session = Session::open(path, Access::ReadWrite);
    if (!session)
        return passOn(session);
    const auto version = schemaVersion(**session);
    if (!version)
        return passOn(version);
    if (auto saved = backupBeforeMigration(**session, u"%1.v%2.backup"_s.arg(path).arg(*version)); !saved)
        return saved;
    for (const Migration &migration : *migrations) {
        if (migration.number <= *version)
            continue;
        const auto script = (*session)->dialect().expand(migration.sql);
        if (!script)
            return passOn(script);
        if (auto done = (*session)->driver().executeScript(*script); !done)
            return done;
        const auto noted
            = (*session)->run("INSERT INTO schema_migration (number, subject, digest, applied_at) VALUES (?, ?, ?, ?)",
                              migration.number, migration.subject, u"planted"_s, longAgo.now());
        if (!noted)
            return passOn(noted);
    }
    return {};
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    const QString what = arguments.value(0);
    if (what == u"newest"_s) {
        const auto migrations = embeddedMigrations();
        std::printf("%d\n", migrations && !migrations->empty() ? migrations->back().number : 0);
        return 0;
    }
    const bool makes = what == u"make"_s && arguments.size() == 3;
    if (!makes && (what != u"migrate-apart"_s || arguments.size() != 2))
        return 2;
    const auto done = makes ? make(arguments[1], arguments[2].toInt()) : migrateApart(arguments[1]);
    if (!done)
        std::fprintf(stderr, "%s %s\n", qPrintable(done.error().id), qPrintable(done.error().detail));
    return done ? 0 : 1;
}
