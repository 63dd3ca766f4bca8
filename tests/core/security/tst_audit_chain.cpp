// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/audit_chain.h"
#include "core/storage/audit_sql.h"
#include "core/storage/workspace_file.h"
#include "tests/support/databases.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <sqlite3.h>

using namespace accord;
using namespace accord::security;
using namespace accord::storage;

namespace {
const FixedClock now(QDateTime(QDate(2026, 6, 30), QTime(12, 0, 0, 123), Qt::UTC));
constexpr int length = 20;

bool has(const AuditReport &report, AuditFault::Kind kind, qint64 sequence)
{
    return std::ranges::find(report.faults, AuditFault{kind, sequence}) != report.faults.end();
}
} // namespace

class TestAuditChain : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_place = test::freshPlace(m_folder->filePath(u"firm.accord"_s));
        m_session = createWorkspace(m_place, now).value();
        AuditSql store(*m_session);
        AuditChain chain(store, now);
        for (int i = 1; i <= length; ++i) {
            const auto added = chain.append(
                {u"ann"_s, u"desk"_s, u"invoice.issue"_s, u"invoice"_s, QString::number(i), {{u"number"_s, i}}});
            QVERIFY(added);
            if (i == 15)
                m_anchor = AuditSeal::of(*added);
        }
        QVERIFY(verify().isSound());
        QCOMPARE(verify().checked, length);
    }

    void aClockThatWasSetBackIsRefused()
    {
        AuditSql store(*m_session);
        const AuditEntry entry{u"ann"_s, u"desk"_s, u"invoice.issue"_s, u"invoice"_s, u"21"_s, {}};
        const QDateTime last = now.now();
        const auto appendAt = [&](const QDateTime &instant, const AuditEntry &one) {
            return AuditChain(store, FixedClock(instant)).append(one);
        };
        const auto behind = appendAt(last.addDays(-1).addSecs(-1), entry);
        QCOMPARE(behind.error().id, u"audit.clock_behind"_s);
        QCOMPARE(behind.error().args.value(u"last"_s).toString(), u"2026-06-30T12:00:00Z"_s);
        QCOMPARE(behind.error().args.value(u"now"_s).toString(), u"2026-06-29T11:59:59Z"_s);
        QCOMPARE(store.last().value()->sequence, length);
        // A day is what time zones and a wrong hour come to.
        QVERIFY(appendAt(last.addDays(-1), entry));
        // Whoever says that the clock is right makes the records after it go by it.
        AuditEntry accepted = entry;
        accepted.kind = clockAccepted;
        QVERIFY(appendAt(last.addYears(-3), accepted));
        QVERIFY(appendAt(last.addYears(-3).addSecs(1), entry));
        QVERIFY(verify().isSound());
    }

    void theDatabaseRefusesToRewriteIt()
    {
        QCOMPARE(m_session->run("UPDATE audit_record SET actor = 'bob' WHERE sequence = 3").error().id,
                 u"audit.immutable"_s);
        QCOMPARE(m_session->run("DELETE FROM audit_record WHERE sequence = 20").error().id, u"audit.immutable"_s);
        AuditSql store(*m_session);
        AuditRecord twice = store.newest(1).value().front();
        QCOMPARE(store.append(twice).error().id, u"audit.out_of_order"_s);
    }

    void findsAnEditInEveryColumn_data()
    {
        QTest::addColumn<QByteArray>("assignment");
        for (const char *assignment :
             {"recorded_at = '2026-06-30T12:00:00.124Z'", "actor = 'bob'", "device = 'x'", "kind = 'x'",
              "subject_kind = 'x'", "subject_id = '99'", "body = '{\"number\":8}'", "body = 'no json'"})
            QTest::newRow(assignment) << QByteArray(assignment);
    }
    void findsAnEditInEveryColumn()
    {
        QFETCH(QByteArray, assignment);
        tamper("UPDATE audit_record SET " + assignment + " WHERE sequence = 7");
        QVERIFY(has(verify(), AuditFault::Kind::Changed, 7));
    }

    void findsADeletion()
    {
        tamper("DELETE FROM audit_record WHERE sequence = 7");
        QVERIFY(has(verify(), AuditFault::Kind::Missing, 7));
    }

    void findsADeletionClosedByRenumbering()
    {
        tamper("DELETE FROM audit_record WHERE sequence = 7; UPDATE audit_record SET sequence = sequence - 1 WHERE "
               "sequence > 7");
        QVERIFY(has(verify(), AuditFault::Kind::Unlinked, 7));
    }

    void findsASwap()
    {
        tamper("UPDATE audit_record SET sequence = 1007 WHERE sequence = 7; UPDATE audit_record SET sequence = 7 WHERE "
               "sequence = 8;"
               "UPDATE audit_record SET sequence = 8 WHERE sequence = 1007");
        QVERIFY(has(verify(), AuditFault::Kind::Unlinked, 7));
        QVERIFY(has(verify(), AuditFault::Kind::Changed, 8));
    }

    void findsACutOffTailByTheAnchor()
    {
        tamper("DELETE FROM audit_record WHERE sequence >= 12");
        QVERIFY(verify().isSound()); // nothing inside the chain can tell
        QVERIFY(has(verify({m_anchor}), AuditFault::Kind::Truncated, 15));
    }

    void findsARewrittenChainByTheAnchor()
    {
        // Cut off, and continued with other acts: every hash is right again.
        tamper("DELETE FROM audit_record WHERE sequence >= 12");
        m_session = openCheckedWorkspace(m_place, Access::ReadWrite).value();
        AuditSql store(*m_session);
        AuditChain chain(store, now);
        for (int i = 12; i <= length; ++i)
            QVERIFY(chain.append({u"bob"_s, {}, u"invoice.void"_s, {}, {}, {}}));
        QVERIFY(verify().isSound());
        QVERIFY(has(verify({m_anchor}), AuditFault::Kind::Rewritten, 15));
    }

    void anAnchorOfTheUntouchedChainHolds()
    {
        QVERIFY(verify({m_anchor}).isSound());
        QCOMPARE(AuditSeal::parse(m_anchor.toString()).value(), m_anchor);
        for (const QString &text : {u"7"_s, u"7:abc"_s, u"-1:7195b7cff5ecb18f"_s, u"07:7195b7cff5ecb18f"_s})
            QCOMPARE(AuditSeal::parse(text).error().id, u"audit.seal_malformed"_s);
    }

    void checksOnlyTheTailWhenAsked()
    {
        AuditSql store(*m_session);
        const auto report = AuditChain(store, now).verify({}, 11).value();
        QVERIFY(report.isSound());
        QCOMPARE(report.checked, 10);
    }

    void showsTheHistoryOfOneThing()
    {
        const auto history = AuditSql(*m_session).historyOf(u"invoice"_s, u"4"_s, 0, 10).value();
        QCOMPARE(history.size(), size_t(1));
        QCOMPARE(history.front().entry.body.value(u"number"_s).toInt(), 4);
    }

