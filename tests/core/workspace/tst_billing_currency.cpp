// SPDX-License-Identifier: GPL-3.0-or-later
// Contracts whose prices are in one currency and whose bills are in another, from the store.
#include "tests/support/company.h"

#include "core/billing/rating.h"
#include "core/contracts/contract_json.h"
#include "core/contracts/findings.h"
#include "core/storage/billed_charges_sql.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/bill_assembly.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/master_data.h"
#include "core/workspace/verification.h"

#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::test;

namespace {

const QByteArray lockedContract = R"({"format": "accord.contract/1", "number": "FX-1", "currency": "USD",
 "billing_currency": {"currency": "EUR", "locked_rate": "0.9137"}, "start": "2026-06-01", "end": "2027-06-01",
 "items": [{"key": "fee", "description": "Platform", "price": {"model": "per_unit", "unit_price": "333.33"},
            "billing_months": 3}],
 "discounts": [{"name": "Negotiated", "basis": "percent", "scope": "recurring", "percent": "7"}]})";

Period monthOf(int month)
{
    return Period::monthOf(QDate(2026, month, 1));
}

contracts::Contract contractFrom(const QByteArray &json)
{
    return contracts::contractFromJson(QJsonDocument::fromJson(json).object()).value();
}

QStringList findingsOf(const QByteArray &json)
{
    QStringList ids;
    for (const auto &finding : contracts::findingsOf(contractFrom(json), 0))
        ids << finding.id;
    return ids;
}

} // namespace

class TestBillingCurrency : public QObject
{
    Q_OBJECT

    void run(workspace::Services &services, const Period &period)
    {
        jobs::Progress progress;
        const auto outcome = workspace::BillingDesk(services).run(period, {}, progress);
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().id + outcome.error().detail));
    }

    std::optional<billing::Invoice> invoiceOf(workspace::Services &services, const QDate &start)
    {
        const auto ids = services.invoices().ids();
        for (const auto &id : *ids) {
            auto invoice = services.invoices().find(id);
            if (invoice && invoice->bill.period.start == start && !invoice->bill.lines.empty()
                && invoice->bill.lines[0].contractNumber == u"FX-1"_s)
                return *invoice;
        }
        return std::nullopt;
    }

    void issue(workspace::Services &services, const std::vector<billing::InvoiceId> &ids)
    {
        const auto approver = m_company->as(u"approver"_s);
        workspace::ApprovalDesk approvals(*approver);
        const auto waiting = approvals.pending().value();
        for (const auto &request : waiting)
            QVERIFY(approvals.decide(request.id, approvals::Verdict::Approve, {}));
        jobs::Progress progress;
        const auto issued = workspace::BillingDesk(services).issue(ids, progress);
        QVERIFY2(issued, issued ? "" : qPrintable(issued.error().id));
    }

    std::unique_ptr<Company> m_company;

