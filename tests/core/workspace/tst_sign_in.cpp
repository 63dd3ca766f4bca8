// SPDX-License-Identifier: GPL-3.0-or-later
// Signing in to a file that several people share.
#include "tests/support/company.h"

#include "core/storage/sign_in_sql.h"
#include "core/workspace/sign_in.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::workspace;

class TestSignIn : public QObject
{
    Q_OBJECT

    const QString m_first = u"quiet otter paints doors"_s;
    const QString m_second = u"seven lamps under water"_s;
    std::unique_ptr<test::Company> m_company;

    QStringList auditKinds()
    {
        QStringList kinds;
        const auto services = m_company->as(u"controller"_s);
        const auto newest = storage::AuditSql(services->session()).newest(20).value();
        for (const auto &record : newest)
            kinds << record.entry.kind;
        return kinds;
    }

private Q_SLOTS:
    void init() { m_company = std::make_unique<test::Company>(); }
    void cleanup() { m_company.reset(); }

    void asksNobodyWhoChoseNone()
    {
        const auto services = m_company->as(u"operator"_s);
        QVERIFY(!asksForPassphrase(*services, u"operator"_s).value());
        QVERIFY(signIn(*services, u"operator"_s, {}));
    }
    void keepsOthersOut()
    {
        const auto services = m_company->as(u"approver"_s);
        QVERIFY(setPassphrase(*services, {}, m_first));
        QVERIFY(asksForPassphrase(*services, u"approver"_s).value());
        QCOMPARE(signIn(*services, u"approver"_s, m_second).error().id, u"identity.passphrase_wrong"_s);
        QVERIFY(signIn(*services, u"approver"_s, m_first));
        QVERIFY(auditKinds().contains(u"identity.sign_in_failed"_s));
        QVERIFY(auditKinds().contains(u"identity.passphrase"_s));
    }
    void changesItOnlyForWhoKnowsIt()
    {
        const auto services = m_company->as(u"approver"_s);
        QVERIFY(setPassphrase(*services, {}, m_first));
        QCOMPARE(setPassphrase(*services, {}, m_second).error().id, u"identity.passphrase_wrong"_s);
        QCOMPARE(setPassphrase(*services, m_first, u"short"_s).error().id, u"identity.passphrase_length"_s);
        QVERIFY(setPassphrase(*services, m_first, m_second));
        QVERIFY(!signIn(*services, u"approver"_s, m_first));
        QVERIFY(signIn(*services, u"approver"_s, m_second));
    }
    void pausesAfterFiveFailures()
    {
        const auto services = m_company->as(u"approver"_s);
        QVERIFY(setPassphrase(*services, {}, m_first));
        storage::SignInSql store(services->session());
        const QDateTime now = QDateTime::currentDateTimeUtc();
        for (int n = 0; n < failuresUntilPause; ++n)
            QVERIFY(store.noteFailure(u"approver"_s, now));
        QCOMPARE(signIn(*services, u"approver"_s, m_first).error().id, u"identity.passphrase_pause"_s);
        QVERIFY(store.noteFailure(u"approver"_s, now.addSecs(-secondsOfPause)));
        QVERIFY(signIn(*services, u"approver"_s, m_first));
        QCOMPARE(store.of(u"approver"_s)->value().failures, 0);
    }
    void doesNotLockAnybodyOutWhenTheClockWasSetBack()
    {
        const auto services = m_company->as(u"approver"_s);
        QVERIFY(setPassphrase(*services, {}, m_first));
        storage::SignInSql store(services->session());
        for (int n = 0; n < failuresUntilPause; ++n)
            QVERIFY(store.noteFailure(u"approver"_s, QDateTime::currentDateTimeUtc().addYears(1)));
        QCOMPARE(signIn(*services, u"approver"_s, m_first).error().args.value(u"seconds"_s).toInt(), secondsOfPause);
    }
    void isTakenAwayOnRecord()
    {
        QVERIFY(setPassphrase(*m_company->as(u"approver"_s), {}, m_first));
        QCOMPARE(removePassphrase(*m_company->as(u"controller"_s), u"approver"_s).error().id,
                 u"permission.role_missing"_s);
        const auto admin = m_company->as(u"admin"_s);
        QVERIFY(removePassphrase(*admin, u"approver"_s));
        QVERIFY(!asksForPassphrase(*admin, u"approver"_s).value());
        QVERIFY(auditKinds().contains(u"identity.passphrase_removed"_s));
        QCOMPARE(removePassphrase(*admin, u"approver"_s).error().id, u"identity.no_passphrase"_s);
    }
};

QTEST_GUILESS_MAIN(TestSignIn)
#include "tst_sign_in.moc"
