// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/einvoices.h"
#include "tests/support/invoices.h"

#include "core/billing/prepayment.h"
#include "core/einvoice/billed_invoice.h"
#include "core/einvoice/billed_line.h"
#include "core/einvoice/comparison.h"
#include "core/einvoice/credited_invoice.h"
#include "core/einvoice/unit_codes.h"
#include "core/tax/exemption_reasons.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::testing;

namespace {

const Currency euro = currency(u"EUR"_s);
const QString schemas = QStringLiteral(ACCORD_EINVOICE_DATA "/schemas/");

Money eur(const QString &major)
{
    return Money::parse(major, euro).value();
}

/// One line of 100.00 from Frankfurt, taxed as \a tax.
InvoiceCase invoiceWith(const tax::Component &tax)
{
    InvoiceCase one = issued(u"one"_s, u"ME-2026-000001"_s, u"2026-05"_s, meridianEurope());
    one.seller.branding.insert(
        u"contact"_s, QJsonObject{{u"email"_s, u"rechnung@meridian.example"_s}, {u"phone"_s, u"+49 69 1234567"_s}});
    one.payer.number = u"A-7"_s;
    one.payer.name = one.payer.legalName = u"Kunde SA"_s;
    one.payer.address = {u"Rue 1"_s, {}, u"Paris"_s, {}, u"75001"_s, u"FR"_s};
    one.payer.vatId = u"FR40303265045"_s;
    one.payer.invoiceEmail = u"ap@kunde.example"_s;
    one.payer.portalReference = u"04011000-12345-34"_s;
    one.invoice.bill.lines = {billLine(u"Platform"_s, u"1"_s, u"100.00"_s, eur(u"100.00"_s))};
    one.invoice.bill.lines[0].taxes = {tax};
    close(one, tax);
    return one;
}

const tax::Component germanVat{u"DE"_s, tax::Category::Standard, Decimal(19), u"VAT"_s, {}, {}};

Result<SemanticInvoice> mapped(const InvoiceCase &one, Profile profile = Profile::En16931, Syntax syntax = Syntax::Ubl)
{
    return semanticInvoiceFor(one.invoice, one.seller, one.payer, factsFrom(one.seller, one.payer, profile, syntax));
}

} // namespace

