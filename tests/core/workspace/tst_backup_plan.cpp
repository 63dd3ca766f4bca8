// SPDX-License-Identifier: GPL-3.0-or-later
// Backups that are made by themselves, on a real workspace: when one is due, that it was verified, and which stay.
#include "tests/support/company.h"

#include "core/workspace/backup_plan.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::workspace;

class TestBackupPlan : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Services> m_services; ///< of an administrator
    jobs::Progress m_progress;

    BackupPlan plan(int everyHours = 24, int keep = 2) { return {m_folder->path(), everyHours, keep}; }
    BackupFile made() { return backUpNow(*m_services, m_progress).value(); }
    /// Says in the manifest that the backup was made \a hours ago.
    void age(const BackupFile &backup, int hours)
    {
        QFile file(backup.path + u".json"_s);
        if (!file.open(QIODevice::ReadWrite))
            qFatal("manifest");
        QByteArray text = file.readAll();
        text.replace(backup.madeAt.toUTC().toString(Qt::ISODateWithMs).toUtf8(),
                     backup.madeAt.toUTC().addSecs(-3600 * hours).toString(Qt::ISODateWithMs).toUtf8());
        file.resize(0);
        file.seek(0);
        file.write(text);
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<test::Company>();
        m_folder = std::make_unique<QTemporaryDir>();
        m_services = m_company->as(u"admin"_s);
    }
    void cleanup()
    {
        m_services.reset();
        m_company.reset();
        m_folder.reset();
    }

    void makesNothingWithoutAPlan()
    {
        QVERIFY(!backUpIfDue(*m_services, m_progress).value());
        QCOMPARE(backUpNow(*m_services, m_progress).error().id, u"backup.unplanned"_s);
    }
    void makesOneWhenTheLastIsOldEnough()
    {
        QVERIFY(setBackupPlan(*m_services, plan(6)));
        const auto first = backUpIfDue(*m_services, m_progress).value();
        QVERIFY(first && QFile::exists(first->path));
        QVERIFY(!backUpIfDue(*m_services, m_progress).value());
        age(*first, 5);
        QVERIFY(!backUpIfDue(*m_services, m_progress).value());
        const BackupPlan six = plan(6);
        auto files = backupsOf(*m_services, six);
        QVERIFY(!isBackupDue(six, files, files.front().madeAt.addSecs(6 * 3600 - 1)));
        QVERIFY(isBackupDue(six, files, files.front().madeAt.addSecs(6 * 3600)));
        QVERIFY(isBackupDue(six, files, files.front().madeAt.addDays(-1))); // the clock was set back
    }
    void saysWhatABackupHolds()
    {
        QVERIFY(setBackupPlan(*m_services, plan()));
        const BackupFile backup = made();
        QCOMPARE(backup.accounts, 9);
        QVERIFY(backup.issuedDocuments > 0);
        QVERIFY(backup.seal.contains(u':'));
        QCOMPARE(checkBackup(backup.path, m_progress)->seal, backup.seal);
    }
    void keepsTheNewest()
    {
        QVERIFY(setBackupPlan(*m_services, plan(24, 2)));
        const BackupFile oldest = made();
        age(oldest, 48);
        QTest::qWait(1100); // the names are by the second
        const BackupFile middle = made();
        age(middle, 24);
        QTest::qWait(1100);
        const BackupFile newest = made();
        QVERIFY(!QFile::exists(oldest.path) && !QFile::exists(oldest.path + u".json"_s));
        QVERIFY(QFile::exists(middle.path) && QFile::exists(newest.path));
        QCOMPARE(backupsOf(*m_services, plan()).front().path, newest.path);
    }
    void leavesFilesOfOthersAlone()
    {
        QVERIFY(setBackupPlan(*m_services, plan(24, 1)));
        const QString other = m_folder->filePath(u"company of somebody else.accord"_s);
        QFile file(other);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("theirs") == 6);
        file.close();
        const BackupFile first = made();
        age(first, 30);
        QTest::qWait(1100);
        made();
        QVERIFY(QFile::exists(other));
        QVERIFY(!QFile::exists(first.path));
    }
    void findsAChangedByte()
    {
        QVERIFY(setBackupPlan(*m_services, plan()));
        const BackupFile backup = made();
        QFile file(backup.path);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(file.size() / 2));
        const QByteArray byte = file.read(1);
        QVERIFY(file.seek(file.size() / 2) && file.write(QByteArray(1, char(byte[0] ^ 1))) == 1);
        file.close();
        QCOMPARE(checkBackup(backup.path, m_progress).error().id, u"backup.changed"_s);
        QVERIFY(QFile::remove(backup.path + u".json"_s));
        QCOMPARE(checkBackup(backup.path, m_progress).error().id, u"backup.no_manifest"_s);
    }
    void givesNoNameToACopyThatDoesNotHold()
    {
        QVERIFY(setBackupPlan(*m_services, plan()));
        QVERIFY(m_services->session().run("DELETE FROM search_entry").value()
                > 0); // records that nobody finds any more
        const auto broken = backUpNow(*m_services, m_progress);
        QVERIFY(!broken);
        QCOMPARE(broken.error().id, u"backup.unsound"_s);
        QVERIFY(QDir(m_folder->path()).entryList(QDir::Files).isEmpty());
    }
    void refusesWhatCannotBePlanned()
    {
        BackupPlan wrong = plan();
        wrong.folder = u"relative/folder"_s;
        QCOMPARE(setBackupPlan(*m_services, wrong).error().id, u"backup.folder"_s);
        wrong = plan(0);
        QCOMPARE(setBackupPlan(*m_services, wrong).error().id, u"backup.every"_s);
        wrong = plan(1, 0);
        QCOMPARE(setBackupPlan(*m_services, wrong).error().id, u"backup.keep"_s);
        QVERIFY(!backupPlan(*m_services).value());
        QCOMPARE(setBackupPlan(*m_company->as(u"operator"_s), plan()).error().id, u"permission.role_missing"_s);
    }
    void isPlannedNoMore()
    {
        QVERIFY(setBackupPlan(*m_services, plan()));
        QVERIFY(backupPlan(*m_services).value());
        QVERIFY(setBackupPlan(*m_services, std::nullopt));
        QVERIFY(!backupPlan(*m_services).value());
    }
};

QTEST_GUILESS_MAIN(TestBackupPlan)
#include "tst_backup_plan.moc"
