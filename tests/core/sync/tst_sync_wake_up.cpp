// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/wake_up.h"

#include <QtTest/QTest>

#include <set>

using namespace accord::sync;
using namespace std::chrono_literals;

class TestSyncWakeUp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looksSoonAfterOpening() { QCOMPARE(untilNextTry({}, 7), std::optional(afterOpening)); }

    void sendsAChangeWithinSeconds()
    {
        QCOMPARE(untilNextTry({.sinceLast = 20s, .sinceChange = 1s}, 7), std::optional(2'000ms));
        QCOMPARE(untilNextTry({.sinceLast = 20s, .sinceChange = 9s}, 7), std::optional(0ms));
        // Not on and on, when something waits that the team takes no answer for.
        QCOMPARE(untilNextTry({.sinceLast = 1s, .sinceChange = 30s}, 7), std::optional(2'000ms));
    }

    void looksAboutEachMinuteOtherwise()
    {
        std::set<qint64> waits;
        for (quint64 seed = 0; seed < 200; ++seed) {
            const auto wait = untilNextTry({.sinceLast = 0ms}, seed).value();
            QVERIFY(wait >= 54s && wait < 66s);
            waits.insert(wait.count());
        }
        QVERIFY(waits.size() > 150);
        QCOMPARE(untilNextTry({.sinceLast = 3h}, 7), std::optional(0ms));
    }

    void waitsTwiceAsLongAfterEachFailure()
    {
        for (int failures = 1; failures < 60; ++failures) {
            const auto whole
                = std::min<std::chrono::milliseconds>(5s * (qint64(1) << std::min(failures - 1, 20)), 300s);
            for (quint64 seed = 0; seed < 50; ++seed) {
                const auto wait
                    = untilNextTry({.sinceLast = 0ms, .sinceChange = 0ms, .failures = failures}, seed).value();
                QVERIFY2(wait >= whole / 2 && wait < whole, qPrintable(QString::number(failures)));
            }
        }
    }

    void saysTheSameForTheSameSeed()
    {
        const Attempts attempts{.sinceLast = 1s, .failures = 3};
        QCOMPARE(untilNextTry(attempts, 42), untilNextTry(attempts, 42));
    }

    void drawsTheNumbersOfSplitMix64()
    {
        // The first number that is drawn from seed 1234567 is published: 6457827717110365317.
        const quint64 drawn = 6'457'827'717'110'365'317ULL;
        QCOMPARE(untilNextTry({.sinceLast = 0ms}, 1'234'567)->count(), 54'000 + qint64(drawn % 12'000));
        // After failures it is drawn from the seed and their number, so that no two waits are the same.
        QCOMPARE(untilNextTry({.sinceLast = 0ms, .failures = 1}, 1'234'566)->count(), 2'500 + qint64(drawn % 2'500));
    }

    void countsWhatHasPassedAlready()
    {
        const auto whole = untilNextTry({.sinceLast = 0ms}, 7).value();
        QCOMPARE(untilNextTry({.sinceLast = 5s}, 7), std::optional(whole - 5s));
        const auto failed = untilNextTry({.sinceLast = 0ms, .failures = 4}, 7).value();
        QCOMPARE(untilNextTry({.sinceLast = 5s, .failures = 4}, 7), std::optional(failed - 5s));
    }

    void leavesARefusalToAPerson()
    {
        QCOMPARE(untilNextTry({.sinceLast = 1h, .sinceChange = 1h, .isRefused = true}, 7), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(TestSyncWakeUp)
#include "tst_sync_wake_up.moc"