class TestEinvoiceMapping : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysWhatTheInvoiceSays()
    {
        const InvoiceCase one = reverseCharge();
        const auto invoice = mapped(one).value();
        QCOMPARE(invoice.number, u"ME-2026-000042"_s);
        QCOMPARE(invoice.typeCode, u"380"_s);
        QCOMPARE(invoice.dueDate, one.invoice.dueDate);
        QCOMPARE(invoice.contract, u"ENT-ANNUAL-2024"_s);
        QCOMPARE(invoice.seller.vatId, u"DE811907980"_s);
        QCOMPARE(invoice.buyer.name, one.payer.legalName);
        QCOMPARE(invoice.payment->meansCode, u"58"_s);
        QCOMPARE(invoice.payment->transfers.size(), size_t(1));
        QCOMPARE(invoice.payment->transfers[0].account, u"DE02120300000000202051"_s);
        QCOMPARE(invoice.payment->transfers[0].institution, u"BYLADEM1001"_s);
        QCOMPARE(invoice.lines.size(), size_t(8));
        QCOMPARE(invoice.lines[0].net, dec(u"86.85"_s));
        QCOMPARE(invoice.lines[0].allowancesCharges[0].amount, dec(u"9.65"_s));
        QCOMPARE(invoice.lines[1].unit, u"C0"_s);
        QCOMPARE(invoice.lines[1].price.net, dec(u"0.0005"_s));
        QCOMPARE(invoice.lines[1].accountingReference, u"EU-Operations"_s);
        QCOMPARE(invoice.breakdown[0].exemptionCode, u"VATEX-EU-AE"_s);
        QCOMPARE(invoice.totals.withVat.toString(), one.invoice.bill.total.toString());
        QVERIFY2(check(invoice, Profile::En16931).empty(), said(check(invoice, Profile::En16931)));
    }

    void billsEveryCategory_data()
    {
        QTest::addColumn<tax::Component>("tax");
        QTest::newRow("S") << germanVat;
        QTest::newRow("S reduced") << tax::Component{u"DE"_s, tax::Category::Standard, Decimal(7), u"VAT"_s, {}, {}};
        QTest::newRow("Z") << tax::Component{u"IE"_s, tax::Category::ZeroRated, Decimal(0), u"VAT"_s, {}, {}};
        QTest::newRow("E") << tax::untaxed(u"DE"_s, u"VAT"_s, u"VATEX-EU-132-1I"_s).value();
        QTest::newRow("AE") << tax::untaxed(u"FR"_s, u"VAT"_s, u"VATEX-EU-AE"_s).value();
        QTest::newRow("G") << tax::untaxed(u"JP"_s, u"VAT"_s, u"VATEX-EU-G"_s).value();
        QTest::newRow("O") << tax::untaxed(u"FR"_s, u"VAT"_s, u"VATEX-EU-O"_s).value();
    }
    void billsEveryCategory()
    {
        NEED_XMLLINT;
        QFETCH(tax::Component, tax);
        InvoiceCase one = invoiceWith(tax);
        for (const auto &[profile, syntax] :
             {std::pair(Profile::En16931, Syntax::Ubl), std::pair(Profile::PeppolBis3, Syntax::Ubl),
              std::pair(Profile::XRechnung3, Syntax::Ubl), std::pair(Profile::XRechnung3, Syntax::Cii),
              std::pair(Profile::FacturXExtended, Syntax::Cii), std::pair(Profile::FacturXBasic, Syntax::Cii)}) {
            auto facts = factsFrom(one.seller, one.payer, profile, syntax);
            facts.seller.legalRegistration = {u"HRB 115533"_s, {}};
            const auto invoice = semanticInvoiceFor(one.invoice, one.seller, one.payer, facts).value();
            QCOMPARE(invoice.lines[0].vat.category, QString::fromLatin1(QTest::currentDataTag()).section(u' ', 0, 0));
            QCOMPARE(missingFacts(invoice, facts).join(u'\n'), QString());
            const auto xml = writeInvoice(invoice, syntax).value();
            QCOMPARE(schemaErrors(xml, schemas
                                           + (syntax == Syntax::Ubl ? u"ubl-2.1/maindoc/UBL-Invoice-2.1.xsd"_s
                                                                    : u"cii-d16b/uncefact/data/standard/"
                                                                      "CrossIndustryInvoice_100pD16B.xsd"_s)),
                     QByteArray());
            const auto read = readInvoice(xml).value();
            for (const ComparedTerm &difference : compare(invoice, read.invoice))
                qWarning() << difference.toString();
            QVERIFY(read.invoice == invoice);
        }
    }

    void statesAnAmountThatSeveralPricesMadeAsThePriceOfTheQuantity()
    {
        InvoiceCase one = invoiceWith(germanVat);
        one.invoice.bill.lines[0].quantity = dec(u"1250"_s);
        one.invoice.bill.lines[0].unit = u"GB"_s;
        one.invoice.bill.lines[0].unitPrice.reset();
        const auto line = mapped(one)->lines[0];
        QCOMPARE(line.quantity, Decimal(1250));
        QCOMPARE(*line.price.baseQuantity, Decimal(1250));
        QCOMPARE(line.price.net, Decimal(100));
        QCOMPARE(line.unit, u"E34"_s);
        QCOMPARE(line.net, Decimal(100));
    }

    void billsALineThatAMaximumCaps_data()
    {
        QTest::addColumn<QString>("percent");
        QTest::addColumn<QString>("net");
        QTest::newRow("alone") << u"0"_s << u"100.00"_s;
        // 130 × 1.25 = 162.50, 10 % off: 146.25, at most 100.00.
        QTest::newRow("behind a discount") << u"10"_s << u"100.00"_s;
        // 130 × 1.25 = 162.50, 50 % off: 81.25, below the maximum.
        QTest::newRow("not reached") << u"50"_s << u"81.25"_s;
    }
    /// Quantity × price of a capped line is not its amount, and what is stated has to add up all the same.
    void billsALineThatAMaximumCaps()
    {
        NEED_XMLLINT;
        QFETCH(QString, percent);
        QFETCH(QString, net);
        auto item = recurring(u"gb"_s, u"1.25"_s);
        item.unit = u"GB"_s;
        item.quantity = dec(u"130"_s);
        item.maximumSpend = dec(u"100.00"_s);
        auto capped = contract(u"2026-01-01"_s, u"2027-01-01"_s, {item});
        capped.currency = euro;
        capped.discounts = {
            {u"Partner"_s, pricing::DiscountBasis::Percent, pricing::DiscountScope::Everything, dec(percent), {}, {}}};
        auto asked = input(capped, u"2026-05"_s);
        const auto bill = billing::rate(asked, StatedUsage(), tax::RateTable()).value();
        QCOMPARE(bill.lines[0].net, eur(net));
        InvoiceCase one = invoiceWith(germanVat);
        const auto place = one.invoice.bill.lines[0];
        one.invoice.bill.lines = bill.lines;
        one.invoice.bill.lines[0].taxes = place.taxes;
        close(one, germanVat);
        for (const auto &[profile, syntax] :
             {std::pair(Profile::XRechnung3, Syntax::Ubl), std::pair(Profile::PeppolBis3, Syntax::Ubl),
              std::pair(Profile::FacturXExtended, Syntax::Cii)}) {
            const auto invoice = mapped(one, profile, syntax).value();
            QCOMPARE(invoice.lines[0].quantity, Decimal(130));
            QCOMPARE(invoice.lines[0].net, dec(net));
            QVERIFY2(check(invoice, profile).empty(), said(check(invoice, profile)));
            QCOMPARE(schemaErrors(writeInvoice(invoice, syntax).value(),
                                  schemas
                                      + (syntax == Syntax::Ubl ? u"ubl-2.1/maindoc/UBL-Invoice-2.1.xsd"_s
                                                               : u"cii-d16b/uncefact/data/standard/"
                                                                 "CrossIndustryInvoice_100pD16B.xsd"_s)),
                     QByteArray());
        }
    }

    void givesACreditANegativeQuantity()
    {
        InvoiceCase one = invoiceWith(germanVat);
        one.invoice.bill.lines.push_back(billLine(u"Credit"_s, u"1"_s, {}, eur(u"-12.34"_s)));
        one.invoice.bill.lines[1].taxes = {germanVat};
        close(one, germanVat);
        const auto invoice = mapped(one).value();
        QCOMPARE(invoice.lines[1].quantity, Decimal(-1));
        QCOMPARE(invoice.lines[1].price.net, dec(u"12.34"_s));
        QCOMPARE(invoice.totals.withVat.toString(), one.invoice.bill.total.toString());
        QVERIFY2(check(invoice, Profile::En16931).empty(), said(check(invoice, Profile::En16931)));
    }

    void turnsANegativeInvoiceIntoACreditNote()
    {
        InvoiceCase one = invoiceWith(germanVat);
        one.invoice.bill.lines[0].gross = one.invoice.bill.lines[0].net = eur(u"-100.00"_s);
        close(one, germanVat);
        const auto invoice = mapped(one).value();
        QCOMPARE(invoice.typeCode, u"381"_s);
        QVERIFY(!invoice.payment); // nothing is due
        QCOMPARE(invoice.lines[0].quantity, Decimal(1));
        QCOMPARE(invoice.totals.withVat, Decimal(119));
        QVERIFY2(check(invoice, Profile::En16931).empty(), said(check(invoice, Profile::En16931)));
        QVERIFY(writeInvoice(invoice, Syntax::Ubl)->contains("<CreditNote"));
    }

    void creditsLinesOfAnInvoice()
    {
        InvoiceCase one = invoiceWith(germanVat);
        for (const QString &net : {u"40.00"_s, u"60.00"_s}) {
            one.invoice.bill.lines.push_back(billLine(u"More"_s, u"2"_s, {}, eur(net)));
            one.invoice.bill.lines.back().taxes = {germanVat};
        }
        close(one, germanVat);
        const auto invoice = mapped(one).value();
        const auto credit = [&one](size_t line, const QString &amount) {
            const billing::BillLine &billed = one.invoice.bill.lines[line];
            return billing::creditLine({billed.net, {billed.tax}, Money::zero(euro), {}}, eur(amount)).value();
        };
        const std::vector<billing::LineCredit> credits{credit(0, u"0.00"_s), credit(1, u"40.00"_s),
                                                       credit(2, u"12.50"_s)};
        QCOMPARE(credits[2].tax, eur(u"-2.38"_s)); // of 11.40
        const QDate today(2026, 6, 15);
        const auto note = creditNoteFor(invoice, credits, u"ME-2026-000009"_s, today).value();
        QCOMPARE(note.typeCode, u"381"_s);
        QCOMPARE(note.precedingInvoices[0].number, u"ME-2026-000001"_s);
        QCOMPARE(note.lines.size(), size_t(2));
        QVERIFY(note.lines[0] == invoice.lines[1]);
        QCOMPARE(note.lines[1].quantity, Decimal(1));
        QCOMPARE(note.lines[1].price.net, dec(u"12.5"_s));
        QCOMPARE(note.totals.withVat, dec(u"62.48"_s)); // 52.50 + 9.975 rounded
        // Nothing is due: no account to pay to. XRechnung wants to know how, and it is cleared.
        QVERIFY(invoice.payment && !invoice.payment->transfers.empty());
        QVERIFY(!note.payment);
        auto german = invoice;
        german.specification = specificationId(Profile::XRechnung3);
        const auto cleared = creditNoteFor(german, credits, u"ME-2026-000009"_s, today).value();
        QVERIFY(cleared.payment);
        QCOMPARE(cleared.payment->meansCode, u"97"_s);
        QVERIFY(cleared.payment->transfers.empty() && !cleared.payment->directDebit && !cleared.payment->card);
        for (const auto &finding : check(cleared, Profile::XRechnung3))
            QVERIFY2(finding.rule != u"BR-DE-1"_s && finding.term != u"BT-81"_s, qPrintable(finding.rule));
        QVERIFY2(check(note, Profile::En16931).empty(), said(check(note, Profile::En16931)));
        QVERIFY(!note.totals.rounding && note.allowancesCharges.empty());
        QCOMPARE(creditNoteFor(invoice, {}, u"X"_s, today).error().id, u"einvoice.credit_lines"_s);
    }

    void aFinalInvoiceNamesThePrepaymentsThatItDeducts()
    {
        InvoiceCase one = invoiceWith(germanVat);
        billing::BillLine less = billLine(u"Less prepayment ME-2026-000000"_s, u"1"_s, {}, eur(u"-40.00"_s));
        less.taxes = {germanVat};
        less.key.kind = billing::deductionKind.toString();
        less.key.item = u"prepayment-1.1"_s;
        one.invoice.bill.lines.push_back(less);
        close(one, germanVat);
        const QDate asked(2026, 5, 2);
        const auto prepaid = [&](const QString &key, const QString &number) {
            return billing::PrepaidPart{less.key.contract, key, number, asked, {}, {}, eur(u"40.00"_s), 0};
        };
        one.invoice.inputs.insert(u"prepayments"_s,
                                  billing::toJson(std::vector{prepaid(u"prepayment-1"_s, u"ME-2026-000000"_s),
                                                              prepaid(u"prepayment-2"_s, u"ME-2026-000009"_s)}));
        const auto invoice = mapped(one).value();
        QCOMPARE(invoice.precedingInvoices.size(), size_t(1)); // the other one is left for another invoice
        QCOMPARE(invoice.precedingInvoices[0].number, u"ME-2026-000000"_s);
        QCOMPARE(invoice.precedingInvoices[0].issueDate, asked);
        QVERIFY2(check(invoice, Profile::En16931).empty(), said(check(invoice, Profile::En16931)));
    }

    void centsThatMakeUpForEarlierCreditsStayInTheTax_data()
    {
        QTest::addColumn<QString>("tax"); // of 52.50, which is 9.98 by itself (9.975)
        QTest::addColumn<QString>("charge"); // below zero: an allowance
        QTest::addColumn<QString>("due");
        // 52.49 × 19 % = 9.9731: a cent less is taxed, and given back all the same.
        QTest::newRow("a cent less") << u"9.97"_s << u"-0.01"_s << u"62.47"_s;
        // 52.55 × 19 % = 9.9845; 52.56 × 19 % = 9.9864, the first that comes to 9.99.
        QTest::newRow("a cent more") << u"9.99"_s << u"0.06"_s << u"62.49"_s;
        // 52.60 × 19 % = 9.994; 52.61 × 19 % = 9.9959.
        QTest::newRow("two more") << u"10.00"_s << u"0.11"_s << u"62.50"_s;
    }
    void centsThatMakeUpForEarlierCreditsStayInTheTax()
    {
        QFETCH(QString, tax);
        QFETCH(QString, charge);
        QFETCH(QString, due);
        InvoiceCase one = invoiceWith(germanVat);
        close(one, germanVat);
        const auto invoice = mapped(one).value();
        const billing::LineCredit credit{eur(u"-52.50"_s), {}, eur(u'-' + tax)};
        const QDate today(2026, 6, 15);
        for (const Profile profile : {Profile::En16931, Profile::XRechnung3, Profile::PeppolBis3}) {
            auto wanted = invoice;
            wanted.specification = specificationId(profile);
            const auto before
                = check(creditNoteFor(wanted, {{eur(u"-52.50"_s), {}, eur(u"-9.98"_s)}}, u"C-1"_s, today).value(),
                        profile)
                      .size();
            const auto note = creditNoteFor(wanted, {credit}, u"C-1"_s, today);
            QVERIFY2(note, note ? "" : qPrintable(note.error().id));
            QCOMPARE(*note->totals.vat, dec(tax));
            QCOMPARE(note->totals.due, dec(due)); // 52.50 and the tax
            QCOMPARE(note->totals.lines, dec(u"52.50"_s));
            QCOMPARE(*note->totals.rounding, dec(charge).negated());
            QCOMPARE(note->allowancesCharges.size(), size_t(1));
            const auto &cents = note->allowancesCharges.front();
            QCOMPARE(cents.isCharge ? cents.amount : cents.amount.negated(), dec(charge));
            QCOMPARE(check(*note, profile).size(), before); // it breaks no rule that it did not break without
            for (const Syntax syntax : {Syntax::Ubl, Syntax::Cii}) {
                const auto read = readInvoice(writeInvoice(*note, syntax).value());
                QVERIFY(read && read->invoice.totals == note->totals);
            }
        }
        auto basic = invoice; // which has no term for it
        basic.specification = specificationId(Profile::FacturXBasic);
        QCOMPARE(creditNoteFor(basic, {credit}, u"C-1"_s, today).error().id, u"einvoice.credit_tax"_s);
    }
    void taxWithoutAnAmountHasNoCreditNote()
    {
        InvoiceCase one = invoiceWith(germanVat);
        close(one, germanVat);
        const billing::LineCredit tax{eur(u"0.00"_s), {}, eur(u"-0.01"_s)};
        const auto note = creditNoteFor(mapped(one).value(), {tax}, u"C-1"_s, QDate(2026, 6, 15));
        QCOMPARE(note.error().id, u"einvoice.credit_tax"_s);
    }

    void takesTheNetOfAPriceThatIncludesTheTax()
    {
        InvoiceCase one = invoiceWith(germanVat);
        billing::BillLine &line = one.invoice.bill.lines[0];
        line.taxIncluded = true;
        line.unitPrice = dec(u"119.00"_s);
        line.gross = eur(u"119.00"_s);
        close(one, germanVat);
        const auto mappedLine = mapped(one)->lines[0];
        QCOMPARE(mappedLine.price.net, Decimal(100));
        QCOMPARE(mappedLine.net, Decimal(100));
        QVERIFY(mappedLine.allowancesCharges.empty());
    }

    void statesPrepaidCreditAsPaid()
    {
        InvoiceCase one = invoiceWith(germanVat);
        one.invoice.bill.credits = {{{}, u"Prepayment"_s, eur(u"50.00"_s), eur(u"50.00"_s), eur(u"50.00"_s)}};
        const auto invoice = mapped(one).value();
        QCOMPARE(*invoice.totals.paid, Decimal(50));
        QCOMPARE(invoice.totals.due, Decimal(69));
    }

    void statesTheTaxInTheCurrencyItIsOwedIn()
    {
        const InvoiceCase one = invoiceWith(germanVat);
        auto facts = factsFrom(one.seller, one.payer, Profile::En16931, Syntax::Ubl);
        facts.taxCurrency = TaxCurrency{u"DKK"_s, dec(u"7.4605"_s)};
        const auto invoice = semanticInvoiceFor(one.invoice, one.seller, one.payer, facts).value();
        QCOMPARE(invoice.taxCurrency, u"DKK"_s);
        QCOMPARE(*invoice.totals.vatInTaxCurrency, dec(u"141.75"_s)); // 19 × 7.4605 = 141.7495
    }

    void collectsByMandate()
    {
        const InvoiceCase one = invoiceWith(germanVat);
        auto facts = factsFrom(one.seller, one.payer, Profile::XRechnung3, Syntax::Ubl);
        facts.customer.directDebit = DirectDebit{u"M-1"_s, {}, u"FR7630006000011234567890189"_s};
        QCOMPARE(
            missingFacts(semanticInvoiceFor(one.invoice, one.seller, one.payer, facts).value(), facts),
            QStringList{u"The issuing company has no creditor identifier for direct debits: xrechnung (BR-DE-30) asks "
                        "for BT-90 Bank assigned creditor identifier."_s});
        facts.seller.creditor = u"DE98ZZZ09999999999"_s;
        const auto invoice = semanticInvoiceFor(one.invoice, one.seller, one.payer, facts).value();
        QCOMPARE(missingFacts(invoice, facts), QStringList());
        QCOMPARE(invoice.payment->meansCode, u"59"_s);
        QVERIFY(invoice.payment->transfers.empty());
    }

    void saysByWhichMeansItIsPaid_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("byCard");
        QTest::addColumn<int>("accounts");
        QTest::newRow("SEPA transfer") << u"58"_s << false << 1;
        QTest::newRow("transfer") << u"30"_s << false << 1;
        QTest::newRow("debit by ACH") << u"3"_s << false << 0;
        QTest::newRow("cheque") << u"20"_s << false << 0;
        QTest::newRow("card") << u"48"_s << true << 0;
    }
    void saysByWhichMeansItIsPaid()
    {
        NEED_XMLLINT;
        QFETCH(QString, code);
        QFETCH(bool, byCard);
        QFETCH(int, accounts);
        const InvoiceCase one = invoiceWith(germanVat);
        for (const auto &[profile, syntax] :
             {std::pair(Profile::En16931, Syntax::Ubl), std::pair(Profile::PeppolBis3, Syntax::Ubl),
              std::pair(Profile::XRechnung3, Syntax::Ubl), std::pair(Profile::XRechnung3, Syntax::Cii)}) {
            auto facts = factsFrom(one.seller, one.payer, profile, syntax);
            facts.seller.legalRegistration = {u"HRB 115533"_s, {}};
            facts.customer.meansCode = code;
            if (byCard)
                facts.customer.card = PaymentCard{u"4242"_s, {}};
            const auto invoice = semanticInvoiceFor(one.invoice, one.seller, one.payer, facts).value();
            QCOMPARE(missingFacts(invoice, facts).join(u'\n'), QString());
            QCOMPARE(int(invoice.payment->transfers.size()), accounts);
            const auto xml = writeInvoice(invoice, syntax).value();
            QCOMPARE(schemaErrors(xml, schemas
                                           + (syntax == Syntax::Ubl ? u"ubl-2.1/maindoc/UBL-Invoice-2.1.xsd"_s
                                                                    : u"cii-d16b/uncefact/data/standard/"
                                                                      "CrossIndustryInvoice_100pD16B.xsd"_s)),
                     QByteArray());
            QVERIFY(readInvoice(xml).value().invoice == invoice);
        }
    }

    void statesDiscountTermsAsXRechnungWantsThem()
    {
        const InvoiceCase one = invoiceWith(germanVat);
        auto facts = factsFrom(one.seller, one.payer, Profile::XRechnung3, Syntax::Ubl);
        facts.earlyPayment = {{14, Decimal(2)}};
        const auto invoice = semanticInvoiceFor(one.invoice, one.seller, one.payer, facts).value();
        QCOMPARE(invoice.paymentTerms, u"Net 30 days\n#SKONTO#TAGE=14#PROZENT=2.00#\n"_s);
        QCOMPARE(missingFacts(invoice, facts), QStringList());
        facts.customer.profile = Profile::En16931;
        QCOMPARE(semanticInvoiceFor(one.invoice, one.seller, one.payer, facts)->paymentTerms,
                 u"Net 30 days\n2.00 % discount if paid within 14 days"_s);
    }

    void saysWhatHasToBeEntered()
    {
        InvoiceCase one = invoiceWith(germanVat);
        one.payer.portalReference.clear();
        one.payer.invoiceEmail.clear();
        one.payer.vatId.clear();
        one.seller.paymentInstructions.clear();
        one.invoice.number.clear();
        const auto facts = factsFrom(one.seller, one.payer, Profile::XRechnung3, Syntax::Ubl);
        const QStringList missing = missingFacts(mapped(one, Profile::XRechnung3).value(), facts);
        QCOMPARE(missing.size(), 3);
        QCOMPARE(missing[0], u"The customer has no buyer reference (for German authorities the Leitweg-ID): xrechnung "
                             "(BR-DE-15) asks for BT-10 Buyer reference."_s);
        QVERIFY(missing[1].startsWith(u"The issuing company has no bank account"));
        QVERIFY(missing[2].startsWith(u"The customer has no electronic address"));
        auto peppol = factsFrom(one.seller, one.payer, Profile::PeppolBis3, Syntax::Cii);
        QCOMPARE(missingFacts(mapped(one, Profile::PeppolBis3).value(), peppol).last(),
                 u"Profile peppol is not written in cii."_s);
    }

    void refusesWhatIsNoVat()
    {
        const auto sales = mapped(workedExample());
        QCOMPARE(sales.error().id, u"einvoice.sales_tax"_s);
        QCOMPARE(sales.error().args.value(u"jurisdiction"_s).toString(), u"US-NY/New York"_s);
        InvoiceCase one = invoiceWith(germanVat);
        one.invoice.bill.lines[0].taxes.push_back(germanVat);
        QCOMPARE(mapped(one).error().id, u"einvoice.several_taxes"_s);
    }

    void refusesTotalsThatAreNotThoseOfTheBill()
    {
        InvoiceCase one = invoiceWith(germanVat);
        one.invoice.bill.tax = eur(u"19.01"_s);
        const auto differs = mapped(one);
        QCOMPARE(differs.error().id, u"einvoice.totals_differ"_s);
        QCOMPARE(differs.error().args.value(u"term"_s).toString(), u"BT-110"_s);
        one = invoiceWith(germanVat);
        one.invoice.bill.lines[0].net = eur(u"99.99"_s);
        QVERIFY(!mapped(one));
    }

    void hasTwoDecimalsOrNone()
    {
        const auto dinars = mapped(dinar()).value();
        QCOMPARE(dinars.lines[0].net, dec(u"349.50"_s));
        QCOMPARE(dinars.lines[1].net, dec(u"-12.35"_s)); // −12.345
        QVERIFY2(checkTotals(dinars).empty(), said(checkTotals(dinars)));
        const auto yens = mapped(yen()).value();
        QCOMPARE(yens.totals.due, Decimal(77000));
        QVERIFY2(checkTotals(yens).empty(), said(checkTotals(yens)));
    }

    void findsIbans_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("ibans");
        QTest::newRow("spaces") << u"IBAN DE02 1203 0000 0000 2020 51, BIC BYLADEM1001"_s
                                << u"DE02120300000000202051"_s;
        QTest::newRow("none") << u"IBAN:DE02120300000000202051."_s << u"DE02120300000000202051"_s;
        QTest::newRow("letters") << u"NL91 ABNA 0417 1643 00"_s << u"NL91ABNA0417164300"_s;
        QTest::newRow("wrong check digits") << u"DE03 1203 0000 0000 2020 51"_s << QString();
        QTest::newRow("no account") << u"Please quote the invoice number"_s << QString();
    }
    void findsIbans()
    {
        QFETCH(QString, text);
        QTEST(ibansIn(text).join(u' '), "ibans");
    }

    void knowsUnitsByTheirWords_data()
    {
        QTest::addColumn<QString>("unit");
        QTest::addColumn<QString>("code");
        QTest::newRow("none") << QString() << u"C62"_s;
        QTest::newRow("not the gallon") << u"GB"_s << u"E34"_s;
        QTest::newRow("plural") << u"hours"_s << u"HUR"_s;
        QTest::newRow("users") << u"users"_s << u"IE"_s;
        QTest::newRow("calls") << u"calls"_s << u"C0"_s;
        QTest::newRow("unknown") << u"widgets"_s << QString();
    }
    void knowsUnitsByTheirWords()
    {
        QFETCH(QString, unit);
        QTEST(unitCode(unit), "code");
    }
};

QTEST_APPLESS_MAIN(TestEinvoiceMapping)
#include "tst_einvoice_mapping.moc"
