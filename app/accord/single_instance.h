// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>

#include <memory>

class QLocalServer;
class QLocalSocket;
class QLockFile;

namespace accord::app {

/// One window per workspace file and person: a second start hands its wish to the first and ends. A lock left behind by
/// a killed program is taken over.
class SingleInstance : public QObject
{
    Q_OBJECT
public:
    explicit SingleInstance(QObject *parent = nullptr);
    ~SingleInstance() override;

    /// Whether this is the first window on \a path; otherwise the first one has been asked to come to the front and to
    /// follow \a link, which may be empty.
    bool claim(const QString &path, const QString &link = {});
    /// What was claimed may be claimed again.
    void release();

Q_SIGNALS:
    /// \a link  as another program gave it, at most 4 KiB: nothing of it has been looked at
    void raiseRequested(const QString &link);

private:
    void hear(QLocalSocket *socket);

    std::unique_ptr<QLockFile> m_lock;
    QLocalServer *m_server = nullptr;
};

} // namespace accord::app
