// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/databases.h"

#include "core/storage/session.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QProcess>

#include <cstdlib>

namespace accord::test {

namespace {

constexpr int skipped = 77; // as ctest knows it by SKIP_RETURN_CODE

QString serverFolder()
{
    static const QString folder = [] {
        QProcess start;
        start.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        start.start(QStringLiteral(ACCORD_TEST_SERVER), {QString::number(QCoreApplication::applicationPid())});
        if (!start.waitForFinished(120'000) || start.exitCode() != 0) {
            qWarning("SKIP: no PostgreSQL server could be started for these tests");
            std::_Exit(start.exitCode() == skipped ? skipped : 1);
        }
        return QString::fromUtf8(start.readAllStandardOutput().trimmed());
    }();
    return folder;
}

QString urlOf(const QString &database)
{
    return u"postgresql://accord@/%1?host=%2"_s.arg(database, serverFolder());
}

} // namespace

bool onServer()
{
    return qEnvironmentVariable("ACCORD_TEST_DATABASE") == u"postgresql"_s;
}

QString freshPlace(const QString &file)
{
    if (!onServer())
        return file;
    static int databases = 0;
    const QString name = u"t%1"_s.arg(++databases);
    auto server = storage::Session::open(urlOf(u"postgres"_s), storage::Access::ReadWrite);
    const auto made = server ? (*server)->driver().executeScript("CREATE DATABASE " + name.toUtf8())
                             : Result<>(tl::unexpected(server.error()));
    if (!made)
        qFatal("%s %s", qPrintable(made.error().id), qPrintable(made.error().detail));
    return urlOf(name);
}

void obstruct(storage::Session &session, const QByteArray &trigger)
{
    const auto script = session.dialect().expand("CREATE TRIGGER " + trigger);
    const auto made = script ? session.driver().executeScript(*script) : passOn(script);
    if (!made)
        qFatal("%s %s", qPrintable(made.error().id), qPrintable(made.error().detail));
}

void clearTheWay(storage::Session &session, const QByteArray &name)
{
    const auto done
        = session.driver().executeScript(onServer() ? "DROP FUNCTION " + name + " CASCADE" : "DROP TRIGGER " + name);
    if (!done)
        qFatal("%s %s", qPrintable(done.error().id), qPrintable(done.error().detail));
}

} // namespace accord::test
