// SPDX-License-Identifier: GPL-3.0-or-later
// Money that is asked for before delivery: taxed once, deducted once, given back once.
#include "tests/support/company.h"

#include "core/documents/document_for_invoice.h"
#include "core/storage/prepayments_sql.h"
#include "core/workspace/bill_assembly.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/credit_desk.h"
#include "core/workspace/ledger_desk.h"
#include "core/workspace/master_data.h"
#include "core/workspace/milestones.h"
#include "core/workspace/prepayments.h"
#include "core/workspace/verification.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::test;
using namespace accord::workspace;

namespace {

const QByteArray project = R"({"format": "accord.contract/1", "number": "PRJ-1", "account": "A-0009",
 "currency": "USD", "start": "2026-06-01", "end": "2027-06-01", "items": [
  {"key": "licence", "description": "Licence", "price": {"model": "flat", "amount": "1000.00"}},
  {"key": "design", "kind": "one_time", "description": "Design", "price": {"model": "flat", "amount": "5000.00"},
   "start": "2026-07-01", "milestone": "Design signed off"}]})";

Period monthOf(int month)
{
    return Period::monthOf(QDate(2026, month, 1));
}

} // namespace

class TestPrepayments : public QObject
{
    Q_OBJECT

    Money usd(const char *text) { return *Money::parse(QString::fromLatin1(text), *Currency::fromCode(u"USD"_s)); }

    PrepaymentRequest designFor(const char *percent)
    {
        PrepaymentRequest request;
        request.contract = u"PRJ-1"_s;
        request.wish.item = u"design"_s;
        request.wish.percent = *Decimal::parse(QString::fromLatin1(percent));
        return request;
    }

    PrepaymentRequest licenceFor(const char *amount)
    {
        PrepaymentRequest request;
        request.contract = u"PRJ-1"_s;
        request.wish.amount = usd(amount);
        return request;
    }

    billing::Invoice asked(const PrepaymentRequest &request)
    {
        const auto invoice = askPrepayment(*m_services, request);
        if (!invoice)
            qFatal("%s", qPrintable(invoice.error().id + invoice.error().detail));
        return *invoice;
    }

    billing::Invoice issued(const billing::InvoiceId &id)
    {
        jobs::Progress progress;
        const auto done = BillingDesk(*m_services).issue({id}, progress);
        if (!done)
            qFatal("%s", qPrintable(done.error().id + done.error().detail));
        return done->front();
    }

    /// Bills \a month. \returns the draft of the project, if there is one.
    std::optional<billing::Invoice> billed(int month)
    {
        jobs::Progress progress;
        const auto outcome = BillingDesk(*m_services).run(monthOf(month), {}, progress);
        if (!outcome || !outcome->failures.empty())
            qFatal("%s",
                   qPrintable(outcome ? outcome->failures.front().error.id + outcome->failures.front().error.detail
                                      : outcome.error().id + outcome.error().detail));
        const auto ids = m_services->invoices().ids();
        for (const auto &id : *ids) {
            auto invoice = m_services->invoices().find(id);
            const bool isOfIt = invoice && invoice->state != billing::InvoiceState::Issued
                                && invoice->bill.period == monthOf(month)
                                && invoice->bill.lines.front().contractNumber == u"PRJ-1"_s;
            if (isOfIt)
                return *invoice;
        }
        return std::nullopt;
    }

    static QStringList deductionsOf(const billing::Invoice &invoice)
    {
        QStringList lines;
        for (const auto &line : invoice.bill.lines)
            if (billing::isDeduction(line))
                lines << line.net.toString() + u' ' + line.description;
        return lines;
    }

    /// What the books owe for prepayments.
    QString owed()
    {
        const auto balance = LedgerDesk(*m_services).trialBalance(QDate(2999, 1, 1));
        return balance->of(u"customer_prepayments"_s, *Currency::fromCode(u"USD"_s)).negated().toString();
    }

    QString left()
    {
        const auto rows = storage::PrepaymentsSql(m_services->session()).ofAccount(m_company->account(u"A-0009"_s));
        QStringList amounts;
        for (const auto &row : *rows)
            amounts << row.left().toString();
        return amounts.join(u", "_s);
    }

