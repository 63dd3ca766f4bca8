// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/server_passwords.h"

#include <QtCore/QHash>
#include <QtCore/QMutex>

namespace accord::storage {

namespace {

/// Of the whole program, since every worker connects by the address alone.
struct Passwords
{
    QMutex mutex;
    QHash<QString, QByteArray> byUrl;
};

Passwords &passwords()
{
    static Passwords all;
    return all;
}

} // namespace

void setServerPassword(const QString &url, const QString &password)
{
    const QMutexLocker lock(&passwords().mutex);
    if (password.isEmpty())
        passwords().byUrl.remove(url);
    else
        passwords().byUrl.insert(url, password.toUtf8());
}

std::optional<QByteArray> serverPassword(const QString &url)
{
    const QMutexLocker lock(&passwords().mutex);
    const auto found = passwords().byUrl.constFind(url);
    return found == passwords().byUrl.cend() ? std::nullopt : std::optional(*found);
}

} // namespace accord::storage
