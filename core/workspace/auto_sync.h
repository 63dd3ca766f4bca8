// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/wake_up.h"
#include "core/workspace/sync_desk.h"
#include "core/workspace/workspace.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>

#include <functional>

namespace accord::workspace {

/// Exchanges an open copy with its team by itself: seconds after something was written, about each minute otherwise,
/// and ever more seldom while the team cannot be reached (sync/wake_up). The work is done on a worker, never in the
/// thread of this object. For a workspace that is nobody's copy it does nothing.
class AutoSync : public QObject
{
    Q_OBJECT
public:
    /// \param isOn  asked at each time: whether whoever works here wants it
    AutoSync(Workspace &workspace, std::function<bool()> isOn, quint64 seed, QObject *parent = nullptr);

    bool isRunning() const { return m_isRunning; }
    /// Until the next try; none: there is none by itself.
    std::optional<std::chrono::milliseconds> untilNext() const;

Q_SIGNALS:
    /// It began or ended; how the copy stands is in the copy itself.
    void changed();

private:
    void look();
    void plan();
    void run();
    void take(const Result<SyncCounts> &counts);
    sync::Attempts attempts() const;

    Workspace &m_workspace;
    std::function<bool()> m_isOn;
    quint64 m_seed;
    QTimer m_timer;
    QElapsedTimer m_sinceLast;
    QElapsedTimer m_sinceChange;
    int m_failures = 0;
    bool m_isCopy = false;
    bool m_isRefused = false;
    bool m_isRunning = false;
};

} // namespace accord::workspace
