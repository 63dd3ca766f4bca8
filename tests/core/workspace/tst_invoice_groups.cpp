// SPDX-License-Identifier: GPL-3.0-or-later
// One invoice for each cost centre or order, the statement that adds them up, and the revenue behind them.
#include "tests/support/company.h"

#include "core/workspace/account_statement.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/master_data.h"
#include "core/workspace/revenue.h"
#include "core/workspace/verification.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::workspace;

namespace {

// 52 sites of which each second belongs to IT, the others to Operations.
const QByteArray byCostCentre = R"({
 "format": "accord.contract/1", "number": "GRP-1", "account": "A-0004", "currency": "EUR",
 "start": "2026-06-01", "end": "2027-06-01", "terms": {"invoice_by": "cost_centre"},
 "items": [
  {"key": "base", "description": "Platform", "price": {"model": "flat", "amount": "100.00"}},
  {"key": "site", "description": "Site", "price": {"model": "flat", "amount": "10.00"}, "per_location": true}],
 "commitments": [{"key": "least", "description": "Commitment", "amount": "5000.00", "months": 1}],
 "prepaid_credits": [{"name": "Prepayment", "amount": "4500.00"}]
})";

const QByteArray byOrder = R"({
 "format": "accord.contract/1", "number": "ORD-1", "account": "A-0009", "currency": "USD",
 "start": "2026-06-01", "end": "2027-06-01", "terms": {"invoice_by": "purchase_order", "purchase_order": "PO-1"},
 "items": [
  {"key": "a", "description": "A", "price": {"model": "flat", "amount": "1.00"}},
  {"key": "b", "description": "B", "price": {"model": "flat", "amount": "2.00"}, "purchase_order": "PO-2"},
  {"key": "c", "description": "C", "price": {"model": "flat", "amount": "4.00"}, "purchase_order": "PO-2"}]
})";

const Period june{QDate(2026, 6, 1), QDate(2026, 7, 1)};

} // namespace

class TestInvoiceGroups : public QObject
{
    Q_OBJECT

    void prepare(const QByteArray &contract)
    {
        m_services = m_company->as(u"operator"_s);
        const auto imported = MasterData(*m_services).importContract(contract);
        QVERIFY2(imported, imported ? "" : qPrintable(imported.error().id));
        run();
    }

    void run(const Period &month = june)
    {
        jobs::Progress progress;
        const auto outcome = BillingDesk(*m_services).run(month, {}, progress);
        QVERIFY(outcome);
        QVERIFY2(outcome->failures.empty(),
                 outcome->failures.empty() ? "" : qPrintable(outcome->failures.front().error.id));
    }

    std::vector<billing::Invoice> invoicesOf(const QString &contract)
    {
        std::vector<billing::Invoice> result;
        const auto ids = m_services->invoices().ids();
        for (const auto &id : *ids) {
            auto invoice = m_services->invoices().find(id);
            if (invoice && invoice->bill.lines.front().contractNumber == contract)
                result.push_back(std::move(*invoice));
        }
        return result;
    }

    void verifyClean()
    {
        jobs::Progress progress;
        const auto checks = verify(*m_services, progress);
        QVERIFY(checks);
        for (const auto &check : *checks)
            QVERIFY2(check.violations.empty(),
                     qPrintable(check.invariant + u": "_s
                                + (check.violations.empty() ? QString() : check.violations.front().subject)));
    }

private Q_SLOTS:
    void init() { m_company = std::make_unique<test::Company>(); }
    void cleanup()
    {
        m_services.reset();
        m_company.reset();
    }

    void eachCostCentreGetsItsOwnInvoice()
    {
        prepare(byCostCentre);
        const auto invoices = invoicesOf(u"GRP-1"_s);
        QCOMPARE(invoices.size(), 3U);
        // 100.00 and what is missing of 5,000.00: 100.00 + 52 × 10.00 = 620.00 is spent, on all three together.
        QCOMPARE(invoices[0].bill.subtotal.toString(), u"4480.00"_s);
        QCOMPARE(invoices[1].bill.subtotal.toString(), u"260.00"_s);
        QCOMPARE(invoices[2].bill.subtotal.toString(), u"260.00"_s);
        for (const auto &invoice : invoices)
            for (const auto &line : invoice.bill.lines)
                QCOMPARE(line.costCentre, invoice.bill.lines.front().costCentre);
    }

    void oneCreditIsSharedByTheInvoicesOfARun()
    {
        prepare(byCostCentre);
        MoneySum used(Currency::fromCode(u"EUR"_s).value());
        for (const auto &invoice : invoicesOf(u"GRP-1"_s))
            for (const auto &credit : invoice.bill.credits)
                used.add(credit.amount);
        QCOMPARE(used.total()->toString(), u"4500.00"_s);
    }

