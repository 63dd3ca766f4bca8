// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QMutex>
#include <QtCore/QString>

#include <atomic>
#include <functional>

namespace accord::jobs {

/// How far a piece of work has come, and whether somebody wants it to stop. May be used from several threads.
class Progress
{
public:
    struct State
    {
        qint64 done = 0;
        qint64 total = 0; ///< 0: not known
        QString message;
    };
    using Listener = std::function<void(const State &)>;

    Progress();
    /// \a listener hears of every change of a thousandth or of the message, in the working thread.
    explicit Progress(Listener listener, std::function<bool()> cancelled = {});
    Q_DISABLE_COPY_MOVE(Progress)

    void setTotal(qint64 total);
    void setDone(qint64 done);
    void advance(qint64 by = 1);
    void setMessage(const QString &message);
    State state() const;

    /// Asked between steps that can be left whole.
    bool cancelled() const
    {
        return m_cancelled.load(std::memory_order_relaxed) || (m_askCancelled && m_askCancelled());
    }
    void cancel() { m_cancelled.store(true, std::memory_order_relaxed); }

private:
    void tell(bool always);

    std::atomic<qint64> m_done = 0;
    std::atomic<qint64> m_total = 0;
    std::atomic<bool> m_cancelled = false;
    std::atomic<qint64> m_toldStep = -1;
    mutable QMutex m_mutex;
    QString m_message;
    Listener m_listener;
    std::function<bool()> m_askCancelled;
};

} // namespace accord::jobs
