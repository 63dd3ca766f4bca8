// SPDX-License-Identifier: GPL-3.0-or-later
// Milestones of contracts: told, billed once, and then fixed.
#include "tests/support/company.h"

#include "core/workspace/billing_desk.h"
#include "core/workspace/master_data.h"
#include "core/workspace/milestones.h"
#include "core/workspace/revenue.h"
#include "core/workspace/verification.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::test;
using namespace accord::workspace;

namespace {

const QByteArray projectContract = R"({"format": "accord.contract/1", "number": "PRJ-1", "account": "A-0009",
 "currency": "USD", "start": "2026-04-01", "end": "2027-04-01", "items": [
  {"key": "licence", "description": "Licence", "price": {"model": "flat", "amount": "100.00"}},
  {"key": "design", "kind": "one_time", "description": "Design", "price": {"model": "flat", "amount": "5000.00"},
   "start": "2026-05-01", "milestone": "Design signed off"}],
 "instalments": {"basis": "percent", "parts": [{"name": "First", "days": 10, "percent": "50"},
  {"name": "Second", "milestone": "Go-live", "percent": "50"}]}})";

Period monthOf(int month)
{
    return Period::monthOf(QDate(2026, month, 1));
}

} // namespace

class TestMilestones : public QObject
{
    Q_OBJECT

    void run(const Period &period)
    {
        jobs::Progress progress;
        const auto outcome = BillingDesk(*m_services).run(period, {}, progress);
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().id + outcome.error().detail));
    }

    /// "5000.00 on 2026-06-01": what was billed of the design, and on the invoice of which month.
    QStringList designBilled()
    {
        QStringList billed;
        const auto ids = m_services->invoices().ids();
        for (const auto &id : *ids) {
            const auto invoice = m_services->invoices().find(id);
            for (const auto &line : invoice->bill.lines)
                if (line.contractNumber == u"PRJ-1"_s && line.key.item == u"design"_s)
                    billed << line.net.toString() + u" on "_s + invoice->bill.period.start.toString(Qt::ISODate);
        }
        return billed;
    }

    std::unique_ptr<Company> m_company;
    std::unique_ptr<Services> m_services;

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<Company>();
        m_services = m_company->as(u"operator"_s);
        const auto imported = MasterData(*m_services).importContract(projectContract);
        QVERIFY2(imported, imported ? "" : qPrintable(imported.error().id));
    }
    void cleanup()
    {
        m_services.reset();
        m_company.reset();
    }

    void listsWhatWaits()
    {
        const auto rows = milestonesOf(*m_services, u"PRJ-1"_s);
        QVERIFY(rows);
        QCOMPARE(rows->size(), size_t(2));
        QCOMPARE(rows->at(0).items, QStringList{u"Design"_s});
        QCOMPARE(rows->at(1).instalments, 1);
        QVERIFY(!rows->at(0).reached.isValid());
    }

    void anItemThatWaitsIsNotBilledWhenItWasExpected()
    {
        run(monthOf(5));
        QCOMPARE(designBilled(), QStringList());
    }

    void whatIsToldAfterwardsIsBilledOnceByTheNextRun()
    {
        run(monthOf(5));
        QVERIFY(reachMilestone(*m_services, u"PRJ-1"_s, u"Design signed off"_s, QDate(2026, 5, 20)));
        run(monthOf(6));
        QCOMPARE(designBilled(), QStringList{u"5000.00 on 2026-06-01"_s});
        run(monthOf(6));
        run(monthOf(7));
        QCOMPARE(designBilled().size(), 1);
        jobs::Progress progress;
        const auto checks = verify(*m_services, progress);
        QVERIFY(checks);
        for (const auto &check : *checks)
            QVERIFY2(check.violations.empty(), qPrintable(check.invariant));
    }

    void aBilledMilestoneKeepsItsDay()
    {
        QVERIFY(reachMilestone(*m_services, u"PRJ-1"_s, u"Design signed off"_s, QDate(2026, 6, 2)));
        QVERIFY(reachMilestone(*m_services, u"PRJ-1"_s, u"Design signed off"_s, QDate(2026, 6, 3))); // corrected
        run(monthOf(6));
        const auto moved = reachMilestone(*m_services, u"PRJ-1"_s, u"Design signed off"_s, QDate(2026, 6, 9));
        QVERIFY(!moved);
        QCOMPARE(moved.error().id, u"billing.milestone_billed"_s);
    }

    void refusesWhatTheContractDoesNotName()
    {
        const auto unknown = reachMilestone(*m_services, u"PRJ-1"_s, u"Golive"_s, QDate(2026, 6, 2));
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().id, u"contracts.milestone_unknown"_s);
        QCOMPARE(unknown.error().args.value(u"known"_s).toString(), u"Design signed off, Go-live"_s);
        const auto ahead = reachMilestone(*m_services, u"PRJ-1"_s, u"Go-live"_s, companyToday().addDays(1));
        QVERIFY(!ahead);
        QCOMPARE(ahead.error().id, u"contracts.milestone_ahead"_s);
    }

    void whatStillWaitsIsNoRevenue()
    {
        const auto before = revenueOfStored(*m_services, u"PRJ-1"_s);
        QVERIFY(before);
        QCOMPARE(before->obligations.size(), size_t(1));
        QVERIFY(reachMilestone(*m_services, u"PRJ-1"_s, u"Design signed off"_s, QDate(2026, 6, 2)));
        const auto after = revenueOfStored(*m_services, u"PRJ-1"_s);
        QVERIFY(after);
        QCOMPARE(after->obligations.size(), size_t(2));
    }
};

QTEST_GUILESS_MAIN(TestMilestones)
#include "tst_milestones.moc"
