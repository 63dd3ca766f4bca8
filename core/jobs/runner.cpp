// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/runner.h"

#include <QtCore/QRunnable>

#include <algorithm>

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define ACCORD_THREAD_SANITIZER
#include <sanitizer/tsan_interface.h>
#endif
#endif

namespace accord::jobs {

namespace {

// Qt passes work on with locks that ThreadSanitizer does not see, being built without it: it is told where.
void passOnTo([[maybe_unused]] const void *there)
{
#ifdef ACCORD_THREAD_SANITIZER
    __tsan_release(const_cast<void *>(there));
#endif
}

void takeOverFrom([[maybe_unused]] const void *there)
{
#ifdef ACCORD_THREAD_SANITIZER
    __tsan_acquire(const_cast<void *>(there));
#endif
}

class Runnable final : public QRunnable
{
public:
    explicit Runnable(std::function<void()> work)
        : m_work(std::move(work))
    { }
    void run() override
    {
        takeOverFrom(this);
        m_work();
    }

private:
    std::function<void()> m_work;
};

} // namespace

Runner::Runner(int threads)
{
    m_pool.setMaxThreadCount(std::max(1, threads));
}

Runner::~Runner()
{
    {
        const QMutexLocker lock(&m_mutex);
        for (QFuture<void> &future : m_running)
            future.cancel();
    }
    m_pool.waitForDone();
}

QFutureWatcher<void> *Runner::watch(QObject *owner, const std::shared_ptr<Task> &task)
{
    Q_ASSERT(owner && owner->thread() == QThread::currentThread());
    auto *watcher = new QFutureWatcher<void>(owner);
    task->promise.start();
    task->promise.setProgressRange(0, 1000);
    QObject::connect(watcher, &QFutureWatcherBase::finished, watcher, [there = task.get()] { takeOverFrom(there); });
    // Nobody waits any more when the owner is gone.
    QObject::connect(watcher, &QObject::destroyed, watcher,
                     [future = task->promise.future()]() mutable { future.cancel(); });
    watcher->setFuture(task->promise.future());
    return watcher;
}

void Runner::submit(const std::shared_ptr<Task> &task, std::function<void(Progress &)> work)
{
    {
        const QMutexLocker lock(&m_mutex);
        std::erase_if(m_running, [](const QFuture<void> &future) { return future.isFinished(); });
        m_running.push_back(task->promise.future());
    }
    auto *runnable = new Runnable([task, work = std::move(work)]() mutable {
        QPromise<void> &promise = task->promise;
        if (!promise.isCanceled()) {
            Progress progress(
                [&promise](const Progress::State &state) {
                    const qint64 thousandths
                        = state.total > 0 ? std::clamp<qint64>(state.done * 1000 / state.total, 0, 1000) : 0;
                    promise.setProgressValueAndText(int(thousandths), state.message);
                },
                [&promise] { return promise.isCanceled(); });
            work(progress);
        }
        work = {}; // what it captured dies before the owner hears of the end
        passOnTo(task.get());
        promise.finish();
    });
    passOnTo(runnable);
    m_pool.start(runnable); // which deletes it
}

tl::unexpected<Error> Runner::cancelledOutcome(bool completed)
{
    QVariantMap args;
    if (completed)
        args.insert(u"completed"_s, true);
    return fail(ErrorKind::Cancelled, u"jobs.cancelled"_s, args);
}

} // namespace accord::jobs
