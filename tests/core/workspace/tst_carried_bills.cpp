// SPDX-License-Identifier: GPL-3.0-or-later
// Bills below the customer's minimum: they wait for the next one, and nothing is lost or billed twice.
#include "tests/support/company.h"

#include "core/storage/carried_bills_sql.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/carried_bills.h"
#include "core/workspace/credit_desk.h"
#include "core/workspace/master_data.h"
#include "core/workspace/verification.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::test;
using namespace accord::workspace;

namespace {

/// 4.00 a month and tax: less than 10.00 for two months, not for three.
QByteArray contract(const QByteArray &end = "2027-03-01", const QByteArray &items = {})
{
    return R"({"format": "accord.contract/1", "number": "TINY-1", "account": "A-0009", "currency": "USD",
 "start": "2026-03-01", "end": ")"
           + end + R"(", "terms": {"consolidated": false}, "items": [
  {"key": "line", "description": "Line", "price": {"model": "flat", "amount": "4.00"}})"
           + items + "]}";
}

Period monthOf(int month)
{
    return Period::monthOf(QDate(2026, month, 1));
}

Money usd(qint64 minor)
{
    return Money(minor, *Currency::fromCode(u"USD"_s));
}

} // namespace

class TestCarriedBills : public QObject
{
    Q_OBJECT

    void import(const QByteArray &json)
    {
        const auto imported = MasterData(*m_services).importContract(json);
        QVERIFY2(imported, imported ? "" : qPrintable(imported.error().id + imported.error().detail));
    }

    RunOutcome run(int month)
    {
        jobs::Progress progress;
        const auto outcome = BillingDesk(*m_services).run(monthOf(month), {}, progress);
        if (!outcome)
            qFatal("%s", qPrintable(outcome.error().id + outcome.error().detail));
        return *outcome;
    }

    std::vector<billing::Invoice> invoices()
    {
        std::vector<billing::Invoice> found;
        const auto ids = m_services->invoices().ids();
        for (const auto &id : *ids) {
            auto invoice = m_services->invoices().find(id);
            if (invoice && invoice->bill.lines.front().contractNumber == u"TINY-1")
                found.push_back(std::move(*invoice));
        }
        return found;
    }

    std::vector<storage::CarriedBill> waiting()
    {
        return storage::CarriedBillsSql(m_services->session()).open(m_account).value();
    }

    std::optional<PreviewRow> preview(int month)
    {
        jobs::Progress progress;
        const auto preview = BillingDesk(*m_services).preview(monthOf(month), {}, progress);
        for (const PreviewRow &row : preview->rows)
            if (row.account == m_account)
                return row;
        return std::nullopt;
    }

    static QStringList namesOf(const std::vector<billing::BillException> &exceptions)
    {
        QStringList names;
        for (const auto &exception : exceptions)
            names << exception.id;
        return names;
    }

