// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/transaction.h"
#include "core/storage/workspace_file.h"
#include "tests/support/databases.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <cstdio>

using namespace accord;
using namespace accord::storage;

namespace {

const FixedClock now(QDate(2026, 6, 30));

Result<qint64> counter(Session &session)
{
    const auto value
        = session.statement("SELECT value FROM workspace_setting WHERE key = 'counter'").first([](Statement &row) {
              return row.read<QString>();
          });
    if (!value)
        return passOn(value);
    return value->value_or(u"0"_s).toLongLong();
}

/// Reads, then writes what it read plus one, together with a row of its own.
Result<qint64> countOn(Session &session)
{
    Transaction transaction(session);
    const auto value = counter(session);
    if (!value)
        return value;
    const QString next = QString::number(*value + 1);
    if (auto set = session.run("INSERT INTO workspace_setting (key, value) VALUES ('counter', ?) ON CONFLICT (key) DO "
                               "UPDATE SET value = excluded.value",
                               next);
        !set)
        return set;
    if (auto row = session.run(
            "INSERT INTO command (id, who, kind, digest, outcome, recorded_at) VALUES (?, 'w', 'k', 'd', '{}', ?)",
            QUuid::createUuid(), now.now());
        !row)
        return row;
    if (auto done = transaction.commit(); !done)
        return passOn(done);
    return *value + 1;
}

/// The child: counts \a times (for ever when 0) and says each number after its commit.
int count(const QString &path, int times)
{
    auto session = openWorkspace(path, Access::ReadWrite, now);
    if (!session)
        return 1;
    for (int done = 0; times == 0 || done < times; ++done) {
        const auto value = countOn(**session);
        if (!value)
            return 2;
        std::printf("%lld\n", static_cast<long long>(*value));
        std::fflush(stdout);
    }
    return 0;
}

} // namespace

class TestConcurrentWriters : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = test::freshPlace(m_folder->filePath(u"firm.accord"_s));
        QVERIFY(createWorkspace(m_path, now));
    }

    void fourProcessesReadThenWriteWithoutLosingOne()
    {
        constexpr int processes = 4;
        constexpr int times = 50;
        std::vector<std::unique_ptr<QProcess>> children;
        for (int i = 0; i < processes; ++i)
            children.push_back(startChild(times));
        for (const auto &child : children) {
            QVERIFY(child->waitForFinished(60'000));
            QCOMPARE(child->exitCode(), 0);
        }
        const auto session = openWorkspace(m_path, Access::ReadWrite, now).value();
        QCOMPARE(counter(*session).value(), processes * times);
    }

    void whatWasReportedSavedSurvivesKill()
    {
        for (int round = 0; round < 10; ++round) {
            auto child = startChild(0);
            QByteArray said;
            while (said.count('\n') < 3 + round && child->waitForReadyRead(20'000))
                said += child->readAllStandardOutput();
            child->kill();
            QVERIFY(child->waitForFinished());
            said += child->readAllStandardOutput();
            const QByteArrayList lines = said.left(said.lastIndexOf('\n')).split('\n');
            const auto session = openWorkspace(m_path, Access::ReadWrite, now).value();
            const qint64 kept = counter(*session).value();
            QVERIFY2(kept >= lines.back().toLongLong(), "an acknowledged commit is missing");
            const auto rows = session->statement("SELECT count(*) FROM command").first([](Statement &row) {
                return row.read<qint64>();
            });
            QCOMPARE(rows.value().value(), kept); // the two writes of a transaction stand or fall together
            QVERIFY(checkDamage(*session, false));
        }
    }

private:
    std::unique_ptr<QProcess> startChild(int times)
    {
        auto child = std::make_unique<QProcess>();
        child->start(QCoreApplication::applicationFilePath(), {u"--count"_s, m_path, QString::number(times)});
        return child;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments[1] == u"--count")
        return count(arguments[2], arguments[3].toInt());
    TestConcurrentWriters test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_concurrent_writers.moc"
