// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/unfinished_workspace.h"

#include "core/storage/durable_file.h"
#include "core/storage/postgresql_address.h"
#include "core/storage/session.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QSysInfo>

#include <optional>

namespace accord::storage {

namespace {

/// Who makes a workspace, as the mark says it: "process 4242 on billing-1".
QString thisProgram()
{
    QString host = QSysInfo::machineHostName();
    host.remove(u'\'');
    return u"process %1 on %2"_s.arg(QCoreApplication::applicationPid()).arg(host);
}

/// Who began what stands in the database and has not ended it; nothing when nobody did.
Result<std::optional<QString>> maker(Session &session)
{
    return session
        .statement("SELECT coalesce(obj_description(oid, 'pg_namespace'), '') FROM pg_namespace "
                   "WHERE nspname = 'acc_unfinished'")
        .first([](Statement &row) { return row.read<QString>(); });
}

Result<bool> othersAreConnected(Session &session)
{
    const auto others = session
                            .statement("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                                       "AND pid <> pg_backend_pid() AND backend_type = 'client backend'")
                            .first([](Statement &row) { return row.read<qint64>(); });
    return others ? Result<bool>(others->value_or(0) > 0) : passOn(others);
}

Result<> dropAll(Session &session)
{
    return session.driver().executeScript(
        "DROP SCHEMA IF EXISTS acc, acc_usage CASCADE; DROP SCHEMA IF EXISTS acc_unfinished");
}

/// The schema beside the company's is the mark: of two programs that begin at once one cannot make it.
Result<> markUnfinished(const QString &url)
{
    auto session = Session::open(url, Access::ReadWrite);
    if (!session)
        return passOn(session);
    const auto begun = maker(**session);
    if (!begun)
        return passOn(begun);
    if (*begun) {
        const auto others = othersAreConnected(**session);
        if (!others)
            return passOn(others);
        if (*others)
            return fail(ErrorKind::Conflict, u"storage.being_made"_s, {{u"who"_s, **begun}});
        if (auto dropped = dropAll(**session); !dropped)
            return dropped;
    }
    const auto there
        = (*session)->statement("SELECT 1 FROM pg_namespace WHERE nspname = 'acc'").first([](Statement &row) {
              return row.read<int>();
          });
    if (!there)
        return passOn(there);
    if (*there)
        return fail(ErrorKind::Conflict, u"storage.workspace_exists"_s, {{u"path"_s, url}});
    return (*session)->driver().executeScript("CREATE SCHEMA acc_unfinished; COMMENT ON SCHEMA acc_unfinished IS '"
                                              + thisProgram().toUtf8() + "'");
}

} // namespace

Result<QString> placeToMake(const QString &path)
{
    if (isServerUrl(path)) {
        if (auto marked = markUnfinished(path); !marked)
            return passOn(marked);
        return path;
    }
    if (QFileInfo::exists(path))
        return fail(ErrorKind::Conflict, u"storage.file_exists"_s, {{u"path"_s, path}});
    return temporaryBeside(path);
}

Result<> putInPlace(const QString &made, const QString &path)
{
    if (isServerUrl(path)) {
        auto session = Session::open(path, Access::ReadWrite);
        return session ? (*session)->driver().executeScript("DROP SCHEMA acc_unfinished") : passOn(session);
    }
    if (QFileInfo::exists(path))
        return fail(ErrorKind::Conflict, u"storage.file_exists"_s, {{u"path"_s, path}});
    if (auto flushed = flushToDisk(made); !flushed)
        return flushed;
    return renameDurably(made, path);
}

void discardWorkspace(const QString &made)
{
    if (isServerUrl(made)) {
        if (auto session = Session::open(made, Access::ReadWrite))
            (void)dropAll(**session);
        return;
    }
    for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
        QFile::remove(made + suffix);
}

Result<> checkFinished(Session &session)
{
    if (session.dialect().database() == Dialect::Database::Sqlite)
        return {};
    const auto begun = maker(session);
    if (!begun)
        return passOn(begun);
    if (!*begun || **begun == thisProgram())
        return {};
    return fail(ErrorKind::Conflict, u"storage.unfinished"_s, {{u"path"_s, session.path()}, {u"who"_s, **begun}});
}

} // namespace accord::storage
