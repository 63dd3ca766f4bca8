// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/server_password.h"

#include "app/accordctl/asked_secret.h"
#include "core/secrets/secret_store.h"
#include "core/storage/postgresql_address.h"
#include "core/storage/server_passwords.h"
#include "core/workspace/workspace.h"

#include <QtCore/QEventLoop>
#include <QtCore/QFile>

namespace accord::ctl {

namespace {

using secrets::SecretStore;

std::optional<QString> kept(const QString &url)
{
    SecretStore store;
    QEventLoop loop;
    std::optional<QString> answer;
    store.find(SecretStore::nameOfServer(url), [&](const std::optional<QString> &found) {
        answer = found;
        loop.quit();
    });
    loop.exec();
    return answer;
}

/// A password lies in a file that nobody else may read, as PGPASSFILE does.
Result<QString> firstLineOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::InvalidInput, u"file.unreadable"_s,
                    {{u"file"_s, path}, {u"problem"_s, file.errorString()}});
    constexpr auto others
        = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    if (file.permissions() & others)
        return fail(ErrorKind::InvalidInput, u"usage.password_file_open"_s, {{u"file"_s, path}});
    constexpr qint64 longest = 4096;
    QString line = QString::fromUtf8(file.readLine(longest));
    while (line.endsWith(u'\n') || line.endsWith(u'\r'))
        line.chop(1);
    return line;
}

/// Empty where there is none.
Result<QString> passwordFor(const QString &url, const QString &passwordFile)
{
    if (!passwordFile.isEmpty())
        return firstLineOf(passwordFile);
    const auto known = storage::serverPassword(url) ? std::nullopt : kept(url);
    if (known)
        return *known;
    return askedSecret("PGPASSWORD", u"Password for %1:"_s.arg(workspace::Workspace::nameOf(url))).value_or(QString());
}

} // namespace

Result<> withServerPasswords(const QStringList &places, const QString &passwordFile,
                             const std::function<Result<>()> &work)
{
    auto done = work();
    QStringList servers = places;
    servers.removeIf([](const QString &place) { return !storage::isServerUrl(place); });
    for (const QString &server : servers) {
        if (done || done.error().id != u"storage.password_needed"_s)
            return done;
        const auto password = passwordFor(server, passwordFile);
        if (!password)
            return passOn(password);
        if (password->isEmpty())
            continue;
        storage::setServerPassword(server, *password);
        const auto again = work();
        if (!again && again.error().id == u"storage.server_refused"_s && server != servers.back())
            storage::setServerPassword(server, {}); // it is the other one that asks
        else
            done = again;
    }
    return done;
}

Result<> keepServerPassword(const QString &url, const QString &password)
{
    SecretStore store;
    QEventLoop loop;
    auto keeping = secrets::Keeping::ThisRun;
    store.keep(SecretStore::nameOfServer(url), password, [&](secrets::Keeping answer) {
        keeping = answer;
        loop.quit();
    });
    loop.exec();
    return keeping == secrets::Keeping::KeyStore ? Result<>() : fail(ErrorKind::Unavailable, u"secrets.no_key_store"_s);
}

Result<> forgetServerPassword(const QString &url)
{
    SecretStore store;
    QEventLoop loop;
    Result<> outcome;
    store.forget(SecretStore::nameOfServer(url), [&](const Result<> &done) {
        outcome = done;
        loop.quit();
    });
    loop.exec();
    return outcome;
}

} // namespace accord::ctl