    void runningAgainAddsNothingAndEverythingIsComputedTheSame()
    {
        prepare(byCostCentre);
        run();
        QCOMPARE(invoicesOf(u"GRP-1"_s).size(), 3U);
        verifyClean();
    }

    void anOrderStandsOnItsInvoice()
    {
        prepare(byOrder);
        const auto invoices = invoicesOf(u"ORD-1"_s);
        QCOMPARE(invoices.size(), 2U);
        QCOMPARE(invoices[0].bill.purchaseOrder, u"PO-1"_s);
        QCOMPARE(invoices[0].bill.subtotal.toString(), u"1.00"_s);
        QCOMPARE(invoices[1].bill.purchaseOrder, u"PO-2"_s);
        QCOMPARE(invoices[1].bill.subtotal.toString(), u"6.00"_s);
        verifyClean();
    }

    void aCommitmentFollowsALateChargeOnTheInvoiceOfAnotherOrder()
    {
        QByteArray contract = byOrder;
        contract.replace(R"("1.00"}})", R"("5.00"}})");
        contract.replace(R"("items")", R"("commitments": [{"key": "least", "description": "Least", "amount": "15.00",
            "months": 1}], "items")");
        prepare(contract);
        QCOMPARE(invoicesOf(u"ORD-1"_s)[0].bill.subtotal.toString(), u"9.00"_s); // 5.00 + 4.00 missing of 15.00
        contract.replace(R"("2.00"})", R"("2.00"}, "ramp": [{"from": "2026-06-01",
            "price": {"model": "flat", "amount": "4.00"}}])");
        contract.replace(R"("items")", R"("effective_from": "2026-06-01", "items")");
        QVERIFY(MasterData(*m_services).importContract(contract));
        run({QDate(2026, 7, 1), QDate(2026, 8, 1)});
        const auto invoices = invoicesOf(u"ORD-1"_s);
        QCOMPARE(invoices.size(), 4U);
        QStringList subtotals;
        for (const auto &invoice : invoices)
            if (invoice.bill.period.start == QDate(2026, 7, 1))
                subtotals << invoice.bill.purchaseOrder + u' ' + invoice.bill.subtotal.toString();
        subtotals.sort();
        // June: 2.00 more on PO-2, and so 2.00 less are missing on PO-1. July: 5.00 + 4.00 + 4.00, 2.00 are missing.
        QCOMPARE(subtotals, (QStringList{u"PO-1 5.00"_s, u"PO-2 10.00"_s}));
        for (const auto &invoice : invoices) {
            const auto explained = BillingDesk(*m_services).explain(invoice);
            QVERIFY2(explained, explained ? "" : qPrintable(explained.error().id));
        }
        verifyClean();
    }

    void theStatementAddsIssuedInvoicesUp()
    {
        prepare(byOrder);
        const auto payer = m_services->accounts().find(m_company->account(u"A-0009"_s));
        QVERIFY(statementsOf(*m_services, *payer, june)->empty());
        jobs::Progress progress;
        MoneySum total(payer->currency);
        std::vector<billing::InvoiceId> ids;
        for (const auto &invoice : invoicesOf(u"ORD-1"_s)) {
            ids.push_back(invoice.id);
            total.add(invoice.bill.total);
        }
        QVERIFY(BillingDesk(*m_services).issue(ids, progress));
        const auto statements = statementsOf(*m_services, *payer, june);
        QCOMPARE(statements->size(), 1U);
        QCOMPARE(statements->front().invoices.size(), 2);
        QCOMPARE(statements->front().statement.due, *total.total());
        QCOMPARE(statements->front().statement.children.size(), 1U);
    }

    void revenueIsDeferredAgainstWhatWasIssued()
    {
        prepare(byOrder);
        jobs::Progress progress;
        std::vector<billing::InvoiceId> ids;
        for (const auto &invoice : invoicesOf(u"ORD-1"_s))
            ids.push_back(invoice.id);
        QVERIFY(BillingDesk(*m_services).issue(ids, progress));
        const auto revenue = revenueOfStored(*m_services, u"ORD-1"_s);
        QVERIFY(revenue);
        QCOMPARE(revenue->price.toString(), u"84.00"_s); // 12 × 7.00
        QCOMPARE(revenue->obligations.size(), 3U);
        QCOMPARE(revenue->months.size(), 12U);
        // By days: 30/365 of 12.00, 24.00 and 48.00 are 0.99, 1.97 and 3.95.
        QCOMPARE(revenue->months.front().billed.toString(), u"7.00"_s);
        QCOMPARE(revenue->months.front().recognised.toString(), u"6.91"_s);
        QCOMPARE(revenue->months.front().contractLiability.toString(), u"0.09"_s);
        QCOMPARE(revenue->months.back().contractAsset.toString(), u"77.00"_s);
    }

private:
    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<Services> m_services;
};

QTEST_GUILESS_MAIN(TestInvoiceGroups)
#include "tst_invoice_groups.moc"
