// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/export_right.h"
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

private:
    std::unique_ptr<test::Company> m_company;
};

QTEST_GUILESS_MAIN(TestExportRight)
#include "tst_export_right.moc"
