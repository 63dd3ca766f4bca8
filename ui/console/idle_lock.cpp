// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/idle_lock.h"

#include "core/workspace/sign_in.h"
#include "ui/console/lock_window.h"

#include <QtCore/QEvent>
#include <QtCore/QSettings>
#include <QtWidgets/QApplication>

#include <chrono>

namespace accord::ui {

namespace {

const QString minutesKey = u"lock/minutes"_s;

bool isTouch(QEvent::Type type)
{
    switch (type) {
    case QEvent::KeyPress:
    case QEvent::MouseMove:
    case QEvent::MouseButtonPress:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TabletPress:
        return true;
    default:
        return false;
    }
}

} // namespace

IdleLock::IdleLock(workspace::Workspace &workspace, QSettings &settings, QMainWindow &window)
    : QObject(&window)
    , m_workspace(workspace)
    , m_settings(settings)
    , m_window(window)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &IdleLock::timePassed);
    QApplication::instance()->installEventFilter(this);
    restart();
}

IdleLock::~IdleLock() = default;

int IdleLock::minutes() const
{
    return std::max(0, m_settings.value(minutesKey, usualMinutes).toInt());
}

void IdleLock::setMinutes(int minutes)
{
    m_settings.setValue(minutesKey, minutes);
    restart();
}

void IdleLock::restart()
{
    if (minutes() == 0 || isLocked())
        return m_timer.stop();
    m_timer.start(std::chrono::minutes(minutes()));
}

void IdleLock::timePassed()
{
    lockIfAsked(m_workspace.actor(), [this] { restart(); });
}

bool IdleLock::eventFilter(QObject *watched, QEvent *event)
{
    if (isTouch(event->type()) && m_timer.isActive())
        m_timer.start();
    return QObject::eventFilter(watched, event);
}

void IdleLock::lockIfAsked(const QString &user, std::function<void()> otherwise)
{
    m_workspace.start(
        this,
        [user](workspace::Services &services, jobs::Progress &) {
            return workspace::asksForPassphrase(services, user);
        },
        [this, user, otherwise = std::move(otherwise)](const Result<bool> &asks) {
            if (asks && !*asks && otherwise)
                return otherwise();
            if (!asks || *asks)
                lock(user); // what cannot be asked is not open either
        });
}

void IdleLock::lock(const QString &user)
{
    if (isLocked())
        return m_lockWindow->ask(user);
    m_timer.stop();
    m_lockWindow = std::make_unique<LockWindow>(m_workspace);
    connect(m_lockWindow.get(), &LockWindow::signedIn, this, &IdleLock::unlock);
    m_lockWindow->resize(m_window.size());
    m_lockWindow->move(m_window.pos());
    m_hidden.clear();
    for (QWidget *other : QApplication::topLevelWidgets()) {
        if (!other->isVisible() || other == &m_window || other == m_lockWindow.get())
            continue;
        m_hidden.emplace_back(other);
        other->hide();
    }
    m_lockWindow->show(); // before the last window hides, which would end the program
    m_window.hide();
    m_lockWindow->activateWindow();
    m_lockWindow->ask(user);
    Q_EMIT locked();
}

void IdleLock::unlock(const QString &user)
{
    if (const auto chosen = m_workspace.setActor(user); !chosen)
        return;
    m_window.show();
    for (const auto &one : m_hidden) {
        if (one)
            one->show();
    }
    m_hidden.clear();
    m_lockWindow.release()->deleteLater();
    m_window.activateWindow();
    restart();
    m_workspace.announceChange();
    Q_EMIT unlocked();
}

} // namespace accord::ui
