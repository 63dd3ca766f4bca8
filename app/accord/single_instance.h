// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>

#include <memory>

class QLocalServer;
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

    /// Whether this is the first window on \a path; otherwise the first one has been asked to come to the front.
    bool claim(const QString &path);

Q_SIGNALS:
    void raiseRequested();

private:
    std::unique_ptr<QLockFile> m_lock;
    QLocalServer *m_server = nullptr;
};

} // namespace accord::app
