// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accord/single_instance.h"

#include "core/base/error.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QLockFile>
#include <QtCore/QStandardPaths>
#include <QtCore/QTimer>
#include <QtNetwork/QLocalServer>
#include <QtNetwork/QLocalSocket>

#include <utility>

namespace accord::app {

namespace {

constexpr qint64 mostHeard = 4096;

} // namespace

SingleInstance::SingleInstance(QObject *parent)
    : QObject(parent)
{ }

SingleInstance::~SingleInstance() = default;

bool SingleInstance::claim(const QString &path, const QString &link)
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
        if (first.waitForConnected(500) && !link.isEmpty()) {
            first.write(link.toUtf8());
            first.waitForBytesWritten(500);
        }
        first.disconnectFromServer();
        return false;
    }
    m_lock = std::move(lock);
    delete m_server;
    m_server = new QLocalServer(this);
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    QLocalServer::removeServer(name);
    connect(m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_server->nextPendingConnection())
            hear(socket);
    });
    m_server->listen(name);
    return true;
}

void SingleInstance::release()
{
    delete std::exchange(m_server, nullptr);
    m_lock.reset();
}

void SingleInstance::hear(QLocalSocket *socket)
{
    socket->setReadBufferSize(mostHeard);
    socket->setParent(this);
    const auto told = [this, socket] {
        const QByteArray link = socket->read(mostHeard);
        socket->disconnect(this);
        socket->deleteLater();
        Q_EMIT raiseRequested(QString::fromUtf8(link));
    };
    if (socket->state() != QLocalSocket::ConnectedState)
        return told();
    connect(socket, &QLocalSocket::disconnected, this, told);
    QTimer::singleShot(std::chrono::seconds(2), socket, &QLocalSocket::abort); // one that says nothing and stays
}

} // namespace accord::app
