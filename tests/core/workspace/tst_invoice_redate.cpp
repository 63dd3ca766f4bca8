// SPDX-License-Identifier: GPL-3.0-or-later
// A draft that is dated anew: in the order of numbers, with its due date, and approved again.
#include "tests/support/company.h"

#include "core/storage/invoice_queries_sql.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/invoice_redate.h"
#include "core/workspace/ledger_desk.h"
#include "core/workspace/verification.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::workspace;

class TestInvoiceRedate : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<Services> m_services;

    billing::Invoice of(const QString &account, int month)
    {
        storage::InvoiceFilter filter;
        filter.account = m_company->account(account);
        filter.period = Period::monthOf(QDate(2026, month, 1));
        const auto rows = storage::InvoiceQueriesSql(m_services->session()).page(filter, {}, 1, test::companyToday());
        if (!rows || rows->empty())
            qFatal("nothing was billed");
        return m_services->invoices().find(rows->front().id).value();
    }
    void approve(const billing::InvoiceId &id)
    {
        const auto asked = m_services->approvals().latestFor(approvals::SubjectKind::Invoice, id.uuid());
        const auto approver = m_company->as(u"approver"_s);
        const auto decided = ApprovalDesk(*approver).decide((*asked)->id, approvals::Verdict::Approve, {});
        QVERIFY2(decided, decided ? "" : qPrintable(decided.error().id));
    }
    QString issued(const billing::InvoiceId &id)
    {
        jobs::Progress progress;
        const auto done = BillingDesk(*m_services).issue({id}, progress);
        return done ? u"issued"_s : done.error().id;
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<test::Company>();
        m_services = m_company->as(u"operator"_s);
    }
    void cleanup()
    {
        m_services.reset();
        m_company.reset();
    }

    void aDraftBeforeLaterNumbersIsDatedAnew()
    {
        const billing::Invoice may = of(u"A-0005"_s, 5);
        QVERIFY(may.state == billing::InvoiceState::InApproval);
        approve(may.id);
        // June goes out first, on the last day of it.
        jobs::Progress progress;
        QVERIFY(BillingDesk(*m_services).run(Period::monthOf(QDate(2026, 6, 1)), QDate(2026, 7, 1), progress));
        const billing::Invoice june = of(u"A-0005"_s, 6);
        approve(june.id);
        QCOMPARE(issued(june.id), u"issued"_s);
        QCOMPARE(issued(may.id), u"billing.issue_date_before_last"_s);
        QCOMPARE(*earliestDateFor(*m_services, may), QDate(2026, 7, 1));
        const auto early = redateInvoice(*m_services, may.id, QDate(2026, 6, 30));
        QCOMPARE(early.error().id, u"billing.redate_early"_s);
        QCOMPARE(early.error().args.value(u"earliest"_s).toString(), u"2026-07-01"_s);
        const auto dated = redateInvoice(*m_services, may.id, QDate(2026, 7, 2));
        QVERIFY2(dated, dated ? "" : qPrintable(dated.error().id + dated.error().detail));
        QCOMPARE(dated->issueDate, QDate(2026, 7, 2));
        QCOMPARE(dated->dueDate, QDate(2026, 7, 2).addDays(may.bill.netDays));
        QCOMPARE(dated->bill.total, may.bill.total);
        QCOMPARE(dated->revision, may.revision + 1);
        QVERIFY(dated->digest != may.digest);
        // What was agreed to was another date.
        QVERIFY(dated->state == billing::InvoiceState::InApproval);
        QCOMPARE(issued(may.id), u"billing.not_approved"_s);
        approve(may.id);
        QCOMPARE(issued(may.id), u"issued"_s);
        QCOMPARE(redateInvoice(*m_services, may.id, QDate(2026, 7, 3)).error().id, u"billing.invoice_immutable"_s);
        const auto checks = verify(*m_services, progress);
        for (const auto &check : *checks)
            QVERIFY2(check.violations.empty(), qPrintable(check.invariant));
    }

    void aDraftGoesOutAfterTheClosedPeriod()
    {
        const billing::Invoice may = of(u"A-0005"_s, 5);
        QCOMPARE(may.issueDate, QDate(2026, 5, 31));
        approve(may.id);
        const auto controller = m_company->as(u"controller"_s);
        const auto closed = LedgerDesk(*controller).close(Period::monthOf(may.issueDate));
        QVERIFY2(closed, closed ? "" : qPrintable(closed.error().id + closed.error().detail));
        QCOMPARE(issued(may.id), u"ledger.period_closed"_s);
        QCOMPARE(*earliestDateFor(*m_services, may), QDate(2026, 6, 1));
        for (const QDate &day : {QDate(2026, 5, 31), QDate(2026, 5, 1)}) {
            const auto early = redateInvoice(*m_services, may.id, day);
            QCOMPARE(early.error().id, u"billing.redate_early"_s);
            QCOMPARE(early.error().args.value(u"earliest"_s).toString(), u"2026-06-01"_s);
        }
        QVERIFY(of(u"A-0005"_s, 5).state == billing::InvoiceState::Approved); // what was refused changed nothing
        const auto dated = redateInvoice(*m_services, may.id, QDate(2026, 6, 1));
        QVERIFY2(dated, dated ? "" : qPrintable(dated.error().id + dated.error().detail));
        QCOMPARE(dated->bill.period, may.bill.period); // what it bills is still May
        approve(may.id);
        QCOMPARE(issued(may.id), u"issued"_s);
        jobs::Progress progress;
        const auto checks = verify(*m_services, progress);
        for (const auto &check : *checks)
            QVERIFY2(check.violations.empty(), qPrintable(check.invariant));
    }

    void onlyWhoPreparesBillsDatesThem()
    {
        const billing::Invoice may = of(u"A-0005"_s, 5);
        const auto approver = m_company->as(u"approver"_s);
        QCOMPARE(redateInvoice(*approver, may.id, QDate(2026, 7, 2)).error().id, u"permission.role_missing"_s);
        QCOMPARE(redateInvoice(*m_services, may.id, QDate()).error().id, u"billing.redate_early"_s);
    }
};

QTEST_GUILESS_MAIN(TestInvoiceRedate)
#include "tst_invoice_redate.moc"
