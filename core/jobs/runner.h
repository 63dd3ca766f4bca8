// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/jobs/progress.h"

#include <QtCore/QFutureWatcher>
#include <QtCore/QPointer>
#include <QtCore/QPromise>
#include <QtCore/QThreadPool>

#include <exception>
#include <memory>
#include <optional>

namespace accord::jobs {

/// Runs work in other threads and brings its result back to the one that asked.
class Runner
{
public:
    /// At most \a threads pieces of work at the same time; others wait for their turn.
    explicit Runner(int threads = QThread::idealThreadCount());
    /// Cancels what runs and waits until it has ended; owners that still live hear "jobs.cancelled".
    ~Runner();
    Q_DISABLE_COPY_MOVE(Runner)

    /// Runs \a work(Progress &), which returns a `Result<T>`, in another thread, and then \a done(const Result<T> &)
    /// exactly once in the thread of \a owner, which is the calling one: never inside this call, and never once the
    /// owner is gone (then the work is cancelled). After a cancel the result is Cancelled "jobs.cancelled", with
    /// args["completed"] when the work had come to its end all the same. An exception that escapes from the work is
    /// Internal "jobs.exception".
    ///
    /// The watcher tells progress in thousandths, and can cancel.
    template<typename Work, typename Done> QPointer<QFutureWatcherBase> start(QObject *owner, Work work, Done done)
    {
        using Outcome = std::invoke_result_t<Work, Progress &>;
        auto outcome = std::make_shared<std::optional<Outcome>>();
        auto task = std::make_shared<Task>();
        auto *watcher = watch(owner, task);
        QObject::connect(watcher, &QFutureWatcherBase::finished, owner,
                         [watcher, outcome, done = std::move(done)]() mutable {
                             watcher->deleteLater();
                             if (!*outcome || watcher->isCanceled())
                                 *outcome = Outcome(cancelledOutcome(*outcome && outcome->value().has_value()));
                             done(std::as_const(outcome->value()));
                         });
        submit(task, [outcome, work = std::move(work)](Progress &progress) mutable {
            try {
                *outcome = work(progress);
            } catch (const std::exception &exception) {
                *outcome
                    = Outcome(fail(ErrorKind::Internal, u"jobs.exception"_s, {}, QString::fromUtf8(exception.what())));
            } catch (...) {
                *outcome = Outcome(fail(ErrorKind::Internal, u"jobs.exception"_s));
            }
        });
        return watcher;
    }

private:
    struct Task
    {
        QPromise<void> promise;
    };
    QFutureWatcher<void> *watch(QObject *owner, const std::shared_ptr<Task> &task);
    void submit(const std::shared_ptr<Task> &task, std::function<void(Progress &)> work);
    static tl::unexpected<Error> cancelledOutcome(bool completed);

    QMutex m_mutex;
    std::vector<QFuture<void>> m_running;
    QThreadPool m_pool;
};

/// Keeps the newest of several requests for the same thing: starting one cancels the one before, whose answer is
/// dropped.
class Latest
{
public:
    explicit Latest(Runner &runner)
        : m_runner(runner)
    { }
    ~Latest() { cancel(); }
    Q_DISABLE_COPY_MOVE(Latest)

    /// As Runner::start, but \a done hears only the answer of the newest request.
    template<typename Work, typename Done> QPointer<QFutureWatcherBase> start(QObject *owner, Work work, Done done)
    {
        cancel();
        const std::shared_ptr<int> generation = m_generation;
        const int mine = *generation;
        m_watcher = m_runner.start(owner, std::move(work),
                                   [generation, mine, done = std::move(done)](const auto &result) mutable {
                                       if (*generation == mine)
                                           done(result);
                                   });
        return m_watcher;
    }
    /// Drops the answer that is still to come.
    void cancel()
    {
        ++*m_generation;
        if (m_watcher)
            m_watcher->cancel();
    }
    bool isBusy() const { return m_watcher && !m_watcher->isFinished(); }

private:
    Runner &m_runner;
    std::shared_ptr<int> m_generation = std::make_shared<int>(0); // outlives this for answers on their way
    QPointer<QFutureWatcherBase> m_watcher;
};

} // namespace accord::jobs
