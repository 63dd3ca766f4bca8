// SPDX-License-Identifier: GPL-3.0-or-later
// Prepaid credits, instalments and service level credits from the contract to the stored invoice.
#include "tests/support/company.h"

#include "core/workspace/billing_desk.h"
#include "core/workspace/master_data.h"
#include "core/workspace/service_reports.h"
#include "core/workspace/verification.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::workspace;

namespace {

const QByteArray prepaidContract = R"({
 "format": "accord.contract/1", "number": "PRE-1", "account": "A-0009", "currency": "USD",
 "start": "2026-06-01", "end": "2027-06-01",
 "items": [{"key": "base", "description": "Platform", "price": {"model": "flat", "amount": "1000.00"}}],
 "prepaid_credits": [{"name": "Prepayment", "amount": "1500.00"}],
 "instalments": {"basis": "equal", "parts": [
  {"name": "First", "days": 0}, {"name": "Second", "days": 30}, {"name": "Third", "milestone": "Go live"}]},
 "service_credits": {"cap_percent": "50", "uptime": [{"below": "99.9", "credit_percent": "10"}],
  "responses": [{"name": "P1", "credit_amount": "25.00"}]}
})";

Period monthOf(int month)
{
    return Period::monthOf(QDate(2026, month, 1));
}

} // namespace

class TestBillPayment : public QObject
{
    Q_OBJECT