private Q_SLOTS:
    void init() { m_company = std::make_unique<Company>(); }
    void cleanup() { m_company.reset(); }

    void storesWhatTheLineCameToInBothCurrencies()
    {
        auto services = m_company->as(u"operator"_s);
        QVERIFY(workspace::MasterData(*services).importContract(lockedContract, u"A-0009"_s).has_value());
        run(*services, monthOf(6));
        const auto invoice = invoiceOf(*services, QDate(2026, 6, 1));
        QVERIFY(invoice.has_value());
        QCOMPARE(invoice->bill.currency.code(), u"EUR"_s);
        QVERIFY(invoice->bill.conversion.has_value());
        QCOMPARE(invoice->bill.conversion->toString(), u"1 USD = 0.9137 EUR (contract FX-1)"_s);
        const billing::BillLine &line = invoice->bill.lines[0];
        QVERIFY(line.priced.has_value());
        // 999.99 less 7 % (69.9993 → 70.00) = 929.99 USD; × 0.9137 = 849.731863; 999.99 × 0.9137 = 913.690863.
        QCOMPARE(line.priced->net.toString(), u"929.99"_s);
        QCOMPARE(line.priced->discount.toString(), u"70.00"_s);
        QCOMPARE(line.net.toString(), u"849.73"_s);
        QCOMPARE(line.gross.toString(), u"913.69"_s);
        QCOMPARE(line.discount.toString(), u"63.96"_s);
        QCOMPARE(invoice->bill.discounts[0].amount.toString(), u"63.96"_s);
    }

    void computesTheStoredInvoiceAgainFromItsInputs()
    {
        auto services = m_company->as(u"operator"_s);
        QVERIFY(workspace::MasterData(*services).importContract(lockedContract, u"A-0009"_s).has_value());
        run(*services, monthOf(6));
        jobs::Progress progress;
        const auto checks = workspace::verify(*services, progress);
        QVERIFY(checks);
        for (const auto &check : *checks)
            QVERIFY2(check.violations.empty(), qPrintable(check.invariant));
        const auto invoice = invoiceOf(*services, QDate(2026, 6, 1));
        const auto derivations = workspace::BillingDesk(*services).explain(*invoice);
        QVERIFY(derivations);
        const auto ofLine = pricing::explanationsOf(*derivations, invoice->bill.lines[0].key.toString());
        QCOMPARE(ofLine.size(), size_t(2)); // how the price came about, and its conversion
        QCOMPARE(ofLine[1].rounded, u"849.73 EUR"_s);
        QCOMPARE(ofLine[1].exact, u"849.731863"_s);
    }

    void adjustsInTheCurrencyOfThePrices()
    {
        auto services = m_company->as(u"operator"_s);
        workspace::MasterData masterData(*services);
        QVERIFY(masterData.importContract(lockedContract, u"A-0009"_s).has_value());
        run(*services, monthOf(6));
        QByteArray dearer = lockedContract;
        dearer.replace(R"("billing_months": 3)", R"("billing_months": 3, "ramp": [{"from": "2026-07-01",
            "price": {"model": "per_unit", "unit_price": "400.00"}}])");
        dearer.replace(R"("end": "2027-06-01")", R"("end": "2027-06-01", "effective_from": "2026-07-01")");
        QVERIFY(masterData.importContract(dearer, u"A-0009"_s).has_value());
        run(*services, monthOf(7));
        const auto invoice = invoiceOf(*services, QDate(2026, 7, 1));
        QVERIFY(invoice.has_value());
        const billing::BillLine &line = invoice->bill.lines[0];
        QCOMPARE(line.key.sequence, 1);
        // 999.99 × 30/92 + 1,200.00 × 62/92 = 326.0837 + 808.6957 = 1,134.78, less 7 % (79.4346 → 79.43) = 1,055.35;
        // 929.99 were billed: 125.36 USD, × 0.9137 = 114.541432.
        QCOMPARE(line.priced->net.toString(), u"125.36"_s);
        QCOMPARE(line.net.toString(), u"114.54"_s);
    }

    void aPriceWithTheTaxInItIsConvertedOnceAndAdjustedAsAgreed()
    {
        auto services = m_company->as(u"operator"_s);
        auto seller = services->seller().entityOf(u"MAIN"_s).value();
        seller.vatRegistrations = {u"DE"_s};
        QVERIFY(services->seller().save(seller));
        workspace::MasterData masterData(*services);
        QByteArray gross = lockedContract;
        gross.replace(R"("billing_months": 3)", R"("billing_months": 3, "tax_included": true)");
        QCOMPARE(findingsOf(gross), findingsOf(lockedContract));
        QVERIFY(masterData.importContract(gross, u"A-0004"_s).has_value()); // Berlin: 19 %
        run(*services, monthOf(6));
        const auto invoice = invoiceOf(*services, QDate(2026, 6, 1));
        QVERIFY(invoice.has_value());
        const billing::BillLine &line = invoice->bill.lines[0];
        // 929.99 USD with the tax; × 0.9137 = 849.731863 → 849.73 EUR: net 849.73 / 1.19 = 714.0588…, tax 135.67.
        QCOMPARE(line.priced->net.toString(), u"929.99"_s);
        QCOMPARE(line.net.toString(), u"714.06"_s);
        QCOMPARE(line.tax.toString(), u"135.67"_s);
        // Nothing changed, so nothing is adjusted: what was billed is known with the tax, in the currency of the
        // prices.
        QByteArray same = gross;
        same.replace(R"("end": "2027-06-01")", R"("end": "2027-06-01", "effective_from": "2026-07-01")");
        QVERIFY(masterData.importContract(same, u"A-0004"_s).has_value());
        run(*services, monthOf(7));
        QVERIFY(!invoiceOf(*services, QDate(2026, 7, 1)).has_value());
        // 999.99 × 30/92 + 1,200.00 × 62/92 = 1,134.78 less 7 % (79.43) = 1,055.35; 929.99 were billed: 125.36 USD,
        // × 0.9137 = 114.541432 → 114.54 EUR: net 114.54 / 1.19 = 96.2521…, tax 18.29.
        QByteArray dearer = same;
        dearer.replace(R"("billing_months": 3)", R"("billing_months": 3, "ramp": [{"from": "2026-07-01",
            "price": {"model": "per_unit", "unit_price": "400.00"}}])");
        QVERIFY(masterData.importContract(dearer, u"A-0004"_s).has_value());
        run(*services, monthOf(8));
        const auto adjusted = invoiceOf(*services, QDate(2026, 8, 1));
        QVERIFY(adjusted.has_value());
        QCOMPARE(adjusted->bill.lines[0].priced->net.toString(), u"125.36"_s);
        QCOMPARE(adjusted->bill.lines[0].net.toString(), u"96.25"_s);
        QCOMPARE(adjusted->bill.lines[0].tax.toString(), u"18.29"_s);
        // Revenue is counted without the tax: 929.99 × 714.06 / 849.73 = 781.5055… USD.
        issue(*services, {invoice->id, adjusted->id});
        const auto issued = storage::BilledChargesSql(services->session())
                                .issued(invoice->bill.lines[0].key.contract, Currency::fromCode(u"USD"_s).value());
        QVERIFY(issued);
        QCOMPARE(issued->front().net.toString(), u"781.51"_s);
        jobs::Progress progress;
        const auto checks = workspace::verify(*services, progress);
        QVERIFY(checks);
        for (const auto &check : *checks)
            QVERIFY2(check.violations.empty(), qPrintable(check.invariant));
    }

    void takesThePublishedRateWithTheDigitsThatArePrinted()
    {
        auto services = m_company->as(u"operator"_s);
        QByteArray open = lockedContract;
        open.replace(R"(, "locked_rate": "0.9137")", "");
        const auto conversion
            = workspace::conversionOf({contractFrom(open)}, services->reference().exchangeRates, QDate(2025, 8, 31));
        QVERIFY(conversion && conversion->has_value());
        // 1 EUR = 1.1658 USD on Friday 29 August 2025.
        QCOMPARE((*conversion)->toString(), u"1 USD = 0.8577800652 EUR (European Central Bank, 2025-08-29)"_s);
    }

    void survivesJsonAndIsNamedInTheFindings()
    {
        const auto contract = contractFrom(lockedContract);
        QCOMPARE(contracts::contractFromJson(contracts::toJson(contract)).value().billingCurrency,
                 contract.billingCurrency);
        QByteArray same = lockedContract;
        same.replace("\"EUR\"", "\"USD\"");
        QVERIFY(findingsOf(same).contains(u"contracts.billing_currency_same"_s));
        QByteArray zero = lockedContract;
        zero.replace("\"0.9137\"", "\"0\"");
        QVERIFY(findingsOf(zero).contains(u"contracts.locked_rate"_s));
        QVERIFY(!findingsOf(lockedContract).contains(u"contracts.locked_rate"_s));
    }
};

QTEST_GUILESS_MAIN(TestBillingCurrency)
#include "tst_billing_currency.moc"
