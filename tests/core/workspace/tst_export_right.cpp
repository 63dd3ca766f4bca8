// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/export_right.h"
#include "core/workspace/recorded_access.h"
#include "tests/support/company.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::workspace;

class TestExportRight : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_company = std::make_unique<test::Company>();
        m_company->addPerson(u"rita"_s, {u"rep"_s}, u"EMEA"_s);
        m_company->addPerson(u"carl"_s, {u"rep"_s, u"csm"_s}, u"EMEA"_s);
        m_company->addPerson(u"adam"_s, {u"admin"_s});
    }

    void aRepTakesAsManyRowsAsTheMatrixSays()
    {
        const auto services = m_company->as(u"rita"_s);
        QVERIFY(mayExportList(*services, 5000));
        const auto refused = mayExportList(*services, 5001);
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, u"exports.rows_of_role"_s);
        QCOMPARE(refused.error().args.value(u"most"_s).toInt(), 5000);
    }

    void theMostGenerousRoleCounts() { QVERIFY(mayExportList(*m_company->as(u"carl"_s), 1'000'000)); }

    void anAdministratorTakesNone()
    {
        QCOMPARE(mayExportList(*m_company->as(u"adam"_s), 1).error().id, u"permission.role_missing"_s);
    }

    void whatLeavesStandsInTheTrail()
    {
        const auto services = m_company->as(u"rita"_s);
        QVERIFY(recordExport(*services, u"invoice list"_s, 12, u"csv"_s));
        const auto last = latest();
        QCOMPARE(last.kind, u"list.export"_s);
        QCOMPARE(last.actor, u"rita"_s);
        QCOMPARE(last.body, (QJsonObject{{u"list"_s, u"invoice list"_s}, {u"rows"_s, 12}, {u"form"_s, u"csv"_s}}));
    }

    void whatIsRefusedStandsInTheTrailAndNothingElseDoes()
    {
        const auto services = m_company->as(u"adam"_s);
        const qint64 before = latest().sequence;
        recordRefusal(*services, Error{ErrorKind::Conflict, u"billing.number_gap"_s, {}, {}});
        recordRefusal(*services, Error{ErrorKind::Forbidden, u"sync.copy_locked"_s, {}, {}});
        QCOMPARE(latest().sequence, before);
        recordRefusal(*services, mayExportList(*services, 1).error(), u"invoice list"_s);
        const auto last = latest();
        QCOMPARE(last.sequence, before + 1);
        QCOMPARE(last.kind, u"permission.refused"_s);
        QCOMPARE(last.actor, u"adam"_s);
        QCOMPARE(last.body.value(u"refused"_s).toString(), u"permission.role_missing"_s);
        QCOMPARE(last.body.value(u"operation"_s).toString(), u"export lists"_s);
        QCOMPARE(last.body.value(u"act"_s).toString(), u"invoice list"_s);
    }

    void whoOnlyReadsRecordsNothing()
    {
        const auto workspace = Workspace::open(m_company->path(), Mode::ReadOnly).value();
        QVERIFY(workspace->setActor(u"rita"_s));
        const auto services = workspace->services().value();
        const qint64 before = latest().sequence;
        QVERIFY(recordExport(*services, u"invoice list"_s, 1, u"csv"_s));
        recordRefusal(*services, Error{ErrorKind::Forbidden, u"permission.role_missing"_s, {}, {}});
        QCOMPARE(latest().sequence, before);
    }

private:
    struct Latest
    {
        qint64 sequence = 0;
        QString actor;
        QString kind;
        QJsonObject body;
    };
    Latest latest()
    {
        return m_company->as(u"controller"_s)
            ->session()
            .statement("SELECT sequence, actor, kind, body FROM audit_record ORDER BY sequence DESC LIMIT 1")
            .first([](storage::Statement &row) {
                Latest one;
                one.sequence = row.read<qint64>();
                one.actor = row.read<QString>();
                one.kind = row.read<QString>();
                one.body = row.read<QJsonObject>();
                return one;
            })
            .value()
            .value();
    }

    std::unique_ptr<test::Company> m_company;
};

QTEST_GUILESS_MAIN(TestExportRight)
#include "tst_export_right.moc"
