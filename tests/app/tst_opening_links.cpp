// SPDX-License-Identifier: GPL-3.0-or-later
// A link that another program hands over reaches the window that is open, and the desktop knows whom to hand it to.
#include "app/accord/link_handler.h"
#include "app/accord/single_instance.h"

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QLocalSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::app;

class TestOpeningLinks : public QObject
{
    Q_OBJECT

    const QTemporaryDir m_folder;
    QString path() const { return m_folder.filePath(u"company.accord"_s); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        qputenv("XDG_RUNTIME_DIR", m_folder.path().toUtf8());
        qputenv("XDG_DATA_HOME", m_folder.filePath(u"data"_s).toUtf8());
    }
    void theFirstWindowIsGivenTheLinkOfTheSecond()
    {
        SingleInstance first;
        QVERIFY(first.claim(path()));
        QSignalSpy raised(&first, &SingleInstance::raiseRequested);
        const QString link = u"accord://01900000-0000-7000-8000-000000000001/invoices?view=%7B%7D"_s;
        QVERIFY(!SingleInstance().claim(path(), link));
        QTRY_COMPARE(raised.size(), 1);
        QCOMPARE(raised.constFirst().constFirst().toString(), link);
    }
    void aSecondWindowWithoutALinkIsHeardToo()
    {
        SingleInstance first;
        QVERIFY(first.claim(path()));
        QSignalSpy raised(&first, &SingleInstance::raiseRequested);
        QVERIFY(!SingleInstance().claim(path()));
        QTRY_COMPARE(raised.size(), 1);
        QCOMPARE(raised.constFirst().constFirst().toString(), QString());
    }
    void anotherCompanyHasAWindowOfItsOwn()
    {
        SingleInstance first, second;
        QVERIFY(first.claim(path()));
        QVERIFY(second.claim(m_folder.filePath(u"other.accord"_s)));
    }
    void theEntryQuotesThePathOfTheProgram_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QByteArray>("exec");
        QTest::newRow("plain") << u"/opt/accord/bin/accord"_s << QByteArray("Exec=\"/opt/accord/bin/accord\" %u\n");
        QTest::newRow("blank") << u"/opt/my programs/accord"_s << QByteArray("Exec=\"/opt/my programs/accord\" %u\n");
        QTest::newRow("dollar") << u"/opt/$x/accord"_s << QByteArray("Exec=\"/opt/\\\\$x/accord\" %u\n");
        QTest::newRow("percent") << u"/opt/50%/accord"_s << QByteArray("Exec=\"/opt/50%%/accord\" %u\n");
        QTest::newRow("line end") << u"/opt/a\nb/accord"_s << QByteArray("Exec=\"/opt/a\\nb/accord\" %u\n");
    }
    void theEntryQuotesThePathOfTheProgram()
    {
        QFETCH(QString, program);
        const QByteArray entry = desktopEntry(program);
        QTEST(entry.mid(entry.indexOf("Exec="), entry.indexOf("Terminal=") - entry.indexOf("Exec=")), "exec");
    }
    void theEntryIsValid()
    {
        const auto file = openLinksWith(u"/bin/true"_s);
        QVERIFY(file);
        QVERIFY(file->startsWith(m_folder.path()));
        const QString tool = QStandardPaths::findExecutable(u"desktop-file-validate"_s);
        if (tool.isEmpty())
            QSKIP("desktop-file-validate is not there");
        QProcess validate;
        validate.start(tool, {*file});
        QVERIFY(validate.waitForFinished());
        QCOMPARE(validate.exitCode(), 0);
    }
};

QTEST_GUILESS_MAIN(TestOpeningLinks)
#include "tst_opening_links.moc"
