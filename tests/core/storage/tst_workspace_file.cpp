// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/backup.h"
#include "core/storage/sqlite_file.h"
#include "core/storage/transaction.h"
#include "core/storage/workspace_file.h"
#include "tests/support/databases.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <sqlite3.h>

#include <algorithm>

#include <sys/stat.h>

using namespace accord;
using namespace accord::storage;

namespace {

const FixedClock now(QDate(2026, 6, 30));

/// As a stranger would: without any of Accord's settings.
void execute(const QString &path, const char *sql)
{
    sqlite3 *connection = nullptr;
    QCOMPARE(sqlite3_open(path.toUtf8().constData(), &connection), SQLITE_OK);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
    char *message = nullptr;
    const int code = sqlite3_exec(connection, sql, nullptr, nullptr, &message);
    QVERIFY2(code == SQLITE_OK, message);
    sqlite3_close(connection);
}

std::vector<Migration> withOneMore(const QByteArray &sql)
{
    auto migrations = embeddedMigrations().value();
    migrations.push_back({migrations.back().number + 1, u"more"_s, sql});
    return migrations;
}

QString setting(Session &session)
{
    return session.statement("SELECT value FROM workspace_setting WHERE key = 'name'")
        .first([](Statement &row) { return row.read<QString>(); })
        .value()
        .value_or(QString());
}

/// How many locks this process holds on the file of a workspace.
qsizetype lockHoldersOf(const QString &path)
{
    struct stat status;
    QFile locks(u"/proc/locks"_s);
    if (::stat(QFile::encodeName(path).constData(), &status) != 0 || !locks.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray process = QByteArray::number(QCoreApplication::applicationPid());
    const QByteArray inode = ':' + QByteArray::number(qulonglong(status.st_ino));
    const QByteArrayList lines = locks.readAll().split('\n');
    return std::ranges::count_if(lines, [&](const QByteArray &line) {
        const QByteArrayList fields = line.simplified().split(' ');
        return fields.size() > 5 && fields[4] == process && fields[5].endsWith(inode);
    });
}

} // namespace

class TestWorkspaceFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = test::freshPlace(m_folder->filePath(u"firm.accord"_s));
        auto session = createWorkspace(m_path, now);
        QVERIFY2(session, session ? "" : qPrintable(session.error().id + session.error().detail));
        QVERIFY((*session)->run("INSERT INTO workspace_setting (key, value) VALUES ('name', 'Meridian')"));
    }

    void opensWhatItMade()
    {
        const auto session = openWorkspace(m_path, Access::ReadWrite, now);
        QVERIFY(session);
        QCOMPARE(setting(**session), u"Meridian"_s);
        QVERIFY(checkDamage(**session, true));
    }

    void filesAreForTheirOwnerOnly()
    {
        if (test::onServer())
            QSKIP("a server keeps its files itself");
        const auto session = openWorkspace(m_path, Access::ReadWrite, now).value();
        QVERIFY(session->run("INSERT INTO workspace_setting (key, value) VALUES ('a', 'b')"));
        for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
            QCOMPARE(QFileInfo(m_path + suffix).permissions()
                         & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                     QFile::Permissions());
    }

    void neverOverwritesAFile()
    {
        if (test::onServer())
            QCOMPARE(createWorkspace(m_path, now).error().id, u"storage.workspace_exists"_s);
        else
            QCOMPARE(createWorkspace(m_path, now).error().id, u"storage.file_exists"_s);
        QCOMPARE(openWorkspace(m_folder->filePath(u"none"_s), Access::ReadWrite, now).error().id, u"storage.no_file"_s);
        QVERIFY(!QFileInfo::exists(m_folder->filePath(u"none"_s)));
    }

    void aReadOnlySessionCannotWrite()
    {
        const auto session = openWorkspace(m_path, Access::ReadOnly, now).value();
        QCOMPARE(session->run("DELETE FROM workspace_setting").error().id, u"storage.read_only"_s);
    }

    void refusesAHostileFile_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QString>("id");
        QTest::newRow("trigger") << QByteArray(
            "CREATE TRIGGER t AFTER INSERT ON workspace_setting BEGIN DELETE FROM command; END")
                                 << u"storage.schema_unknown"_s;
        QTest::newRow("view") << QByteArray("CREATE VIEW v AS SELECT 1") << u"storage.schema_unknown"_s;
        QTest::newRow("table") << QByteArray("CREATE TABLE t (a)") << u"storage.schema_unknown"_s;
        QTest::newRow("index") << QByteArray("CREATE INDEX i ON command (who)") << u"storage.schema_unknown"_s;
        QTest::newRow("protection removed")
            << QByteArray("DROP TRIGGER audit_record_is_kept") << u"storage.schema_unknown"_s;
        QTest::newRow("column") << QByteArray("ALTER TABLE command ADD COLUMN x TEXT") << u"storage.schema_unknown"_s;
        QTest::newRow("other application") << QByteArray("PRAGMA application_id = 1") << u"storage.not_a_workspace"_s;
        QTest::newRow("newer") << QByteArray("INSERT INTO schema_migration VALUES (9999, 'x', 'x', 'x')")
                               << u"storage.newer_schema"_s;
        QTest::newRow("version behind a view") << QByteArray(
            "ALTER TABLE schema_migration RENAME TO s; CREATE VIEW schema_migration AS SELECT 1 AS number")
                                               << u"storage.schema_unknown"_s;
    }
    void refusesAHostileFile()
    {
        if (test::onServer())
            QSKIP("a stranger cannot write tables on a server; see tst_team_database");
        QFETCH(QByteArray, sql);
        QFETCH(QString, id);
        execute(m_path, sql.constData());
        QCOMPARE(openWorkspace(m_path, Access::ReadWrite, now).error().id, id);
    }

    void refusesBytesThatAreNoDatabase_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("text") << QByteArray(5000, 'x');
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("header only") << QByteArray("SQLite format 3\0", 16) + QByteArray(84, '\xff');
    }
    void refusesBytesThatAreNoDatabase()
    {
        if (test::onServer())
            QSKIP("of files");
        QFETCH(QByteArray, bytes);
        const QString path = m_folder->filePath(u"foreign"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        file.close();
        QCOMPARE(openWorkspace(path, Access::ReadWrite, now).error().id, u"storage.not_a_workspace"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), bytes);
        QCOMPARE(QDir(m_folder->path()).entryList({u"foreign*"_s}), QStringList{u"foreign"_s});
    }

    void leavesTheDatabaseOfAnotherProgramAsItIs_data()
    {
        QTest::addColumn<QByteArray>("mode");
        QTest::newRow("with a rollback journal") << QByteArray("PRAGMA journal_mode=DELETE");
        QTest::newRow("with a write-ahead log") << QByteArray("PRAGMA journal_mode=WAL");
    }
    void leavesTheDatabaseOfAnotherProgramAsItIs()
    {
        if (test::onServer())
            QSKIP("of files");
        QFETCH(QByteArray, mode);
        const QString path = m_folder->filePath(u"theirs.db"_s);
        execute(path, QByteArray(mode + "; CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)").constData());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray before = file.readAll();
        for (const Access access : {Access::ReadWrite, Access::ReadOnly})
            QCOMPARE(openWorkspace(path, access, now).error().id, u"storage.not_a_workspace"_s);
        QVERIFY(file.seek(0));
        QCOMPARE(file.readAll(), before);
        QCOMPARE(QDir(m_folder->path()).entryList({u"theirs*"_s}), QStringList{u"theirs.db"_s});
    }

    void saysWhichFileIsDamagedAndWhatWasFound()
    {
        if (test::onServer())
            QSKIP("of files");
        execute(m_path, "PRAGMA wal_checkpoint(TRUNCATE)");
        {
            const auto session = openWorkspace(m_path, Access::ReadWrite, now).value();
            auto select = session->statement("SELECT NULL AS issued_at FROM workspace_setting");
            QVERIFY(select.next());
            (void)select.read<qint64>();
            const Error error = select.finish().error();
            QCOMPARE(error.args.value(u"path"_s).toString(), m_path);
            QCOMPARE(error.args.value(u"findings"_s).toString(),
                     u"what stands in issued_at of the table workspace_setting cannot be read"_s);
        }
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.resize(file.size() / 2));
        file.close();
        const auto opened = openWorkspace(m_path, Access::ReadOnly, now);
        const Error error = opened ? checkDamage(**opened, true).error() : opened.error();
        QCOMPARE(error.id, u"storage.damaged"_s);
        QCOMPARE(error.args.value(u"path"_s).toString(), m_path);
        QVERIFY(!error.args.value(u"findings"_s).toString().isEmpty());
    }

    void aCompanyFileWithoutItsBeginningIsDamaged()
    {
        if (test::onServer())
            QSKIP("of files");
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.write(QByteArray(100, '\0')) == 100);
        file.close();
        QCOMPARE(openWorkspace(m_path, Access::ReadWrite, now).error().id, u"storage.damaged"_s);
    }

    void findsATruncatedFile()
    {
        if (test::onServer())
            QSKIP("of files");
        execute(m_path, "PRAGMA wal_checkpoint(TRUNCATE)");
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.resize(file.size() - 8192));
        file.close();
        const auto opened = openWorkspace(m_path, Access::ReadOnly, now);
        QCOMPARE(opened ? checkDamage(**opened, true).error().id : opened.error().id, u"storage.damaged"_s);
    }

    void migratesWithAVerifiedBackupBesideIt()
    {
        if (test::onServer())
            QSKIP("a server is backed up by its own tools");
        const int version = embeddedMigrations().value().back().number;
        const auto newer = withOneMore("CREATE TABLE more (a {int}) {strict};");
        const auto session = openWorkspace(m_path, Access::ReadWrite, now, newer);
        QVERIFY(session);
        QCOMPARE(schemaVersion(**session).value(), version + 1);
        const auto kept = openWorkspace(u"%1.v%2.backup"_s.arg(m_path).arg(version), Access::ReadOnly, now);
        QVERIFY(kept);
        QCOMPARE(setting(**kept), u"Meridian"_s);
        QVERIFY(openWorkspace(m_path, Access::ReadWrite, now, newer));
        QCOMPARE(openWorkspace(m_path, Access::ReadWrite, now).error().id, u"storage.newer_schema"_s);
    }

    void aMigrationThatFailsLeavesTheOldSchema()
    {
        const auto broken = withOneMore("CREATE TABLE more (a {int}) {strict}; INSERT INTO nowhere VALUES (1);");
        QVERIFY(!openWorkspace(m_path, Access::ReadWrite, now, broken));
        QVERIFY(openWorkspace(m_path, Access::ReadWrite, now));
    }

    void readingNeverMigrates()
    {
        const auto newer = withOneMore("CREATE TABLE more (a {int}) {strict};");
        QCOMPARE(openWorkspace(m_path, Access::ReadOnly, now, newer).error().id, u"storage.needs_migration"_s);
    }

    void backsUpAWorkspaceInUseAndRestoresIt()
    {
        if (test::onServer())
            QSKIP("a server is backed up by its own tools");
        const QString copy = m_folder->filePath(u"copy.backup"_s);
        {
            const auto session = openWorkspace(m_path, Access::ReadWrite, now).value();
            QVERIFY(backup(*session, copy));
            QVERIFY(session->run("UPDATE workspace_setting SET value = 'Later' WHERE key = 'name'"));
        }
        const auto kept = restore(copy, m_path);
        QVERIFY2(kept, kept ? "" : qPrintable(kept.error().id + kept.error().detail));
        QCOMPARE(setting(*openWorkspace(m_path, Access::ReadWrite, now).value()), u"Meridian"_s);
        QCOMPARE(setting(*openWorkspace(*kept, Access::ReadWrite, now).value()), u"Later"_s);
        QCOMPARE(QDir(m_folder->path()).entryList({u"*partial*"_s}), QStringList());
    }

    void neverBacksUpOverADatabase()
    {
        if (test::onServer())
            QSKIP("of files");
        const QString other = m_folder->filePath(u"other.accord"_s), foreign = m_folder->filePath(u"foreign.db"_s);
        QVERIFY(createWorkspace(other, now)
                    .value()
                    ->run("INSERT INTO workspace_setting (key, value) VALUES ('name', 'Other')"));
        execute(foreign, "CREATE TABLE theirs (a)");
        const auto session = openWorkspace(m_path, Access::ReadWrite, now).value();
        QVERIFY(session->run("UPDATE workspace_setting SET value = 'Later' WHERE key = 'name'"));
        for (const QString &path : {other, foreign, m_path})
            QCOMPARE(backup(*session, path).error().id, u"file.is_database"_s);
        QCOMPARE(setting(*openWorkspace(other, Access::ReadOnly, now).value()), u"Other"_s);
        QCOMPARE(setting(*openWorkspace(m_path, Access::ReadOnly, now).value()), u"Later"_s);
        QCOMPARE(QDir(m_folder->path()).entryList({u"*partial*"_s}), QStringList());
    }

    void aBackupLeavesNothingElseInItsFolder()
    {
        QTemporaryDir folder;
        const QString copy = folder.filePath(u"copy.accord"_s);
        const auto session = openWorkspace(m_path, Access::ReadWrite, now).value();
        QVERIFY(backup(*session, copy));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"copy.accord"_s});
        QCOMPARE(backup(*session, folder.filePath(u"none/copy.accord"_s)).error().id, u"storage.no_folder"_s);
    }

    void whatIsADatabaseOrBelongsToOneIsNotWrittenOver_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isFree");
        QTest::newRow("company") << u"firm.accord"_s << false;
        QTest::newRow("its journal") << u"firm.accord-wal"_s << false;
        QTest::newRow("link to it") << u"link.txt"_s << false;
        QTest::newRow("other name") << u"firm.pdf"_s << false;
        QTest::newRow("damaged company") << u"damaged.accord"_s << false;
        QTest::newRow("journal beside it") << u"lonely"_s << false;
        QTest::newRow("nothing there") << u"new.json"_s << true;
        QTest::newRow("text") << u"text.json"_s << true;
        QTest::newRow("empty") << u"empty.accord"_s << true;
        QTest::newRow("device") << u"/dev/null"_s << true;
    }
    void whatIsADatabaseOrBelongsToOneIsNotWrittenOver()
    {
        if (test::onServer())
            QSKIP("of files");
        const auto write = [this](const QString &name, const QByteArray &bytes) {
            QFile file(m_folder->filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
        };
        const auto session = openWorkspace(m_path, Access::ReadWrite, now).value();
        QVERIFY(session->run("UPDATE workspace_setting SET value = 'Open' WHERE key = 'name'"));
        QVERIFY(backup(*session, m_folder->filePath(u"firm.pdf"_s)));
        QVERIFY(QFile::link(m_path, m_folder->filePath(u"link.txt"_s)));
        QVERIFY(write(u"damaged.accord"_s, QByteArray(512, '\0')) && write(u"lonely-wal"_s, "x"));
        QVERIFY(write(u"text.json"_s, "{}") && write(u"empty.accord"_s, {}));
        QFETCH(QString, name);
        QFETCH(bool, isFree);
        const auto free = checkReplaceable(QDir(m_folder->path()).absoluteFilePath(name));
        QCOMPARE(free ? u"free"_s : free.error().id, isFree ? u"free"_s : u"file.is_database"_s);
        // Looking at an open file must not take its locks away.
        QVERIFY(session->driver().begin(true));
        (void)checkReplaceable(m_path);
        const auto locks = lockHoldersOf(m_path);
        session->driver().rollback();
        QVERIFY(locks > 0);
    }

    void aSecondTryToMigrateReplacesTheBackupOfTheFirst()
    {
        if (test::onServer())
            QSKIP("a server is backed up by its own tools");
        const int version = embeddedMigrations().value().back().number;
        const auto broken = withOneMore("INSERT INTO nowhere VALUES (1);");
        QVERIFY(!openWorkspace(m_path, Access::ReadWrite, now, broken));
        QVERIFY(openWorkspace(m_path, Access::ReadWrite, now)
                    .value()
                    ->run("UPDATE workspace_setting SET value = 'Later' WHERE key = 'name'"));
        QVERIFY(openWorkspace(m_path, Access::ReadWrite, now, withOneMore("CREATE TABLE more (a {int}) {strict};")));
        QCOMPARE(setting(*openWorkspace(u"%1.v%2.backup"_s.arg(m_path).arg(version), Access::ReadOnly, now).value()),
                 u"Later"_s);
    }

    void commandsAndAuditAreKeptByTheDatabase()
    {
        const auto session = openWorkspace(m_path, Access::ReadWrite, now).value();
        QVERIFY(session->run(
            "INSERT INTO command (id, who, kind, digest, outcome, recorded_at) VALUES (?, 'a', 'b', 'c', '{}', ?)",
            QUuid::createUuid(), now.now()));
        QCOMPARE(session->run("DELETE FROM command").error().id, u"storage.command_immutable"_s);
        QCOMPARE(session->run("UPDATE command SET outcome = '{}'").error().id, u"storage.command_immutable"_s);
    }

    void tellsWhenAnotherSessionHasCommitted()
    {
        const auto one = openWorkspace(m_path, Access::ReadWrite, now).value();
        const auto other = openCheckedWorkspace(m_path, Access::ReadWrite).value();
        const qint64 before = one->dataVersion().value();
        QCOMPARE(one->dataVersion().value(), before);
        QVERIFY(other->run("UPDATE workspace_setting SET value = 'Other' WHERE key = 'name'"));
        QVERIFY(one->dataVersion().value() != before);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(TestWorkspaceFile)
#include "tst_workspace_file.moc"
