// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/runner.h"

#include <algorithm>

namespace accord::jobs {

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
    m_pool.start([task, work = std::move(work)]() mutable {
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
        promise.finish();
    });
}

tl::unexpected<Error> Runner::cancelledOutcome(bool completed)
{
    QVariantMap args;
    if (completed)
        args.insert(u"completed"_s, true);
    return fail(ErrorKind::Cancelled, u"jobs.cancelled"_s, args);
}

} // namespace accord::jobs
