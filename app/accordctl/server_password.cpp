// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/server_password.h"

#include "app/accordctl/asked_secret.h"
#include "core/secrets/secret_store.h"
#include "core/storage/server_passwords.h"
#include "core/workspace/workspace.h"

#include <QtCore/QEventLoop>

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

} // namespace

bool takeServerPassword(const QString &url)
{
    auto password = storage::serverPassword(url) ? std::nullopt : kept(url);
    if (!password) {
        const auto asked = askedSecret("PGPASSWORD", u"Password for %1:"_s.arg(workspace::Workspace::nameOf(url)));
        if (!asked || asked->isEmpty())
            return false;
        password = *asked;
    }
    storage::setServerPassword(url, *password);
    return true;
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
