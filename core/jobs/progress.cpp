// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/progress.h"

#include <algorithm>

namespace accord::jobs {

Progress::Progress() = default;

Progress::Progress(Listener listener, std::function<bool()> cancelled)
    : m_listener(std::move(listener))
    , m_askCancelled(std::move(cancelled))
{ }

void Progress::setTotal(qint64 total)
{
    m_total = total;
    tell(true);
}

void Progress::setDone(qint64 done)
{
    m_done = done;
    tell(false);
}

void Progress::advance(qint64 by)
{
    m_done += by;
    tell(false);
}

void Progress::setMessage(const QString &message)
{
    {
        const QMutexLocker lock(&m_mutex);
        m_message = message;
    }
    tell(true);
}

Progress::State Progress::state() const
{
    const QMutexLocker lock(&m_mutex);
    return {m_done, m_total, m_message};
}

void Progress::tell(bool always)
{
    if (!m_listener)
        return;
    const qint64 step = m_done / std::max<qint64>(1, m_total / 1000);
    if (m_toldStep.exchange(step) == step && !always)
        return;
    m_listener(state());
}

} // namespace accord::jobs
