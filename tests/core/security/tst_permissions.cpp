// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/permissions.h"
#include "core/storage/permissions.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::security;

namespace {

const QByteArray head = "operation,meaning,rep,csm,manager,billing,approver,controller,legal,auditor,admin,worker\n";

const Permissions &matrix()
{
    static const Permissions *const known = storage::embeddedPermissions().value();
    return *known;
}

Person person(const QStringList &roles, const QStringList &regions = {})
{
    return {u"ann"_s, roles, regions};
}

QString idOf(const Result<> &result)
{
    return result ? u"allowed"_s : result.error().id;
}

} // namespace

class TestPermissions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsACellWithItsQualifiers()
    {
        const auto read = Permissions::fromCsv("# why\n" + head
                                               + "a.b,\"do a, or b\",region 5000 rows,own,region not own,all four "
                                                 "eyes,all to limit,all,none,none,none,all\n");
        QVERIFY(read);
        QCOMPARE(read->find(u"a.b")->meaning, u"do a, or b"_s);
        QCOMPARE(read->grant(u"a.b", u"rep"_s).rows.value(), 5000);
        QVERIFY(read->grant(u"a.b", u"manager"_s).notOwn);
        QVERIFY(read->grant(u"a.b", u"billing"_s).fourEyes);
        QVERIFY(read->grant(u"a.b", u"approver"_s).toLimit);
        QCOMPARE(read->rolesFor(u"a.b"), (QStringList{u"rep"_s, u"csm"_s, u"manager"_s, u"billing"_s, u"approver"_s,
                                                      u"controller"_s, u"worker"_s}));
    }
    void refusesWhatItCannotRead_data()
    {
        QTest::addColumn<QByteArray>("csv");
        QTest::newRow("another head") << QByteArray("operation,rep\n");
        QTest::newRow("a cell too few") << head + "a.b,x,all,all,all,all,all,all,all,all,all\n";
        QTest::newRow("an unknown reach") << head + "a.b,x,some,all,all,all,all,all,all,all,all,all\n";
        QTest::newRow("an operation twice") << head
                                                   + "a.b,x,all,all,all,all,all,all,all,all,all,all\n"
                                                     "a.b,x,all,all,all,all,all,all,all,all,all,all\n";
    }
    void refusesWhatItCannotRead()
    {
        QFETCH(QByteArray, csv);
        QCOMPARE(Permissions::fromCsv(csv).error().id, u"permission.matrix"_s);
    }

    void theFarthestRoleCounts()
    {
        QVERIFY(matrix().reach(u"invoice.read", {u"rep"_s}) == Reach::Region);
        QVERIFY(matrix().reach(u"invoice.read", {u"rep"_s, u"approver"_s}) == Reach::All);
        QVERIFY(matrix().reach(u"invoice.read", {u"legal"_s}) == Reach::None);
        QVERIFY(matrix().reach(u"account.edit", {u"rep"_s}) == Reach::Own);
        QVERIFY(matrix().reach(u"no.such", {u"admin"_s}) == Reach::None);
    }
    void saysWhatStandsInTheWay()
    {
        const QStringList edit{u"account.edit"_s};
        QCOMPARE(idOf(matrix().check(person({u"approver"_s}), edit)), u"permission.role_missing"_s);
        QCOMPARE(idOf(matrix().check(person({u"csm"_s}, {u"EMEA"_s}), edit, {u"AMER"_s})),
                 u"permission.other_region"_s);
        QCOMPARE(idOf(matrix().check(person({u"csm"_s}, {u"EMEA"_s, u"AMER"_s}), edit, {u"AMER"_s})), u"allowed"_s);
        QCOMPARE(idOf(matrix().check(person({u"csm"_s}), edit, {QString()})), u"permission.other_region"_s);
        QCOMPARE(idOf(matrix().check(person({u"rep"_s}), edit, {{}, u"bob"_s})), u"permission.not_responsible"_s);
        QCOMPARE(idOf(matrix().check(person({u"rep"_s}), edit, {{}, u"ann"_s})), u"allowed"_s);
        QCOMPARE(idOf(matrix().check(person({u"controller"_s}), {u"person.approve"_s}, {{}, {}, u"ann"_s})),
                 u"permission.own_work"_s);
        const auto refused = matrix().check(person({u"rep"_s}), {u"document.approve"_s});
        QCOMPARE(refused.error().kind, ErrorKind::Forbidden);
        QCOMPARE(refused.error().args.value(u"roles"_s).toString(), u"approver, controller"_s);
        QCOMPARE(idOf(matrix().check(person({u"admin"_s}), {u"no.such"_s})), u"permission.operation_unknown"_s);
    }
    void rolesThatDoNotGoTogether()
    {
        for (const QString &role : {u"billing"_s, u"approver"_s, u"controller"_s})
            QCOMPARE(idOf(checkRoles({u"admin"_s, role})), u"permission.roles_conflict"_s);
        QCOMPARE(idOf(checkRoles({u"rep"_s, u"auditor"_s})), u"permission.roles_conflict"_s);
        QCOMPARE(idOf(checkRoles({u"rep"_s, u"csm"_s, u"billing"_s})), u"allowed"_s);
        QCOMPARE(idOf(checkRoles({u"boss"_s})), u"permission.role_unknown"_s);
        QCOMPARE(regionsOf(u" EMEA, ,AMER"_s), (QStringList{u"EMEA"_s, u"AMER"_s}));
        QCOMPARE(regionsOf(QString()), QStringList());
    }
    void administratorsNeitherReadCustomersNorWriteBusiness()
    {
        for (const auto &row : matrix().rows()) {
            const bool theirs = QStringList{u"policy.propose"_s,     u"person.propose"_s, u"audit.read"_s,
                                            u"workspace.maintain"_s, u"company.edit"_s,   u"number.edit"_s}
                                    .contains(row.operation);
            QCOMPARE(matrix().grant(row.operation, u"admin"_s).reach != Reach::None, theirs);
        }
    }
};

QTEST_GUILESS_MAIN(TestPermissions)
#include "tst_permissions.moc"