    static QStringList monthsOf(const billing::Invoice &invoice)
    {
        QStringList months;
        for (const auto &line : invoice.bill.lines)
            months << line.key.period.start.toString(u"MM"_s);
        months.sort();
        return months;
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

    std::unique_ptr<Company> m_company;
    std::unique_ptr<Services> m_services;
    accounts::AccountId m_account;

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<Company>();
        m_company->use(policyOf({}));
        m_services = m_company->as(u"operator"_s);
        m_account = m_company->account(u"A-0009"_s);
        for (const int month : {3, 4, 5}) // whatever else the sample leaves unbilled
            run(month);
        QVERIFY(setMinimumInvoice(*m_services, m_account, usd(10'00)));
    }
    void cleanup()
    {
        m_services.reset();
        m_company.reset();
    }

    void waitsUntilTheMinimumIsReachedAndThenBillsAllOfIt()
    {
        import(contract());
        QCOMPARE(run(3).carried, 1);
        QCOMPARE(invoices().size(), size_t(0));
        const RunOutcome april = run(4);
        QCOMPARE(april.carried, 1);
        QCOMPARE(april.created, 0);
        QCOMPARE(waiting().size(), size_t(2));
        QVERIFY(waiting()[1].total.minor() == 2 * waiting()[0].total.minor());
        QCOMPARE(waiting()[1].minimum, usd(10'00));
        QCOMPARE(run(5).created, 1);
        const auto made = invoices();
        QCOMPARE(made.size(), size_t(1));
        QCOMPARE(monthsOf(made[0]), QStringList({u"03"_s, u"04"_s, u"05"_s}));
        QCOMPARE(made[0].bill.period, Period(QDate(2026, 3, 1), QDate(2026, 6, 1)));
        QCOMPARE(made[0].bill.subtotal, usd(12'00));
        QVERIFY(namesOf(made[0].bill.exceptions).contains(u"billing.took_over"_s));
        QCOMPARE(waiting().size(), size_t(0));
        verifyClean();
    }

    void anyRunAgainChangesNothing()
    {
        import(contract());
        for (const int month : {3, 3, 4, 3, 4})
            QCOMPARE(run(month).carried, 1);
        QCOMPARE(waiting().size(), size_t(2));
        QCOMPARE(run(5).created, 1);
        for (const int month : {5, 4, 3, 5}) {
            const RunOutcome again = run(month);
            QCOMPARE(again.created, 0);
            QCOMPARE(again.carried, 0);
        }
        QCOMPARE(invoices().size(), size_t(1));
        verifyClean();
    }

    void thePreviewSaysSoAndDoesNotCountIt()
    {
        import(contract());
        const auto row = preview(3);
        QVERIFY(row && row->isCarried && !row->isBlocked());
        QVERIFY(namesOf(row->exceptions).contains(u"billing.carried_forward"_s));
        QCOMPARE(row->exceptions.back().args.value(u"minimum"_s).toString(), u"10.00"_s);
        jobs::Progress progress;
        const auto whole = BillingDesk(*m_services).preview(monthOf(3), {}, progress);
        QVERIFY(whole->totals().empty());
        run(3);
        run(4);
        QVERIFY(!preview(5)->isCarried);
        QCOMPARE(preview(5)->lines, 3);
    }

    void theDerivationSaysWhy()
    {
        import(contract());
        for (const int month : {3, 4, 5})
            run(month);
        const auto explained = BillingDesk(*m_services).explain(invoices()[0]);
        QVERIFY2(explained, explained ? "" : qPrintable(explained.error().id));
        const pricing::Derivation &why = explained->back();
        QCOMPARE(why.label, u"Carried forward to this invoice"_s);
        QCOMPARE(why.children.size(), size_t(2));
        QCOMPARE(why.children[0].label, u"Contract TINY-1, 2026-03-01 to 2026-03-31"_s);
        QVERIFY(why.children[1].source.contains(u"less than the minimum of 10.00 USD"_s));
    }

    void aDiscardedDraftLeavesItAllForTheNextRun()
    {
        import(contract());
        for (const int month : {3, 4, 5})
            run(month);
        const auto first = invoices()[0];
        QVERIFY(BillingDesk(*m_services).discard(first.id));
        QCOMPARE(waiting().size(), size_t(2));
        QCOMPARE(run(5).created, 1);
        QCOMPARE(invoices()[0].bill.total, first.bill.total);
        QCOMPARE(monthsOf(invoices()[0]), monthsOf(first));
    }

    void whatIsVoidIsBilledAgainAsAWhole()
    {
        import(contract());
        for (const int month : {3, 4, 5})
            run(month);
        const auto first = invoices()[0];
        jobs::Progress progress;
        QVERIFY(BillingDesk(*m_services).issue({first.id}, progress));
        QVERIFY(CreditDesk(*m_services).makeVoid(first.id, u"Wrong address"_s));
        QCOMPARE(run(5).created, 1);
        QCOMPARE(invoices().size(), size_t(2));
        QCOMPARE(monthsOf(invoices()[1]), QStringList({u"03"_s, u"04"_s, u"05"_s}));
        verifyClean();
    }

    void whatIsGivenBackDoesNotWaitAgain()
    {
        import(contract());
        for (const int month : {3, 4, 5})
            run(month);
        const auto first = invoices()[0];
        jobs::Progress progress;
        QVERIFY(BillingDesk(*m_services).issue({first.id}, progress));
        CreditDesk credits(*m_services);
        const auto note = credits.request(first.id, {}, u"Goodwill"_s);
        QVERIFY(note && credits.issue(note->id));
        QVERIFY(waiting().empty());
        QCOMPARE(run(6).carried, 1); // June alone
        QCOMPARE(waiting().size(), size_t(1));
    }

    void theLastBillOfAContractIsMadeWhateverItComesTo()
    {
        import(contract("2026-05-01"));
        QCOMPARE(run(3).carried, 1);
        QCOMPARE(run(4).created, 1);
        QCOMPARE(monthsOf(invoices()[0]), QStringList({u"03"_s, u"04"_s}));
    }

    void aPersonBillsItAllTheSame()
    {
        import(contract());
        run(3);
        const storage::CommandId command(QUuid::createUuid());
        const auto made = BillingDesk(*m_services).billCarried(m_account, monthOf(4), {}, command);
        QVERIFY2(made, made ? "" : qPrintable(made.error().id + made.error().detail));
        QCOMPARE(made->size(), size_t(1));
        QCOMPARE(monthsOf(invoices()[0]), QStringList({u"03"_s, u"04"_s}));
        QCOMPARE(*BillingDesk(*m_services).billCarried(m_account, monthOf(4), {}, command), *made);
        QCOMPARE(BillingDesk(*m_services).billCarried(m_account, monthOf(4), {}).error().id,
                 u"billing.nothing_carried"_s);
        QVERIFY(waiting().empty());
        QCOMPARE(BillingDesk(*m_company->as(u"approver"_s)).billCarried(m_account, monthOf(5), {}).error().kind,
                 ErrorKind::Forbidden);
        QCOMPARE(run(5).carried, 1); // from here on it waits again
    }

    void withoutAMinimumTheNextRunBillsWhatWaits()
    {
        import(contract());
        run(3);
        QVERIFY(setMinimumInvoice(*m_services, m_account, std::nullopt));
        QCOMPARE(run(4).created, 1);
        QCOMPARE(monthsOf(invoices()[0]), QStringList({u"03"_s, u"04"_s}));
    }

    void invoicesByOrderWaitTogetherOrNotAtAll()
    {
        QByteArray divided = contract("2027-03-01", R"(, {"key": "big", "description": "Big",
 "price": {"model": "flat", "amount": "20.00"}, "start": "2026-04-01", "purchase_order": "PO-2"})");
        divided.replace(R"("consolidated": false)", R"("invoice_by": "purchase_order", "purchase_order": "PO-1")");
        import(divided);
        QCOMPARE(run(3).carried, 1);
        QCOMPARE(run(4).created, 2); // the small one as well: together they come to more than the minimum
        QStringList months;
        for (const auto &invoice : invoices())
            months << invoice.bill.purchaseOrder + u' ' + monthsOf(invoice).join(u'+');
        months.sort();
        QCOMPARE(months, QStringList({u"PO-1 03+04"_s, u"PO-2 04"_s}));
        QVERIFY(waiting().empty());
    }

    void aPartThatIsBlockedIsBilledWithAllItsMonthsOnceItIsNot()
    {
        // No font has the sign in the name of the second item: its invoice is blocked, the other one is not.
        const auto divided = [](const QByteArray &name) {
            QByteArray json = contract("2027-03-01", R"(, {"key": "odd", "description": ")" + name + R"(",
 "price": {"model": "flat", "amount": "3.00"}, "purchase_order": "PO-2"})");
            json.replace(R"("consolidated": false)", R"("invoice_by": "purchase_order", "purchase_order": "PO-1")");
            return json;
        };
        import(divided("\xf3\xb0\x80\x80")); // U+F0000, of private use
        QCOMPARE(run(3).carried, 1); // 7.00 and tax
        const RunOutcome april = run(4);
        QCOMPARE(april.created, 1);
        QCOMPARE(april.blocked, 2); // and the account that is on hold
        QCOMPARE(monthsOf(invoices().at(0)), QStringList({u"03"_s, u"04"_s}));
        QVERIFY(!waiting().empty()); // the other part of March
        QCOMPARE(run(4).created, 0); // again: nothing twice
        m_company->clock().moveTo(companyToday().addDays(1));
        import(divided("Odd"));
        QCOMPARE(run(5).created, 2);
        QStringList months;
        for (const auto &invoice : invoices())
            months << invoice.bill.purchaseOrder + u' ' + monthsOf(invoice).join(u'+');
        months.sort();
        QCOMPARE(months, QStringList({u"PO-1 03+04"_s, u"PO-1 05"_s, u"PO-2 03+04+05"_s}));
        QVERIFY(waiting().empty());
        verifyClean();
    }

    void onlyAnAmountAboveZeroIsAMinimum()
    {
        QCOMPARE(setMinimumInvoice(*m_services, m_account, usd(0)).error().id, u"billing.minimum_invoice"_s);
        QCOMPARE(setMinimumInvoice(*m_company->as(u"approver"_s), m_account, usd(5'00)).error().kind,
                 ErrorKind::Forbidden);
        QCOMPARE(*minimumInvoiceOf(*m_services, m_account), std::optional(usd(10'00)));
    }
};

QTEST_GUILESS_MAIN(TestCarriedBills)
#include "tst_carried_bills.moc"
