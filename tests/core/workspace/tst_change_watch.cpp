// SPDX-License-Identifier: GPL-3.0-or-later
// What others store is noticed, on a file and on the database of a team.
#include "tests/support/company.h"

#include "core/workspace/billing_details.h"
#include "core/workspace/change_watch.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::workspace;
using namespace std::chrono_literals;

/// How often something was told, counted in the thread of the test: a QSignalSpy counts in that of the watch.
class Heard : public QObject
{
public:
    explicit Heard(const ChangeWatch &watch)
    {
        connect(&watch, &ChangeWatch::stored, this, [this] { ++m_times; });
    }
    qsizetype size() const { return m_times; }
    bool isEmpty() const { return m_times == 0; }
    void clear() { m_times = 0; }

private:
    qsizetype m_times = 0;
};

class TestChangeWatch : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::Company> m_company;

    void store(const QString &email)
    {
        const auto services = m_company->as(u"operator"_s);
        const auto account = services->accounts().findByReference(u"A-0006"_s);
        BillingDetails details = billingDetailsOf(*account);
        details.invoiceEmail = email;
        QVERIFY(saveBillingDetails(*services, account->id, details, account->version));
    }

    /// Stores until \a stored tells of it: from then on the watch knows a version and hears of the next one, however
    /// long it took to connect.
    void untilItWatches(const Heard &stored)
    {
        for (int attempt = 0; stored.isEmpty() && attempt < 60; ++attempt) {
            store(u"attempt%1@initech.example"_s.arg(attempt));
            QTest::qWait(500);
        }
        QVERIFY(!stored.isEmpty());
        QTest::qWait(500); // it may tell of it twice
    }

private Q_SLOTS:
    void initTestCase() { m_company = std::make_unique<test::Company>(); }
    void cleanupTestCase() { m_company.reset(); }

    void noticesWhatAnotherSessionStored()
    {
        const ChangeWatch watch(m_company->workspace(), 20ms);
        Heard stored(watch);
        QTest::qWait(300); // it knows the present version by now
        QCOMPARE(stored.size(), 0);
        store(u"one@initech.example"_s);
        QTRY_VERIFY(!stored.isEmpty());
        QTest::qWait(100);
        const auto told = stored.size();
        QTest::qWait(300);
        QCOMPARE(stored.size(), told); // and nothing while nothing happens
        store(u"two@initech.example"_s);
        QTRY_VERIFY(stored.size() > told);
    }

    void readingIsNoChange()
    {
        const ChangeWatch watch(m_company->workspace(), 20ms);
        Heard stored(watch);
        QTest::qWait(300);
        QVERIFY(m_company->as(u"operator"_s)->accounts().findByReference(u"A-0001"_s));
        QTest::qWait(300);
        QCOMPARE(stored.size(), 0);
    }

    void hearsFromTheServerLongBeforeItWouldAsk()
    {
        if (!test::onServer())
            QSKIP("a file says nothing by itself");
        const ChangeWatch watch(m_company->workspace(), 10min);
        Heard stored(watch);
        untilItWatches(stored);
        const auto told = stored.size();
        store(u"four@initech.example"_s);
        QTRY_VERIFY_WITH_TIMEOUT(stored.size() > told, 3'000);
    }

    /// That it broke may be mended before anybody is told: what counts is that what is stored afterwards is heard of,
    /// and long before the watch would ask.
    void listensAgainAfterItsConnectionBroke()
    {
        if (!test::onServer())
            QSKIP("a file has no connection");
        const ChangeWatch watch(m_company->workspace(), 10min);
        Heard stored(watch);
        untilItWatches(stored);
        const auto services = m_company->as(u"operator"_s);
        QVERIFY(services->session().driver().executeScript(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid()"));
        stored.clear();
        store(u"five@initech.example"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!stored.isEmpty(), 30'000);
        QTest::qWait(1'000); // it may tell of it twice
        stored.clear();
        store(u"six@initech.example"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!stored.isEmpty(), 5'000);
    }

    void endsWithoutWaitingForItsInterval()
    {
        QElapsedTimer timer;
        timer.start();
        {
            const ChangeWatch watch(m_company->workspace(), 10min);
            QTest::qWait(200);
        }
        QVERIFY(timer.elapsed() < 60'000);
    }
};

QTEST_GUILESS_MAIN(TestChangeWatch)
#include "tst_change_watch.moc"
