// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"

#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtWidgets/QMainWindow>

#include <memory>

class QSettings;

namespace accord::ui {

class LockWindow;

/// Hides a company when nobody touched keyboard or mouse for a while, or when somebody asks for it, until a person has
/// signed in again. Where nobody has a passphrase there is nothing to prove, and it stays open.
class IdleLock : public QObject
{
    Q_OBJECT
public:
    static constexpr int usualMinutes = 15;

    /// \a window is hidden and shown; \a settings keep after how many minutes ("lock/minutes", 0: never by itself).
    IdleLock(workspace::Workspace &workspace, QSettings &settings, QMainWindow &window);
    ~IdleLock() override;

    int minutes() const;
    void setMinutes(int minutes);
    /// Locks, and asks for the proof of \a user.
    void lock(const QString &user);
    /// The same, if \a user has a passphrase; \a otherwise where not.
    void lockIfAsked(const QString &user, std::function<void()> otherwise = {});
    /// What happens when nobody touched anything for long enough.
    void timePassed();
    bool isLocked() const { return m_lockWindow != nullptr; }
    LockWindow *lockWindow() const { return m_lockWindow.get(); }

Q_SIGNALS:
    void locked();
    void unlocked();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void restart();
    void unlock(const QString &user);

    workspace::Workspace &m_workspace;
    QSettings &m_settings;
    QMainWindow &m_window;
    QTimer m_timer;
    std::unique_ptr<LockWindow> m_lockWindow; ///< while it is locked
    std::vector<QPointer<QWidget>> m_hidden; ///< dialogs that come back
};

} // namespace accord::ui
