// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/auto_sync.h"

#include "core/workspace/copy_lock.h"

namespace accord::workspace {

using std::chrono::milliseconds;

namespace {

std::optional<milliseconds> since(const QElapsedTimer &timer)
{
    return timer.isValid() ? std::optional(milliseconds(timer.elapsed())) : std::nullopt;
}

} // namespace

AutoSync::AutoSync(Workspace &workspace, std::function<bool()> isOn, quint64 seed, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_isOn(std::move(isOn))
    , m_seed(seed)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &AutoSync::run);
    if (workspace.isReadOnly())
        return;
    connect(&workspace, &Workspace::changed, this, &AutoSync::look);
    look();
}

sync::Attempts AutoSync::attempts() const
{
    return {since(m_sinceLast), since(m_sinceChange), m_failures, m_isRefused};
}

std::optional<milliseconds> AutoSync::untilNext() const
{
    return m_isCopy && m_isOn() ? sync::untilNextTry(attempts(), m_seed) : std::nullopt;
}

/// Whether something waits.
void AutoSync::look()
{
    m_workspace.runner().start(this,
                               pastCopyLock(m_workspace, [](Services &services) { return SyncDesk(services).state(); }),
                               [this](const Result<SyncState> &state) {
                                   if (!state)
                                       return;
                                   m_isCopy = state->isCopy;
                                   if (state->failure.isEmpty())
                                       m_isRefused = false; // somebody asked, and was heard
                                   if (state->waiting == 0)
                                       m_sinceChange.invalidate();
                                   else if (!m_sinceChange.isValid())
                                       m_sinceChange.start();
                                   plan();
                               });
}

void AutoSync::plan()
{
    const auto wait = sync::untilNextTry(attempts(), m_seed);
    if (!m_isCopy || m_isRunning || !wait)
        return m_timer.stop();
    m_timer.start(*wait);
}

void AutoSync::run()
{
    if (!m_isOn()) { // asked again later: it may be switched on
        m_sinceLast.start();
        return plan();
    }
    m_isRunning = true;
    Q_EMIT changed();
    m_workspace.runner().start(this,
                               pastCopyLock(m_workspace, [](Services &services) { return SyncDesk(services).run(); }),
                               [this](const Result<SyncCounts> &counts) { take(counts); });
}

void AutoSync::take(const Result<SyncCounts> &counts)
{
    m_isRunning = false;
    m_sinceLast.start();
    m_sinceChange.invalidate();
    m_failures = counts ? 0 : m_failures + 1;
    m_isRefused = !counts && counts.error().kind == ErrorKind::Forbidden;
    ++m_seed;
    plan();
    Q_EMIT changed();
    if (counts && counts->sent + counts->received > 0)
        m_workspace.announceChange();
    else
        look();
}

} // namespace accord::workspace
