// SPDX-License-Identifier: GPL-3.0-or-later
// Receivables of another system on a real workspace: taken over whole or not at all, collected as any other, and apart
// from what is billed and numbered here.
#include "tests/support/company.h"

#include "core/workspace/bill_assembly.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/billing_details.h"
#include "core/workspace/credit_desk.h"
#include "core/workspace/ledger_desk.h"
#include "core/workspace/opening_receivables.h"
#include "core/workspace/receivables_desk.h"
#include "core/workspace/verification.h"
#include "core/workspace/write_offs.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::workspace;

class TestOpeningReceivables : public QObject
{
    Q_OBJECT

    static constexpr auto threeInvoices = "number;account;issued_on;due_on;currency;billed;open;purchase_order\n"
                                          "OLD-118;A-0006;2026-02-01;2026-03-03;USD;1200.00;450.00;PO-77\n"
                                          "OLD-121;A-0005;2026-04-30;2026-05-30;EUR;7266.00;7266.00;\n"
                                          "\n"
                                          "OLD-130;A-0006;2026-05-15;2026-06-14;USD;;80.50;\n";
    const QDate m_cutOver{2026, 6, 30};
    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<Services> m_services; ///< of a controller

    Result<TakeOver> take(const QByteArray &file, const std::optional<storage::CommandId> &command = {},
                          bool isTrial = false)
    {
        return takeOverReceivables(*m_services, file, u"Ledgerland 4"_s, m_cutOver, command, isTrial);
    }
    billing::Invoice invoice(const QString &number)
    {
        auto found = m_services->invoices().findByReference(number);
        if (!found)
            qFatal("%s", qPrintable(number));
        return *found;
    }
    qint64 count(const storage::Sql &sql)
    {
        return m_services->session()
            .statement(sql)
            .first([](storage::Statement &row) { return row.read<qint64>(); })
            .value()
            .value();
    }
    qint64 invoices() { return count("SELECT count(*) FROM invoice"); }
    QStringList violations()
    {
        jobs::Progress progress;
        QStringList found;
        const auto checks = verify(*m_services, progress).value();
        for (const auto &check : checks) {
            for (const auto &violation : check.violations)
                found << check.invariant + u": "_s + violation.subject;
        }
        return found;
    }
    QString balanceOf(const QString &account)
    {
        const auto trial = LedgerDesk(*m_services).trialBalance(m_cutOver);
        QStringList balances;
        for (const auto &row : trial->rows) {
            if (row.account == account)
                balances << row.balance.currency().code() + u' ' + row.balance.toString();
        }
        return balances.join(u", "_s);
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<test::Company>();
        m_services = m_company->as(u"controller"_s);
    }
    void cleanup()
    {
        m_services.reset();
        m_company.reset();
    }

    void everyInvoiceIsOwedHereUnderItsNumber()
    {
        const auto outcome = take(threeInvoices);
        QVERIFY(outcome);
        QCOMPARE(outcome->documents, 3);
        QCOMPARE(outcome->totals.size(), size_t(2));
        QCOMPARE(outcome->totals[0].toString(), u"530.50"_s);
        QCOMPARE(outcome->totals[1].toString(), u"7266.00"_s);
        const auto old = invoice(u"OLD-118"_s);
        QVERIFY(old.state == billing::InvoiceState::Issued);
        QCOMPARE(old.dueDate, QDate(2026, 3, 3));
        QCOMPARE(billing::settlementOf(old).open().toString(), u"450.00"_s);
        QCOMPARE(balanceOf(u"opening_balance"_s), u"EUR -7266.00, USD -530.50"_s);
        QCOMPARE(violations(), QStringList());
    }

    void whatIsOwedAgesFromItsDueDateThere()
    {
        ReceivablesDesk desk(*m_services);
        const auto late = [&](receivables::Bucket bucket) {
            Money sum = Money::zero(Currency::fromCode(u"USD"_s).value());
            const auto ageing = desk.ageing(m_cutOver, m_company->account(u"A-0006"_s)).value();
            for (const auto &row : ageing.rows) {
                if (row.ageing.total.currency() == sum.currency())
                    sum = *sum.plus(row.ageing.in(bucket));
            }
            return sum.minor();
        };
        const qint64 before = late(receivables::Bucket::Over90);
        const qint64 recent = late(receivables::Bucket::Days1To30);
        QVERIFY(take(threeInvoices));
        QCOMPARE(late(receivables::Bucket::Over90) - before, 45000); // due on 3 March: 119 days
        QCOMPARE(late(receivables::Bucket::Days1To30) - recent, 8050); // due on 14 June: 16 days
    }

    void anAccountThatPaysByOrderOwesWhatWasIssuedWithoutOne()
    {
        const auto services = m_company->as(u"operator"_s);
        const auto account = services->accounts().findByReference(u"A-0006"_s);
        BillingDetails details = billingDetailsOf(*account);
        details.needsPurchaseOrder = true;
        QVERIFY(saveBillingDetails(*services, account->id, details, account->version));
        QVERIFY(take(threeInvoices));
    }

    void explainsItself()
    {
        QVERIFY(take(threeInvoices));
        const auto explained = BillingDesk(*m_services).explain(invoice(u"OLD-118"_s));
        QVERIFY(explained);
        QCOMPARE(explained->front().rounded, u"450.00 USD"_s);
        QCOMPARE(explained->front().source, u"Ledgerland 4"_s);
        QCOMPARE(explained->front().children.front().rounded, u"1200.00 USD"_s);
    }

