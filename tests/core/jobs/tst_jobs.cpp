// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/runner.h"

#include <QtCore/QSemaphore>
#include <QtCore/QThread>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <stdexcept>

using namespace accord;
using namespace accord::jobs;

class TestJobs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bringsTheResultBackToTheOwnersThread()
    {
        Runner runner(2);
        int calls = 0;
        QThread *workThread = nullptr;
        QThread *doneThread = nullptr;
        runner.start(
            this,
            [&](Progress &) -> Result<int> {
                workThread = QThread::currentThread();
                return 42;
            },
            [&](const Result<int> &result) {
                ++calls;
                doneThread = QThread::currentThread();
                QCOMPARE(result.value(), 42);
            });
        QCOMPARE(calls, 0); // never inside the call
        QTRY_COMPARE(calls, 1);
        QTest::qWait(20);
        QCOMPARE(calls, 1);
        QCOMPARE(doneThread, QThread::currentThread());
        QVERIFY(workThread != doneThread);
    }

    void aCancelledJobEndsAsCancelled()
    {
        Runner runner(1);
        QSemaphore running;
        Error error;
        int calls = 0;
        const auto watcher = runner.start(
            this,
            [&](Progress &progress) -> Result<> {
                running.release();
                while (!progress.cancelled())
                    QThread::yieldCurrentThread();
                return fail(ErrorKind::Cancelled, u"work.stopped"_s);
            },
            [&](const Result<> &result) {
                ++calls;
                error = result.error();
            });
        running.acquire();
        watcher->cancel();
        QTRY_COMPARE(calls, 1);
        QCOMPARE(error.kind, ErrorKind::Cancelled);
        QVERIFY(!error.args.contains(u"completed"_s));
    }

    void aJobCancelledBeforeItsTurnNeverRuns()
    {
        Runner runner(1);
        QSemaphore gate;
        bool ran = false;
        int calls = 0;
        runner.start(
            this,
            [&](Progress &) -> Result<> {
                gate.acquire();
                return {};
            },
            [&](const Result<> &) { ++calls; });
        const auto second = runner.start(
            this,
            [&](Progress &) -> Result<> {
                ran = true;
                return {};
            },
            [&](const Result<> &result) {
                ++calls;
                QCOMPARE(result.error().id, u"jobs.cancelled"_s);
            });
        second->cancel();
        gate.release();
        QTRY_COMPARE(calls, 2);
        QVERIFY(!ran);
    }

    void saysWhenACancelCameTooLate()
    {
        Runner runner(1);
        QSemaphore gate;
        QVariantMap args;
        int calls = 0;
        const auto watcher = runner.start(
            this,
            [&](Progress &) -> Result<int> {
                gate.acquire();
                return 1;
            },
            [&](const Result<int> &result) {
                ++calls;
                args = result.error().args;
            });
        watcher->cancel();
        gate.release();
        QTRY_COMPARE(calls, 1);
        // It either never began or ran to its end; only the latter is marked.
        QVERIFY(args.isEmpty() || args.value(u"completed"_s).toBool());
    }

    void neverCallsAnOwnerThatIsGone()
    {
        Runner runner(1);
        QSemaphore running, stopped;
        int calls = 0;
        auto owner = std::make_unique<QObject>();
        runner.start(
            owner.get(),
            [&](Progress &progress) -> Result<> {
                running.release();
                while (!progress.cancelled())
                    QThread::yieldCurrentThread();
                stopped.release();
                return {};
            },
            [&](const Result<> &) { ++calls; });
        running.acquire();
        owner.reset();
        QVERIFY2(stopped.tryAcquire(1, 5000), "the work goes on although nobody waits for it");
        QTest::qWait(20);
        QCOMPARE(calls, 0);
    }

    void anExceptionIsAnError()
    {
        Runner runner(1);
        Error error;
        runner.start(
            this, [](Progress &) -> Result<> { throw std::runtime_error("boom"); },
            [&](const Result<> &result) { error = result.error(); });
        QTRY_COMPARE(error.id, u"jobs.exception"_s);
        QCOMPARE(error.detail, u"boom"_s);
    }

    void tellsProgress()
    {
        Runner runner(1);
        bool finished = false;
        const auto watcher = runner.start(
            this,
            [](Progress &progress) -> Result<> {
                progress.setTotal(4000);
                progress.advance(3000);
                progress.setMessage(u"rating"_s);
                return {};
            },
            [&](const Result<> &) { finished = true; });
        QSignalSpy values(watcher, &QFutureWatcherBase::progressValueChanged);
        QTRY_VERIFY(finished);
        QVERIFY(!values.isEmpty());
        QCOMPARE(values.last().first().toInt(), 750);
    }

    void onlyTheLatestRequestIsAnswered()
    {
        Runner runner(2);
        Latest latest(runner);
        QList<int> answers;
        for (int i = 0; i < 20; ++i)
            latest.start(
                this, [i](Progress &) -> Result<int> { return i; },
                [&](const Result<int> &result) { answers << result.value(); });
        QTRY_COMPARE(answers, QList<int>{19});
        QTest::qWait(30);
        QCOMPARE(answers, QList<int>{19});
    }

    void countsFromSeveralThreads()
    {
        Progress progress;
        progress.setTotal(20000);
        QThreadPool pool;
        for (int i = 0; i < 4; ++i)
            pool.start([&] {
                for (int n = 0; n < 5000; ++n)
                    progress.advance();
            });
        pool.waitForDone();
        QCOMPARE(progress.state().done, 20000);
    }
};

QTEST_GUILESS_MAIN(TestJobs)
#include "tst_jobs.moc"