    void run(Services &services, const Period &period)
    {
        jobs::Progress progress;
        const auto outcome = BillingDesk(services).run(period, {}, progress);
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().id + outcome.error().detail));
        QVERIFY2(outcome->failures.empty(),
                 outcome->failures.empty() ? "" : qPrintable(outcome->failures.front().error.id));
    }

    /// The invoices of the prepaid contract, by their period.
    std::map<QDate, billing::Invoice> invoices(Services &services)
    {
        std::map<QDate, billing::Invoice> result;
        const auto ids = services.invoices().ids();
        for (const auto &id : *ids) {
            auto invoice = services.invoices().find(id);
            if (invoice && invoice->account == m_company->account(u"A-0009"_s))
                result.emplace(invoice->bill.period.start, *invoice);
        }
        return result;
    }

    static QString usedSoFar(Services &services)
    {
        const auto contract = services.contracts().findByNumber(u"PRE-1"_s);
        const auto used = services.invoices().creditsUsed(contract->id, contract->currency);
        return used->empty() ? u"none"_s : used->front().amount.toString();
    }

    void verifyClean(Services &services)
    {
        jobs::Progress progress;
        const auto checks = verify(services, progress);
        QVERIFY(checks);
        for (const auto &check : *checks)
            QVERIFY2(check.violations.empty(),
                     qPrintable(check.invariant + u": "_s
                                + (check.violations.empty() ? QString() : check.violations.front().subject)));
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<test::Company>();
        auto services = m_company->as(u"operator"_s);
        const auto imported = MasterData(*services).importContract(prepaidContract);
        QVERIFY2(imported, imported ? "" : qPrintable(imported.error().id));
    }
    void cleanup() { m_company.reset(); }

    void runsDrawOneCreditDownExactlyOnce()
    {
        auto services = m_company->as(u"operator"_s);
        run(*services, monthOf(6));
        run(*services, monthOf(6)); // the same again adds nothing
        QCOMPARE(usedSoFar(*services), u"1000.00"_s);
        run(*services, monthOf(7));
        run(*services, monthOf(8));
        QCOMPARE(usedSoFar(*services), u"1500.00"_s);
        const auto bills = invoices(*services);
        QCOMPARE(bills.size(), 3U);
        QCOMPARE(bills.at(QDate(2026, 6, 1)).bill.amountDue().toString(), u"0.00"_s);
        QCOMPARE(bills.at(QDate(2026, 7, 1)).bill.credits.front().before.toString(), u"500.00"_s);
        QCOMPARE(bills.at(QDate(2026, 7, 1)).bill.amountDue().toString(), u"500.00"_s);
        QVERIFY(bills.at(QDate(2026, 8, 1)).bill.credits.empty());
        verifyClean(*services);
    }

    void aRunThatDiedBeforeItsEndIsResumedWithoutASecondDraw()
    {
        auto services = m_company->as(u"operator"_s);
        jobs::Progress progress;
        test::obstruct(services->session(),
                       "died BEFORE UPDATE ON bill_run BEGIN SELECT raise(abort, 'test.died'); END;");
        QVERIFY(!BillingDesk(*services).run(monthOf(6), {}, progress));
        test::clearTheWay(services->session(), "died");
        QCOMPARE(usedSoFar(*services), u"1000.00"_s);
        auto later = m_company->as(u"operator"_s);
        QVERIFY(BillingDesk(*later).resume(monthOf(6), progress));
        QCOMPARE(usedSoFar(*later), u"1000.00"_s);
        QCOMPARE(invoices(*later).size(), 1U);
        verifyClean(*later);
    }

    void aDiscardedDraftGivesItsCreditBack()
    {
        auto services = m_company->as(u"operator"_s);
        run(*services, monthOf(6));
        QVERIFY(BillingDesk(*services).discard(invoices(*services).begin()->second.id));
        QCOMPARE(usedSoFar(*services), u"none"_s);
        run(*services, monthOf(6));
        QCOMPARE(usedSoFar(*services), u"1000.00"_s);
        verifyClean(*services);
    }

    void theDatabaseRefusesToOverdraw()
    {
        auto services = m_company->as(u"operator"_s);
        run(*services, monthOf(6));
        run(*services, monthOf(7));
        auto invoice = invoices(*services).rbegin()->second;
        QVERIFY(BillingDesk(*services).discard(invoice.id));
        invoice.bill.credits.front().before = invoice.bill.credits.front().amount = Money(50001, invoice.bill.currency);
        const auto refused = services->invoices().add(invoice);
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, u"billing.credit_overdrawn"_s);
    }

    void keepsInstalmentsThatAddUpToWhatIsDue()
    {
        auto services = m_company->as(u"operator"_s);
        run(*services, monthOf(6));
        run(*services, monthOf(7));
        const auto bill = invoices(*services).at(QDate(2026, 7, 1)).bill;
        QCOMPARE(bill.instalments.size(), 3U);
        QCOMPARE(bill.instalments[0].amount.toString(), u"166.67"_s);
        QCOMPARE(bill.instalments[1].due, QDate(2026, 7, 30)); // 30 days after 30 June
        QCOMPARE(bill.instalments[2].amount.toString(), u"166.66"_s);
        QVERIFY(bill.instalments[2].due.isNull());
        QCOMPARE(bill.netDays, 30);
    }

    void issuesWhatAddsUpAndPostsTheCredit()
    {
        auto services = m_company->as(u"operator"_s);
        run(*services, monthOf(6));
        run(*services, monthOf(7));
        jobs::Progress progress;
        std::vector<billing::InvoiceId> ids;
        for (const auto &[period, invoice] : invoices(*services))
            ids.push_back(invoice.id);
        const auto issued = BillingDesk(*services).issue(ids, progress);
        QVERIFY2(issued, issued ? "" : qPrintable(issued.error().id));
        const auto stored = services->invoices().find(ids.back());
        QCOMPARE(stored->bill.amountDue().toString(), u"500.00"_s);
        const auto removed = services->invoices().remove(ids.back());
        QCOMPARE(removed.error().id, u"billing.invoice_immutable"_s);
        verifyClean(*services);
    }

    void givesServiceLevelsBackOnce()
    {
        auto services = m_company->as(u"operator"_s);
        run(*services, monthOf(6));
        // June has 43,200 minutes; 100 of them are 99.77 %: 10 % of 1,000.00. Two late answers: 50.00.
        QVERIFY(recordService(*services, {u"PRE-1"_s, monthOf(6), 50, {}}));
        QVERIFY(recordService(*services, {u"PRE-1"_s, monthOf(6), 100, {{u"P1"_s, 2}}}));
        run(*services, monthOf(7));
        run(*services, monthOf(8));
        const auto bills = invoices(*services);
        QCOMPARE(bills.at(QDate(2026, 7, 1)).bill.subtotal.toString(), u"850.00"_s);
        const auto &lines = bills.at(QDate(2026, 7, 1)).bill.lines;
        QCOMPARE(lines.size(), 3U);
        QCOMPARE(lines[1].key.kind, u"service_credit"_s);
        QCOMPARE(lines[1].key.period, monthOf(6));
        QCOMPARE(lines[1].net.toString(), u"-100.00"_s);
        QCOMPARE(lines[2].net.toString(), u"-50.00"_s);
        QCOMPARE(bills.at(QDate(2026, 8, 1)).bill.subtotal.toString(), u"1000.00"_s);
        const auto tooLate = recordService(*services, {u"PRE-1"_s, monthOf(6), 5000, {}});
        QCOMPARE(tooLate.error().id, u"billing.service_report_billed"_s);
        verifyClean(*services);
    }

    void refusesReportsThatTheTableCannotAnswer()
    {
        auto services = m_company->as(u"operator"_s);
        QCOMPARE(recordService(*services, {u"PRE-1"_s, monthOf(6), 0, {{u"P9"_s, 1}}}).error().id,
                 u"contracts.sla_unknown_promise"_s);
        QCOMPARE(recordService(*services, {u"PRE-1"_s, monthOf(6), 43201, {}}).error().id, u"contracts.sla_report"_s);
    }

private:
    std::unique_ptr<test::Company> m_company;
};

QTEST_GUILESS_MAIN(TestBillPayment)
#include "tst_bill_payment.moc"