    void isNotCreditedNorPrintedHere()
    {
        QVERIFY(take(threeInvoices));
        const auto old = invoice(u"OLD-118"_s);
        QCOMPARE(CreditDesk(*m_services).preview(old.id, {}).error().id, u"billing.credit_issued_elsewhere"_s);
        QCOMPARE(assembleFromInvoice(*m_services, old).error().id, u"billing.issued_elsewhere"_s);
    }

    void canBeGivenUp()
    {
        QVERIFY(take(threeInvoices));
        QVERIFY(m_services->seller().setSetting(u"write_off_limit_minor"_s, u"10000"_s));
        QVERIFY(writeOff(*m_services, u"OLD-130"_s, {}, u"Not worth it"_s));
        QVERIFY(billing::settlementOf(invoice(u"OLD-130"_s)).open().isZero());
        QCOMPARE(violations(), QStringList());
    }

    void leavesDatesAndNumbersOfTheSeriesAlone()
    {
        const auto entity = invoice(u"INV-2026-000001"_s).issuingEntity;
        const QDate last = m_services->invoices().lastIssueDate(entity).value();
        QVERIFY(take("number,account,issued_on,due_on,currency,open\nOLD-9,A-0006,2026-06-29,2026-07-29,USD,10.00\n"));
        QCOMPARE(m_services->invoices().lastIssueDate(entity).value(), last);
    }

    void aRowThatIsWrongStopsAll()
    {
        const qint64 before = invoices();
        const auto outcome = take("number,account,issued_on,due_on,currency,billed,open\n"
                                  "OLD-1,A-0006,2026-02-01,2026-03-03,USD,100.00,100.00\n"
                                  "OLD-1,A-0006,2026-02-01,2026-03-03,USD,100.00,100.00\n"
                                  "OLD-2,A-0006,01.02.2026,2026-03-03,USD,100.00,100.00\n"
                                  "INV-2026-000001,A-0006,2026-02-01,2026-03-03,USD,100.00,1.00\n");
        QVERIFY(outcome);
        QCOMPARE(outcome->documents, 0);
        QStringList found;
        for (const auto &finding : outcome->findings)
            found << u"%1 %2 %3"_s.arg(finding.line).arg(finding.field, finding.value);
        QCOMPARE(found, (QStringList{u"4 issued_on 01.02.2026"_s, u"3 number OLD-1"_s, u"5 number INV-2026-000001"_s}));
        QCOMPARE(invoices(), before);
    }

    void anAmountOrAccountThatCannotBeStopsAll()
    {
        const qint64 before = invoices();
        const auto outcome = take("number,account,issued_on,due_on,currency,billed,open\n"
                                  "OLD-1,A-0006,2026-02-01,2026-03-03,USD,100.00,100.00\n"
                                  "OLD-2,A-0006,2026-02-01,2026-03-03,USD,100.00,100.01\n"
                                  "OLD-3,A-0006,2026-02-01,2026-03-03,USD,100.00,-5.00\n"
                                  "OLD-4,A-9999,2026-02-01,2026-03-03,USD,100.00,5.00\n"
                                  "OLD-5,A-0006,2026-07-01,2026-07-03,USD,100.00,5.00\n");
        QVERIFY(outcome);
        QStringList found;
        for (const auto &finding : outcome->findings)
            found << u"%1 %2"_s.arg(finding.line).arg(finding.field);
        QCOMPARE(found, (QStringList{u"3 open"_s, u"4 open"_s, u"5 account"_s, u"6 issued_on"_s}));
        QCOMPARE(invoices(), before);
    }

    void aFileWithoutItsColumnsIsRefused()
    {
        const auto refused = take("number,account\nOLD-1,A-0006\n");
        QCOMPARE(refused.error().id, u"billing.opening_columns"_s);
        QCOMPARE(refused.error().args.value(u"columns"_s).toString(), u"issued_on, due_on, currency, open"_s);
    }

    void aTrialKeepsNothing()
    {
        const qint64 before = invoices();
        QCOMPARE(take(threeInvoices, {}, true)->documents, 3);
        QCOMPARE(invoices(), before);
    }

    void theSameCommandTakesOverOnce()
    {
        const auto command = m_services->ids().next<storage::CommandId>();
        QVERIFY(take(threeInvoices, command));
        const qint64 after = invoices();
        const auto again = take(threeInvoices, command);
        QVERIFY(again);
        QCOMPARE(again->documents, 3);
        QCOMPARE(again->totals[1].toString(), u"7266.00"_s);
        QCOMPARE(invoices(), after);
        QCOMPARE(take(threeInvoices)->findings.size(), size_t(3)); // without it, the numbers are here already
    }

    void onlyAControllerTakesOver()
    {
        m_services = m_company->as(u"operator"_s);
        QCOMPARE(take(threeInvoices).error().id, u"permission.role_missing"_s);
    }

    void theDatabaseKeepsThemApart()
    {
        QVERIFY(take(threeInvoices));
        auto &session = m_services->session();
        const auto refused = [&](const storage::Sql &sql) { return session.run(sql).error().id; };
        QCOMPARE(refused("UPDATE opening_receivable SET billed_minor = 1"), u"billing.opening_immutable"_s);
        QCOMPARE(refused("DELETE FROM opening_receivable"), u"billing.opening_immutable"_s);
        // An invoice of this system never becomes one of another.
        QCOMPARE(
            refused("INSERT INTO opening_receivable (invoice_id, source, billed_minor, cut_over_on, taken_over_by, "
                    "taken_over_at) SELECT id, 'x', total_minor, issue_date, 'controller', created_at FROM invoice "
                    "WHERE state <> 'issued' ORDER BY id LIMIT 1"),
            u"billing.opening_immutable"_s);
    }
};

QTEST_GUILESS_MAIN(TestOpeningReceivables)
#include "tst_opening_receivables.moc"
