// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/session.h"
#include "core/storage/transaction.h"
#include "tests/support/databases.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::storage;

namespace {
struct Thing;
using ThingId = Id<Thing>;

qint64 count(Session &session)
{
    return session.statement("SELECT count(*) FROM thing")
        .first([](Statement &row) { return row.read<qint64>(); })
        .value()
        .value();
}
} // namespace

class TestSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_session = test::onServer() ? Session::open(test::freshPlace({}), Access::Create).value()
                                     : Session::openInMemory().value();
        const auto script = m_session->dialect().expand(R"(
            CREATE TABLE thing (id {key}, name {text} UNIQUE, n {int} CHECK (n <> 13)) {strict};
            CREATE TABLE part (thing {int} NOT NULL REFERENCES thing (id)) {strict};
            CREATE TABLE value_of_each (id {id}, name {text}, n {int}, is_true {bool}, day {date}, instant {instant},
                number {decimal}, minor {int}, currency {text}, bytes {blob}, body {json}) {strict};
            CREATE TRIGGER no_sevens BEFORE INSERT ON thing WHEN new.n = 7 BEGIN SELECT raise(abort, 'thing.no_sevens'); END;
            CREATE TRIGGER kept BEFORE DELETE ON thing BEGIN SELECT raise(abort, 'thing.kept'); END;)");
        QVERIFY(script);
        const auto made = m_session->driver().executeScript(*script);
        QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
    }

    void readsBackWhatWasBound()
    {
        const ThingId id(QUuid::createUuid());
        const QDate day(2024, 2, 29);
        const QDateTime instant(day, QTime(1, 2, 3, 45), Qt::UTC);
        const Decimal number = Decimal::parse(u"-12345678901234567890.123450").value();
        const Currency yen = Currency::fromCode(u"JPY").value();
        const QJsonObject json{{u"a"_s, 1}, {u"b"_s, u"ü"_s}};
        QVERIFY(m_session->run("INSERT INTO value_of_each VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", id, u"Größe 😀"_s,
                               qint64(-7), true, day, instant, number, Money(1234, yen), yen, QByteArray("\0\1", 2),
                               json));
        auto select = m_session->statement("SELECT * FROM value_of_each");
        QVERIFY(select.next());
        QCOMPARE(select.read<ThingId>(), id);
        QCOMPARE(select.read<QString>(), u"Größe 😀"_s);
        QCOMPARE(select.read<qint64>(), -7);
        QCOMPARE(select.read<bool>(), true);
        QCOMPARE(select.read<QDate>(), day);
        QCOMPARE(select.read<QDateTime>(), instant);
        QCOMPARE(select.read<Decimal>().toString(), number.toString());
        QCOMPARE(select.readMoney(yen), Money(1234, yen));
        QCOMPARE(select.read<Currency>(), yen);
        QCOMPARE(select.read<QByteArray>(), QByteArray("\0\1", 2));
        QCOMPARE(select.read<QJsonObject>(), json);
        QVERIFY(!select.next());
        QVERIFY(select.finish());
    }

    void storesTheDocumentedForms()
    {
        if (test::onServer())
            QSKIP("a server stores by type");
        auto select = m_session->statement("SELECT typeof(?) || length(?), ?, ?");
        const QUuid id = QUuid::createUuid();
        const QDateTime summer(QDate(2024, 7, 1), QTime(12, 0), Qt::OffsetFromUTC, 7200);
        select.bind(id, id, summer, QDate(2024, 7, 1));
        QVERIFY(select.next());
        QCOMPARE(select.read<QString>(), u"blob16"_s);
        QCOMPARE(select.read<QString>(), u"2024-07-01T10:00:00.000Z"_s);
        QCOMPARE(select.read<QString>(), u"2024-07-01"_s);
    }

    void bindsShortAndLongTextAlike_data()
    {
        QTest::addColumn<QString>("text");
        for (const int length : {0, 1, 255, 256, 257, 1000})
            QTest::addRow("%d letters", length) << QString(length, u'x');
        QTest::newRow("last letter is none of ASCII") << QString(200, u'x') + u"é"_s;
        QTest::newRow("del") << QString(QChar(0x7f));
        QTest::newRow("first beyond") << QString(QChar(0x80));
    }
    void bindsShortAndLongTextAlike()
    {
        QFETCH(QString, text);
        auto select = m_session->statement("SELECT ?1, length(?1)");
        select.bind(text);
        QVERIFY(select.next());
        QCOMPARE(select.read<QString>(), text);
        QCOMPARE(select.read<qint64>(), text.size());
    }
    void bindsEveryDayAsItsIsoText()
    {
        auto select = m_session->statement("SELECT ?");
        for (const QDate day :
             {QDate(1, 1, 1), QDate(1582, 10, 15), QDate(1999, 12, 31), QDate(2024, 2, 29), QDate(9999, 12, 31)}) {
            select.bind(day);
            QVERIFY(select.next());
            QCOMPARE(select.read<QString>(), day.toString(Qt::ISODate));
        }
    }
    void keepsNullApartFromEmpty()
    {
        auto select = m_session->statement("SELECT ?, ?, ?, ?, ?, ?");
        select.bind(QString(), u""_s, QDate(), ThingId(), std::optional<qint64>(), std::optional<Decimal>(Decimal(0)));
        QVERIFY(select.next());
        QVERIFY(select.read<QString>().isNull());
        const QString empty = select.read<QString>();
        QVERIFY(!empty.isNull() && empty.isEmpty());
        QVERIFY(!select.read<QDate>().isValid());
        QVERIFY(select.read<ThingId>().isNull());
        QVERIFY(!select.read<std::optional<qint64>>());
        QVERIFY(select.read<std::optional<Decimal>>());
    }

    void aNullWhereANumberIsWantedIsDamage()
    {
        auto select = m_session->statement("SELECT NULL");
        QVERIFY(select.next());
        (void)select.read<qint64>();
        QCOMPARE(select.finish().error().id, u"storage.damaged"_s);
    }

    void refusesTextThatCannotBeStored()
    {
        for (const QString &text : {u"a\0b"_s, QString(QChar(0xd800))})
            QCOMPARE(m_session->run("INSERT INTO thing (name) VALUES (?)", text).error().id, u"storage.text_invalid"_s);
        QCOMPARE(count(*m_session), 0);
    }

    void refusesAForgottenParameter()
    {
        QCOMPARE(m_session->run("INSERT INTO thing (name, n) VALUES (?, ?)", u"a"_s).error().id,
                 u"storage.parameters"_s);
        auto unbound = m_session->statement("INSERT INTO thing (name) VALUES (?)");
        QCOMPARE(unbound.run().error().id, u"storage.parameters"_s);
    }

    void namesTheConstraintThatFailed_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("id");
        QTest::newRow("unique") << 1 << u"there"_s << u"storage.unique"_s;
        QTest::newRow("check") << 13 << u"x"_s << u"storage.check"_s;
        QTest::newRow("trigger says which rule") << 7 << u"x"_s << u"thing.no_sevens"_s;
    }
    void namesTheConstraintThatFailed()
    {
        QFETCH(int, number);
        QFETCH(QString, name);
        QFETCH(QString, id);
        QVERIFY(m_session->run("INSERT INTO thing (name, n) VALUES ('there', 0)"));
        const auto failed = m_session->run("INSERT INTO thing (name, n) VALUES (?, ?)", name, number);
        QCOMPARE(failed.error().id, id);
        if (number == 1)
            QCOMPARE(failed.error().args.value(u"constraint"_s).toString(), u"thing.name"_s);
    }

    void enforcesForeignKeysAndColumnTypes()
    {
        QCOMPARE(m_session->run("INSERT INTO part (thing) VALUES (99)").error().id, u"storage.foreign_key"_s);
        QCOMPARE(m_session->run("INSERT INTO thing (n) VALUES (?)", u"many"_s).error().id, u"storage.type"_s);
    }

    void aReplaceCannotWalkAroundATriggerThatKeepsRows()
    {
        if (test::onServer())
            QSKIP("PostgreSQL knows no REPLACE");
        QVERIFY(m_session->run("INSERT INTO thing (id, n) VALUES (1, 1)"));
        QCOMPARE(m_session->run("INSERT OR REPLACE INTO thing (id, n) VALUES (1, 2)").error().id, u"thing.kept"_s);
    }

    void refusesToAttachOrToLoadCode()
    {
        if (test::onServer())
            QSKIP("of files");
        QCOMPARE(m_session->run("ATTACH ':memory:' AS other").error().id, u"storage.statement_refused"_s);
        QCOMPARE(m_session->run("SELECT load_extension('x')").has_value(), false);
        QCOMPARE(m_session->driver().executeScript("CREATE TABLE a (b); COMMIT;").error().id,
                 u"storage.statement_refused"_s);
        QVERIFY(m_session->run("UPDATE sqlite_schema SET sql = ''").error().id.startsWith(u"storage."));
    }

    void rollsBackUnlessCommitted()
    {
        {
            Transaction transaction(*m_session);
            QVERIFY(m_session->run("INSERT INTO thing (n) VALUES (1)"));
        }
        QCOMPARE(count(*m_session), 0);
        Transaction transaction(*m_session);
        QVERIFY(m_session->run("INSERT INTO thing (n) VALUES (1)"));
        QVERIFY(transaction.commit());
        QCOMPARE(count(*m_session), 1);
    }

    void aNestedTransactionJoinsTheOuter()
    {
        {
            Transaction outer(*m_session);
            Transaction inner(*m_session);
            QVERIFY(m_session->run("INSERT INTO thing (n) VALUES (1)"));
            QVERIFY(inner.commit());
        }
        QCOMPARE(count(*m_session), 0);
    }

    void anInnerRollbackCannotBeOverlooked()
    {
        Transaction outer(*m_session);
        {
            Transaction inner(*m_session);
            QVERIFY(m_session->run("INSERT INTO thing (n) VALUES (1)"));
        }
        QCOMPARE(m_session->run("INSERT INTO thing (n) VALUES (2)").error().id, u"storage.rolled_back"_s);
        QCOMPARE(outer.commit().error().id, u"storage.rolled_back"_s);
        QCOMPARE(count(*m_session), 0);
    }

    void aFullDiskRollsEverythingBackAndNothingRunsOutside()
    {
        if (test::onServer())
            QSKIP("the disk of a server is not to be filled");
        auto limit = m_session->statement("PRAGMA max_page_count = 12");
        while (limit.next()) { }
        Transaction transaction(*m_session);
        QVERIFY(m_session->run("INSERT INTO thing (n) VALUES (1)"));
        const auto full = m_session->run("INSERT INTO thing (name) VALUES (hex(zeroblob(200000)))");
        QCOMPARE(full.error().id, u"storage.disk_full"_s);
        QCOMPARE(full.error().kind, ErrorKind::Unavailable);
        // The database may have ended the transaction; a further write must not slip in alone.
        QCOMPARE(m_session->run("INSERT INTO thing (n) VALUES (2)").error().id, u"storage.disk_full"_s);
        QCOMPARE(transaction.commit().error().id, u"storage.disk_full"_s);
        QCOMPARE(count(*m_session), 0);
    }

    void readsInAReadTransactionButRefusesToWriteBelowIt()
    {
        Transaction reading(*m_session, Transaction::Read);
        Transaction writing(*m_session);
        QCOMPARE(writing.begun().error().id, u"storage.write_inside_read"_s);
    }

    void theSameStatementMayRunInsideItself()
    {
        QVERIFY(m_session->run("INSERT INTO thing (n) VALUES (1), (2), (3)"));
        constexpr Sql sql("SELECT n FROM thing ORDER BY n");
        QList<int> seen;
        auto outer = m_session->statement(sql);
        while (outer.next()) {
            auto inner = m_session->statement(sql);
            while (inner.next())
                seen << outer.at<int>(0) * 10 + inner.read<int>();
        }
        QCOMPARE(seen, (QList<int>{11, 12, 13, 21, 22, 23, 31, 32, 33}));
    }

    void expandsTypesAndNothingElse()
    {
        const Dialect sqlite;
        const Dialect server(Dialect::Database::PostgreSql);
        const QByteArray text = "a {id}, b {json} DEFAULT '{}', c {date} {strict}";
        QCOMPARE(sqlite.expand(text).value(), QByteArray("a BLOB, b TEXT DEFAULT '{}', c TEXT STRICT"));
        QCOMPARE(server.expand(text).value(), QByteArray("a UUID, b TEXT COLLATE \"C\" DEFAULT '{}', c DATE "));
        QCOMPARE(sqlite.expand("{money}").error().id, u"storage.placeholder"_s);
    }

private:
    std::unique_ptr<Session> m_session;
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