private:
    AuditReport verify(const std::vector<AuditSeal> &anchors = {})
    {
        AuditSql store(*m_session);
        return AuditChain(store, now).verify(anchors).value();
    }

    /// As the owner of the machine could: without the triggers.
    void tamper(const QByteArray &sql)
    {
        if (test::onServer()) {
            const auto done = Session::open(m_place, Access::ReadWrite)
                                  .value()
                                  ->driver()
                                  .executeScript("ALTER TABLE audit_record DISABLE TRIGGER USER; " + sql
                                                 + "; ALTER TABLE audit_record ENABLE TRIGGER USER");
            QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
            return;
        }
        sqlite3 *connection = nullptr;
        QCOMPARE(sqlite3_open(m_place.toUtf8().constData(), &connection), SQLITE_OK);
        // Dropped for the sake of the act, put back afterwards.
        const QByteArray script = "BEGIN; CREATE TEMP TABLE kept AS SELECT sql FROM sqlite_schema WHERE type = "
                                  "'trigger' AND tbl_name = 'audit_record';"
                                  "DROP TRIGGER audit_record_is_kept; DROP TRIGGER audit_record_is_fixed; PRAGMA "
                                  "ignore_check_constraints = ON;"
                                  + sql
                                  + ";"
                                    "CREATE TRIGGER audit_record_is_kept BEFORE DELETE ON audit_record BEGIN SELECT "
                                    "raise(abort, 'audit.immutable'); END;"
                                    "CREATE TRIGGER audit_record_is_fixed BEFORE UPDATE ON audit_record BEGIN SELECT "
                                    "raise(abort, 'audit.immutable'); END; COMMIT;";
        char *message = nullptr;
        const int code = sqlite3_exec(connection, script.constData(), nullptr, nullptr, &message);
        sqlite3_close(connection);
        QVERIFY2(code == SQLITE_OK, message);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Session> m_session;
    QString m_place;
    AuditSeal m_anchor;
};

QTEST_GUILESS_MAIN(TestAuditChain)
#include "tst_audit_chain.moc"
