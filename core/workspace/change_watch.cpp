// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/change_watch.h"

#include "core/storage/team_driver.h"

namespace accord::workspace {

ChangeWatch::ChangeWatch(const Workspace &workspace, std::chrono::milliseconds interval, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_interval(interval)
    , m_thread([this] { look(); })
{ }

ChangeWatch::~ChangeWatch()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
        m_stopping.notify_all();
    }
    m_thread.join();
}

bool ChangeWatch::rest(std::chrono::milliseconds time, storage::TeamDriver *server)
{
    if (server) {
        // Where the connection broke it is asked again soon, which finds out.
        return server->waitForWord(time, m_stop).has_value() ? !m_stop : rest(std::min(time, usualInterval));
    }
    std::unique_lock lock(m_mutex);
    return !m_stopping.wait_for(lock, time, [this] { return m_stop.load(); });
}

namespace {

/// The server of \a session, when it promised to say that something was stored; a copy that can only be read does not.
storage::TeamDriver *listeningServer(storage::Session &session)
{
    auto *const server = storage::teamDriver(session);
    return server && server->listen() ? server : nullptr;
}

} // namespace

void ChangeWatch::look()
{
    std::unique_ptr<Services> services; // made again after the database could not be reached
    storage::TeamDriver *server = nullptr;
    std::optional<qint64> known;
    bool isReachable = true;
    const auto tell = [&](bool reachable) {
        if (isReachable != reachable)
            Q_EMIT reachableChanged(reachable);
        isReachable = reachable;
    };
    do {
        const bool isNew = !services;
        if (isNew) {
            auto opened = m_workspace.services();
            if (!opened) {
                tell(false);
                continue;
            }
            services = std::move(*opened);
            server = listeningServer(services->session()); // before it is asked: nothing falls in between
        }
        const auto version = services->session().dataVersion();
        if (!version) {
            server = nullptr;
            services.reset();
            tell(false);
            continue;
        }
        tell(true);
        // A new session counts anew: what happened in between is not known to have been nothing.
        const bool isStored = known && (isNew || *version != *known);
        known = *version;
        if (isStored) {
            Q_EMIT stored();
            if (server && !rest(shortestInterval))
                return;
        }
    } while (rest(m_interval, server));
}

} // namespace accord::workspace
