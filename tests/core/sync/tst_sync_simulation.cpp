// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync_simulation/world.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::simulation;

namespace {

/// How long one world runs before it comes to rest.
constexpr int steps = 160;

quint64 numberFrom(const char *variable, quint64 otherwise)
{
    bool isNumber = false;
    const quint64 number = qEnvironmentVariable(variable).toULongLong(&isNumber);
    return isNumber ? number : otherwise;
}

QString replay(quint64 seed, Plant plant)
{
    const QString planted = plant == Plant::None ? QString() : u" ACCORD_SYNC_PLANT=%1"_s.arg(nameOf(plant));
    return u"replay with: ACCORD_SYNC_SEED=%1%2 tst_sync_simulation"_s.arg(seed).arg(planted);
}

} // namespace

/// Machines and a server that are cut off, killed, cloned and restored, a seed each. ACCORD_SYNC_SEEDS=200000 is the
/// long form; ACCORD_SYNC_SEED=n runs one and tells what happened.
class TestSyncSimulation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryPromiseWhateverHappens()
    {
        if (qEnvironmentVariableIsSet("ACCORD_SYNC_SEED")) {
            const quint64 seed = numberFrom("ACCORD_SYNC_SEED", 0);
            const Plant plant = plantNamed(qEnvironmentVariable("ACCORD_SYNC_PLANT"));
            World world(seed, plant, true);
            const QString violation = world.run(steps);
            for (const QString &line : world.trace())
                qInfo().noquote() << line;
            QVERIFY2(violation.isEmpty(), qPrintable(violation));
            return;
        }
        const quint64 seeds = numberFrom("ACCORD_SYNC_SEEDS", 2'000);
        for (quint64 seed = 0; seed < seeds; ++seed) {
            const QString violation = World(seed, Plant::None).run(steps);
            QVERIFY2(violation.isEmpty(), qPrintable(violation + u"; "_s + replay(seed, Plant::None)));
        }
    }

    void findsWhatIsPlanted_data()
    {
        QTest::addColumn<int>("plant");
        for (int plant = 1; plant < int(Plant::End); ++plant)
            QTest::addRow("%s", qPrintable(nameOf(Plant(plant)))) << plant;
    }

    void findsWhatIsPlanted()
    {
        QFETCH(int, plant);
        if (qEnvironmentVariableIsSet("ACCORD_SYNC_SEED"))
            QSKIP("one seed is run");
        const quint64 enough = 300;
        for (quint64 seed = 0; seed < enough; ++seed) {
            const QString violation = World(seed, Plant(plant)).run(steps);
            if (violation.isEmpty())
                continue;
            qInfo().noquote() << u"found with seed %1: %2; "_s.arg(seed).arg(violation) + replay(seed, Plant(plant));
            return;
        }
        QFAIL("not found");
    }
};

QTEST_GUILESS_MAIN(TestSyncSimulation)
#include "tst_sync_simulation.moc"