    void everythingHolds()
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

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<Company>();
        m_company->use(policyOf({}));
        m_services = m_company->as(u"operator"_s);
        const auto imported = MasterData(*m_services).importContract(project);
        QVERIFY2(imported, imported ? "" : qPrintable(imported.error().id));
    }
    void cleanup()
    {
        m_services.reset();
        m_company.reset();
    }

    void asksForAPercentageOfAnItem()
    {
        const auto preview = previewPrepayment(*m_services, designFor("30"));
        QVERIFY2(preview, preview ? "" : qPrintable(preview.error().id));
        QCOMPARE(preview->value.toString(), u"5000.00"_s);
        QCOMPARE(preview->bill.subtotal.toString(), u"1500.00"_s);
        const auto invoice = issued(asked(designFor("30")).id);
        QVERIFY(!invoice.number.isEmpty());
        QCOMPARE(invoice.bill.lines.front().description, u"Prepayment of 30 % for Design"_s);
        QCOMPARE(owed(), u"1500.00"_s);
        everythingHolds();
    }

    void isADocumentOfItsOwnKind()
    {
        const auto invoice = issued(asked(designFor("30")).id);
        const auto assembly = assembleFromInvoice(*m_services, invoice);
        QVERIFY(assembly);
        QCOMPARE(documents::documentFor(invoice, assembly->seller, assembly->input.payer).words.title,
                 u"Prepayment invoice"_s);
        const auto derivations = BillingDesk(*m_services).explain(invoice);
        QVERIFY2(derivations, derivations ? "" : qPrintable(derivations.error().id));
        QCOMPARE(derivations->front().rounded, u"1500.00 USD"_s);
    }

    void theInvoiceOfTheItemDeductsItWholeAndOnce()
    {
        const auto prepayment = issued(asked(designFor("30")).id);
        QVERIFY(deductionsOf(*billed(6)).isEmpty()); // the licence was not prepaid
        QVERIFY(reachMilestone(*m_services, u"PRJ-1"_s, u"Design signed off"_s, QDate(2026, 6, 20)));
        const auto draft = billed(7);
        QVERIFY(draft);
        QCOMPARE(deductionsOf(*draft),
                 QStringList{u"-1500.00 Less prepayment %1 of 2026-06-30"_s.arg(prepayment.number)});
        QCOMPARE(draft->bill.subtotal.toString(), u"4500.00"_s); // licence 1000 + design 5000 − 1500
        QCOMPARE(draft->bill.taxGroups.size(), prepayment.bill.taxGroups.size());
        m_company->clock().moveTo(QDate(2026, 7, 31));
        const auto final = issued(draft->id);
        QCOMPARE(owed(), u"0.00"_s);
        const auto assembly = assembleFromInvoice(*m_services, final);
        QCOMPARE(documents::documentFor(final, assembly->seller, assembly->input.payer).words.title,
                 u"Final invoice"_s);
        QVERIFY(BillingDesk(*m_services).explain(final));
        const auto next = billed(8);
        QVERIFY(next);
        QVERIFY(deductionsOf(*next).isEmpty());
        everythingHolds();
    }

    void whatOneInvoiceLeavesIsForTheNext()
    {
        issued(asked(licenceFor("2500.00")).id);
        QStringList deducted;
        for (int month = 6; month <= 9; ++month) {
            const auto draft = billed(month);
            QVERIFY(draft);
            deducted << (deductionsOf(*draft).isEmpty() ? u"0"_s : deductionsOf(*draft).front().section(u' ', 0, 0));
            QVERIFY(!draft->bill.total.isNegative());
        }
        QCOMPARE(deducted, (QStringList{u"-1000.00"_s, u"-1000.00"_s, u"-500.00"_s, u"0"_s}));
        QCOMPARE(left(), u"0.00"_s);
        everythingHolds();
    }

    void aDiscardedInvoiceLeavesItForAnother()
    {
        issued(asked(licenceFor("400.00")).id);
        const auto draft = billed(6);
        QCOMPARE(deductionsOf(*draft).size(), 1);
        QVERIFY(BillingDesk(*m_services).discard(draft->id));
        QCOMPARE(left(), u"400.00"_s);
        QCOMPARE(deductionsOf(*billed(6)).size(), 1);
        QCOMPARE(left(), u"0.00"_s);
        everythingHolds();
    }

    void aCreditedInvoiceLeavesItForAnother()
    {
        issued(asked(licenceFor("400.00")).id);
        const auto final = issued(billed(6)->id);
        QCOMPARE(owed(), u"0.00"_s);
        const auto corrected = CreditDesk(*m_services).correct(final.id, u"Wrong address"_s);
        QVERIFY2(corrected, corrected ? "" : qPrintable(corrected.error().id + corrected.error().detail));
        QCOMPARE(owed(), u"400.00"_s);
        QCOMPARE(corrected->corrected.size(), size_t(1));
        const auto again = m_services->invoices().find(corrected->corrected.front());
        QCOMPARE(deductionsOf(*again).size(), 1);
        issued(again->id);
        QCOMPARE(owed(), u"0.00"_s);
        everythingHolds();
    }

    void aCreditedPrepaymentIsNotDeducted()
    {
        const auto prepayment = issued(asked(licenceFor("400.00")).id);
        CreditDesk desk(*m_services);
        const auto note = desk.request(prepayment.id, {}, u"Not wanted any more"_s);
        QVERIFY2(note, note ? "" : qPrintable(note.error().id));
        QVERIFY(desk.issue(note->id));
        QCOMPARE(owed(), u"0.00"_s);
        QVERIFY(deductionsOf(*billed(6)).isEmpty());
        everythingHolds();
    }

    void oneThatIsDeductedIsNotGivenBackAsWell()
    {
        const auto prepayment = issued(asked(licenceFor("400.00")).id);
        QVERIFY(billed(6)); // a draft is enough
        const auto note = CreditDesk(*m_services).request(prepayment.id, {}, u"Not wanted any more"_s);
        QVERIFY(!note);
        QCOMPARE(note.error().id, u"billing.prepayment_deducted"_s);
    }

    void aDraftIsNotDeducted()
    {
        asked(licenceFor("400.00"));
        QVERIFY(deductionsOf(*billed(6)).isEmpty());
    }

    void theDatabaseRefusesToDeductMore()
    {
        issued(asked(licenceFor("400.00")).id);
        auto draft = *billed(6);
        QVERIFY(BillingDesk(*m_services).discard(draft.id));
        for (auto &line : draft.bill.lines)
            if (billing::isDeduction(line))
                line.gross = line.net = usd("-400.01");
        const auto refused = m_services->invoices().add(draft);
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, u"billing.prepayment_overdrawn"_s);
    }

    void moreThanTheItemIsWorthIsRefused()
    {
        asked(designFor("80"));
        const auto refused = askPrepayment(*m_services, designFor("30"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, u"billing.prepayment_amount"_s);
        QCOMPARE(refused.error().args.value(u"left"_s).toString(), u"1000.00"_s);
    }

    void whatCannotBePrepaidIsRefused_data()
    {
        QTest::addColumn<PrepaymentRequest>("request");
        QTest::addColumn<QString>("error");
        auto both = licenceFor("10.00");
        both.wish.percent = Decimal(10);
        QTest::newRow("amount and percent") << both << u"billing.prepayment_wish"_s;
        auto recurring = licenceFor("10.00");
        recurring.wish.item = u"licence"_s;
        QTest::newRow("an item that recurs") << recurring << u"billing.prepayment_item"_s;
        QTest::newRow("nothing") << licenceFor("0.00") << u"billing.prepayment_amount"_s;
        auto after = licenceFor("10.00");
        after.period = Period::monthOf(QDate(2030, 1, 1));
        QTest::newRow("after the end") << after << u"billing.prepayment_nothing"_s;
    }
    void whatCannotBePrepaidIsRefused()
    {
        QFETCH(PrepaymentRequest, request);
        QFETCH(QString, error);
        const auto refused = askPrepayment(*m_services, request);
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, error);
    }

    void isNotBilledAnewButAskedForAnew()
    {
        const auto prepayment = issued(asked(licenceFor("400.00")).id);
        const auto refused = CreditDesk(*m_services).correct(prepayment.id, u"Too much"_s);
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, u"billing.prepayment_correct"_s);
    }

    void waitsForTheSameApprovalsAsEveryInvoice()
    {
        m_company->use(policyOf({{approvals::SubjectKind::Invoice, 100'00}}));
        QVERIFY(asked(licenceFor("400.00")).state == billing::InvoiceState::InApproval);
        auto second = licenceFor("50.00");
        QVERIFY(asked(second).state == billing::InvoiceState::Approved);
    }
};

QTEST_GUILESS_MAIN(TestPrepayments)
#include "tst_prepayments.moc"
