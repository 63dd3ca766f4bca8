// SPDX-License-Identifier: GPL-3.0-or-later
// What only the database of a team has: its address, its connection, its catalogue, others who write.
#include "core/storage/postgresql_address.h"
#include "core/storage/postgresql_text.h"
#include "core/storage/transaction.h"
#include "core/storage/workspace_file.h"
#include "tests/support/databases.h"

#include <QtTest/QTest>

#include <thread>

using namespace accord;
using namespace accord::storage;

namespace {

const FixedClock now(QDate(2026, 6, 30));

Result<qint64> number(Session &session, Sql sql)
{
    const auto found = session.statement(sql).first([](Statement &row) { return row.read<qint64>(); });
    return found ? Result<qint64>(found->value_or(-1)) : passOn(found);
}

Result<qint64> note(Session &session, const QString &key)
{
    return session.run("INSERT INTO workspace_setting (key, value) VALUES (?, 'x')", key);
}

} // namespace

class TestTeamDatabase : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_url = test::freshPlace({});
        auto session = createWorkspace(m_url, now);
        QVERIFY2(session, session ? "" : qPrintable(session.error().id + session.error().detail));
        m_session = std::move(*session);
    }

    void refusesAnAddressThatIsNotSafe_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("id");
        const auto row
            = [](const char *name, const QString &url, const QString &id) { QTest::newRow(name) << url << id; };
        row("password", u"postgresql://ann:secret@db/firm"_s, u"storage.password_in_url"_s);
        row("password behind the question mark", u"postgresql://db/firm?password=x"_s, u"storage.password_in_url"_s);
        row("no encryption", u"postgresql://db/firm?sslmode=disable"_s, u"storage.server_option"_s);
        row("less proof", u"postgresql://db/firm?sslmode=require"_s, u"storage.server_option"_s);
        row("settings of the session", u"postgresql://db/firm?options=-csearch_path%3Dx"_s, u"storage.server_option"_s);
        row("another file of settings", u"postgresql://db/firm?service=x"_s, u"storage.server_option"_s);
        row("space in a value", u"postgresql://db/firm?user=ann%20sslmode%3Ddisable"_s, u"storage.server_option"_s);
        row("semicolon in a value", u"postgresql://db/firm?user=ann;x"_s, u"storage.server_option"_s);
        row("no database", u"postgresql://db"_s, u"storage.server_url"_s);
        row("broken", u"postgresql://[::1/firm"_s, u"storage.server_url"_s);
    }
    void refusesAnAddressThatIsNotSafe()
    {
        QFETCH(QString, url);
        QFETCH(QString, id);
        const auto options = serverOptions(url);
        QVERIFY(!options);
        QCOMPARE(options.error().id, id);
    }

    void asksForProofOfTheServerLast()
    {
        const auto options = serverOptions(u"postgresql://ann@db.example.com/firm?sslmode=verify-full"_s);
        QVERIFY(options);
        QCOMPARE(options->back().first, QByteArray("sslmode"));
        QCOMPARE(options->back().second, QByteArray("verify-full"));
        QVERIFY(std::ranges::count(*options, QByteArray("sslmode"), &ServerOptions::value_type::first) == 1);
    }

    void numbersParametersOutsideOfLiterals()
    {
        const auto text = postgreSqlText("SELECT '?''?', \"a?\", ?2, ? -- ?\n, ? IS NULL");
        QCOMPARE(text.sql, QByteArray("SELECT '?''?', \"a?\", $2, $3 -- ?\n, $4 IS NULL"));
        QCOMPARE(text.parameters, 4);
        QCOMPARE(text.withoutNullTests, QByteArray("SELECT '?''?', \"a?\", $2, $3 -- ?\n, true"));
        QVERIFY(!text.writes);
        QVERIFY(postgreSqlText("  insert INTO a VALUES (1)").writes);
    }

    void numbersComeBackAsTheyWereWritten_data()
    {
        QTest::addColumn<QString>("digits");
        for (const char *digits : {"0", "0.00", "-0.50", "1", "10000", "100000000", "0.000012", "0.0000000000000012",
                                   "-12345678901234567890.123450", "1000000.0001", "99999999.99990000"})
            QTest::newRow(digits) << QString::fromLatin1(digits);
    }
    void numbersComeBackAsTheyWereWritten()
    {
        QFETCH(QString, digits);
        auto select = m_session->statement("SELECT CAST(? AS NUMERIC)");
        QCOMPARE(select.bind(digits).first([](Statement &row) { return row.read<QString>(); })->value(), digits);
    }
    void sumsComeBackWhole()
    {
        QCOMPARE(number(*m_session, "SELECT sum(x) FROM (VALUES (CAST(9223372036854775806 AS BIGINT)), (1)) AS n (x)")
                     .value(),
                 std::numeric_limits<qint64>::max());
        QCOMPARE(number(*m_session, "SELECT sum(CAST(x AS BIGINT)) FROM (VALUES (-680000), (0)) AS n (x)").value(),
                 -680000);
    }
    void instantsComeBackAsTheyWereBound()
    {
        for (const QDateTime &instant :
             {QDateTime(QDate(1999, 12, 31), QTime(23, 59, 59, 999), Qt::UTC),
              QDateTime(QDate(2000, 1, 1), QTime(0, 0), Qt::UTC), QDateTime(QDate(1, 1, 1), QTime(0, 0), Qt::UTC),
              QDateTime(QDate(2026, 6, 30), QTime(1, 2, 3, 4), Qt::UTC)}) {
            auto select = m_session->statement("SELECT CAST(? AS TIMESTAMPTZ)");
            const auto found = select.bind(instant).first([](Statement &row) { return row.read<QDateTime>(); });
            QCOMPARE(found->value(), instant);
        }
    }

    void readsALargeAnswerBesideOtherStatements()
    {
        auto many = m_session->statement("SELECT n FROM generate_series(1, 50000) AS n");
        qint64 sum = 0;
        for (int rows = 0; many.next(); ++rows) {
            sum += many.read<qint64>();
            if (rows % 10'000 == 0)
                QVERIFY(note(*m_session, QString::number(rows)));
        }
        QVERIFY(many.finish());
        QCOMPARE(sum, 50000LL * 50001 / 2);
        QCOMPARE(number(*m_session, "SELECT count(*) FROM workspace_setting").value(), 5);
    }

    void connectsAgainWhenTheConnectionWasLostMeanwhile()
    {
        QVERIFY(note(*m_session, u"before"_s));
        killOthers();
        QCOMPARE(number(*m_session, "SELECT count(*) FROM workspace_setting").value(), 1);
        killOthers();
        QVERIFY(note(*m_session, u"after"_s));
        QCOMPARE(number(*m_session, "SELECT count(*) FROM workspace_setting").value(), 2);
    }
    void aConnectionLostInATransactionEndsIt()
    {
        {
            Transaction transaction(*m_session);
            QVERIFY(note(*m_session, u"lost"_s));
            killOthers();
            QCOMPARE(note(*m_session, u"more"_s).error().id, u"storage.connection_lost"_s);
            QCOMPARE(note(*m_session, u"yet more"_s).error().id, u"storage.connection_lost"_s);
            QCOMPARE(transaction.commit().error().id, u"storage.connection_lost"_s);
        }
        QCOMPARE(number(*m_session, "SELECT count(*) FROM workspace_setting").value(), 0);
        Transaction again(*m_session);
        QVERIFY(note(*m_session, u"lost"_s));
        QVERIFY(again.commit());
        QCOMPARE(number(*m_session, "SELECT count(*) FROM workspace_setting").value(), 1);
    }
    void aConnectionLostInTheCommitLeavesItUnknown()
    {
        Transaction transaction(*m_session);
        QVERIFY(note(*m_session, u"lost"_s));
        killOthers();
        QCOMPARE(transaction.commit().error().id, u"storage.commit_unknown"_s);
    }
    void aServerThatIsNotThereIsNamed()
    {
        QCOMPARE(Session::open(u"postgresql:///firm?host=/nowhere"_s, Access::ReadWrite).error().id,
                 u"storage.server_unreachable"_s);
        QString other = m_url;
        other.replace(u"@/t"_s, u"@/none"_s);
        QCOMPARE(Session::open(other, Access::ReadWrite).error().id, u"storage.server_refused"_s);
    }

    void whatRunsCanBeInterrupted()
    {
        std::thread other([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(300));
            m_session->interrupt();
        });
        auto sleep = m_session->statement("SELECT 1 FROM pg_sleep(30)");
        QVERIFY(!sleep.next());
        other.join();
        const auto error = sleep.finish().error();
        QCOMPARE(error.kind, ErrorKind::Cancelled);
        QCOMPARE(error.id, u"storage.interrupted"_s);
    }

    void writersWaitForEachOther()
    {
        const auto other = openCheckedWorkspace(m_url, Access::ReadWrite).value();
        QVERIFY(other->driver().executeScript("SET lock_timeout = '200ms'"));
        Transaction transaction(*m_session);
        QVERIFY(note(*m_session, u"first"_s));
        QCOMPARE(note(*other, u"second"_s).error().id, u"storage.locked"_s);
        QCOMPARE(number(*other, "SELECT count(*) FROM workspace_setting").value(), 0); // reading never waits
        QVERIFY(transaction.commit());
        QVERIFY(note(*other, u"second"_s));
    }
    void aRuleThatReadsOtherRowsWaitsWhoeverWrites()
    {
        // As from psql, without the order that programs keep.
        const QByteArray record = "INSERT INTO audit_record VALUES (1, now(), 'a', '', 'k', '', '', '{}', repeat('0', "
                                  "64), repeat('1', 64))";
        const auto one = openCheckedWorkspace(m_url, Access::ReadWrite).value();
        const auto two = openCheckedWorkspace(m_url, Access::ReadWrite).value();
        QVERIFY(one->driver().executeScript("BEGIN"));
        QVERIFY(one->driver().executeScript(record));
        QVERIFY(two->driver().executeScript("SET lock_timeout = '200ms'"));
        QCOMPARE(two->driver().executeScript(record).error().id, u"storage.locked"_s);
        QVERIFY(one->driver().executeScript("COMMIT"));
        QCOMPARE(two->driver().executeScript(record).error().id, u"audit.out_of_order"_s);
    }
    void tellsWhenOthersHaveCommitted()
    {
        const auto other = openCheckedWorkspace(m_url, Access::ReadWrite).value();
        const qint64 before = m_session->dataVersion().value();
        QVERIFY(note(*m_session, u"own"_s));
        QCOMPARE(m_session->dataVersion().value(), before);
        QVERIFY(note(*other, u"other"_s));
        QVERIFY(m_session->dataVersion().value() != before);
    }

    void refusesATamperedSchema_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QString>("id");
        const auto row = [](const char *sql) { QTest::newRow(sql) << QByteArray(sql) << u"storage.schema_unknown"_s; };
        row("ALTER TABLE audit_record DISABLE TRIGGER audit_record_is_kept");
        row("DROP TRIGGER audit_record_is_fixed ON audit_record");
        row("CREATE OR REPLACE FUNCTION audit_record_is_kept() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; "
            "END'");
        row("ALTER FUNCTION audit_record_is_kept() RESET search_path");
        row("ALTER TABLE audit_record DROP CONSTRAINT audit_record_pkey");
        row("ALTER TABLE command ADD COLUMN x TEXT");
        row("ALTER TABLE command ALTER COLUMN who DROP NOT NULL");
        row("CREATE TABLE more (a INTEGER)");
        row("CREATE VIEW more AS SELECT 1");
        row("CREATE INDEX more ON command (who)");
        row("CREATE RULE more AS ON DELETE TO command DO INSTEAD NOTHING");
        row("ALTER TABLE command ENABLE ROW LEVEL SECURITY");
        QTest::newRow("another schema") << QByteArray("COMMENT ON SCHEMA acc IS 'mine'")
                                        << u"storage.not_a_workspace"_s;
    }
    void refusesATamperedSchema()
    {
        QFETCH(QByteArray, sql);
        QFETCH(QString, id);
        QVERIFY(openWorkspace(m_url, Access::ReadWrite, now));
        const auto done = m_session->driver().executeScript(sql);
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
        QCOMPARE(openWorkspace(m_url, Access::ReadWrite, now).error().id, id);
    }
    void nothingThatIsKeptIsTruncated()
    {
        QCOMPARE(m_session->driver().executeScript("TRUNCATE audit_record").error().id, u"audit.immutable"_s);
        QCOMPARE(m_session->driver().executeScript("TRUNCATE invoice_line CASCADE").error().id,
                 u"billing.invoice_immutable"_s);
    }
    void everyTriggerLooksForNamesInItsSchemaOnly()
    {
        QCOMPARE(number(*m_session,
                        "SELECT count(*) FROM pg_proc WHERE pronamespace = 'acc'::regnamespace AND prorettype = "
                        "'trigger'::regtype AND NOT coalesce('search_path=acc, pg_temp' = ANY (proconfig), false)")
                     .value(),
                 0);
        QVERIFY(number(*m_session, "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal").value() > 100);
    }

private:
    /// Ends every connection to the database but the one that does it.
    void killOthers()
    {
        const auto killer = Session::open(m_url, Access::ReadWrite).value();
        QVERIFY(number(*killer, "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity "
                                "WHERE datname = current_database() AND pid <> pg_backend_pid()"));
    }

    QString m_url;
    std::unique_ptr<Session> m_session;
};

int main(int argc, char **argv)
{
    qputenv("ACCORD_TEST_DATABASE", "postgresql");
    QCoreApplication application(argc, argv);
    TestTeamDatabase test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_team_database.moc"
