// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"

#include <QtCore/QObject>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace accord::storage {
class TeamDriver;
}

namespace accord::workspace {

/// Looks for what others store in a workspace: another console, a worker, accordctl. A thread with a session of its own
/// asks the database for its version from time to time, which reads no table of the company. A server says by itself
/// that something was stored, so that it is asked at once; its words may be lost, so it is asked all the same.
class ChangeWatch : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds usualInterval{2000};
    /// Between two times that stored() is said, so that who works for long does not keep all pages reading.
    static constexpr std::chrono::milliseconds shortestInterval{200};

    explicit ChangeWatch(const Workspace &workspace, std::chrono::milliseconds interval = usualInterval,
                         QObject *parent = nullptr);
    ~ChangeWatch() override; ///< waits for its thread

Q_SIGNALS:
    /// Something was stored since the last time, by whomever; in the thread of this object.
    void stored();
    /// The database cannot be reached any more, or can again.
    void reachableChanged(bool isReachable);

private:
    void look();
    /// Waits for \a time, or for a word of \a server if there is one. False once it is to stop.
    bool rest(std::chrono::milliseconds time, storage::TeamDriver *server = nullptr);

    const Workspace &m_workspace;
    std::chrono::milliseconds m_interval;
    // Of the standard library: ThreadSanitizer sees where these wait and end, and not where those of Qt do.
    std::mutex m_mutex;
    std::condition_variable m_stopping;
    std::atomic_bool m_stop = false;
    std::thread m_thread; ///< last: it begins when all else is there
};

} // namespace accord::workspace
