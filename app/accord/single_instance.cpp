// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accord/single_instance.h"

#include "core/base/error.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QLockFile>
#include <QtCore/QStandardPaths>
#include <QtNetwork/QLocalServer>
#include <QtNetwork/QLocalSocket>

namespace accord::app {

SingleInstance::SingleInstance(QObject *parent)
    : QObject(parent)
{ }

SingleInstance::~SingleInstance() = default;

bool SingleInstance::claim(const QString &path)
{
    const QByteArray digest
        = QCryptographicHash::hash((path.contains(u"://"_s) ? path : QFileInfo(path).absoluteFilePath()).toUtf8(),
                                   QCryptographicHash::Sha256)
              .toHex()
              .left(24);
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    const QString name
        = QDir(folder.isEmpty() ? QDir::tempPath() : folder).filePath(u"accord-"_s + QString::fromLatin1(digest));
    auto lock = std::make_unique<QLockFile>(name + u".lock"_s);
    lock->setStaleLockTime(0); // held for as long as the program lives; a dead one's lock is recognised by its process
    if (!lock->tryLock(200)) {
        QLocalSocket first;
        first.connectToServer(name);
        first.waitForConnected(500);
        return false;
    }
    m_lock = std::move(lock);
    delete m_server;
    m_server = new QLocalServer(this);
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    QLocalServer::removeServer(name);
    connect(m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_server->nextPendingConnection())
            socket->deleteLater();
        Q_EMIT raiseRequested();
    });
    m_server->listen(name);
    return true;
}

} // namespace accord::app
