// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/saved_servers.h"

#include <QtCore/QRandomGenerator>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::workspace;

class TestSavedServers : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_file;

private Q_SLOTS:
    void init() { m_file = m_folder.filePath(QString::number(QRandomGenerator::global()->generate()) + u".ini"_s); }

    void aNameLeadsToItsAddress()
    {
        QSettings settings(m_file, QSettings::IniFormat);
        SavedServers servers(settings);
        QVERIFY(servers.add(u"team"_s, u"postgresql://ann@db.example/accord"_s));
        QSettings again(m_file, QSettings::IniFormat); // as another program reads it
        const SavedServers others(again);
        QCOMPARE(others.all().size(), 1u);
        QCOMPARE(others.resolved(u"team"_s), u"postgresql://ann@db.example/accord"_s);
        for (const QString &place : {u"teams"_s, u"./team"_s, u"team.accord"_s, u"postgresql:///x"_s})
            QCOMPARE(others.resolved(place), place);
    }

    void noPasswordAndNoWeakerConnectionIsSaved()
    {
        QSettings settings(m_file, QSettings::IniFormat);
        SavedServers servers(settings);
        const auto refused = [&](const QString &url) {
            const auto added = servers.add(u"team"_s, url);
            return added ? QString() : added.error().id;
        };
        QCOMPARE(refused(u"postgresql://ann:secret@db.example/accord"_s), u"storage.password_in_url"_s);
        QCOMPARE(refused(u"postgresql://db.example/accord?sslmode=disable"_s), u"storage.server_option"_s);
        QCOMPARE(refused(u"postgresql://db.example/"_s), u"storage.server_url"_s);
        QCOMPARE(refused(u"company.accord"_s), u"storage.server_url"_s);
        QVERIFY(servers.all().empty());
    }

    void aNameIsAWordAndMeansOneServer()
    {
        QSettings settings(m_file, QSettings::IniFormat);
        SavedServers servers(settings);
        for (const QString &name : {u""_s, u"a b"_s, u"../team"_s, u"-x"_s, u"team/x"_s, u"t.accord"_s})
            QCOMPARE(servers.add(name, u"postgresql:///a"_s).error().id, u"servers.name"_s);
        QVERIFY(servers.add(u"team"_s, u"postgresql:///a"_s));
        QVERIFY(servers.add(u"team"_s, u"postgresql:///a"_s));
        QCOMPARE(servers.add(u"team"_s, u"postgresql:///b"_s).error().id, u"servers.name_taken"_s);
        QVERIFY(servers.remove(u"team"_s));
        QCOMPARE(servers.remove(u"team"_s).error().id, u"servers.unknown"_s);
        QCOMPARE(servers.resolved(u"team"_s), u"team"_s);
    }
};

QTEST_GUILESS_MAIN(TestSavedServers)
#include "tst_saved_servers.moc"
