// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/einvoices.h"

#include "core/einvoice/comparison.h"
#include "core/einvoice/xml_tree.h"

#include <QtCore/QElapsedTimer>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::testing;

namespace {

const QString schemas = QStringLiteral(ACCORD_EINVOICE_DATA "/schemas/");

QString schemaFor(const SemanticInvoice &invoice, Syntax syntax)
{
    if (syntax == Syntax::Cii)
        return schemas + u"cii-d16b/uncefact/data/standard/CrossIndustryInvoice_100pD16B.xsd"_s;
    return schemas
           + (invoice.isCreditNote() ? u"ubl-2.1/maindoc/UBL-CreditNote-2.1.xsd"_s
                                     : u"ubl-2.1/maindoc/UBL-Invoice-2.1.xsd"_s);
}

AllowanceCharge allowance(bool isCharge, const QString &amount, const QString &reasonCode)
{
    AllowanceCharge value;
    value.isCharge = isCharge;
    value.amount = dec(amount);
    value.reasonCode = reasonCode;
    value.reason = isCharge ? u"Freight & more"_s : u"Discount <95>"_s;
    return value;
}

/// Every term of the standard is given.
SemanticInvoice fullInvoice()
{
    SemanticInvoice invoice = soundInvoice();
    invoice.taxCurrency = u"DKK"_s;
    invoice.taxPointCode = u"35"_s;
    invoice.project = u"P-1"_s;
    invoice.contract = u"C-1"_s;
    invoice.purchaseOrder = u"PO-1"_s;
    invoice.salesOrder = u"SO-1"_s;
    invoice.receivingAdvice = u"R-1"_s;
    invoice.despatchAdvice = u"D-1"_s;
    invoice.tender = u"T-1"_s;
    invoice.object = {u"O-1"_s, u"AAA"_s};
    invoice.accountingReference = u"4711"_s;
    invoice.paymentTerms = u"Net 30\n#SKONTO#TAGE=14#PROZENT=2.00#\n"_s;
    invoice.notes = {{u"ADU"_s, u"A note  with \"quotes\" & <signs>"_s}};
    invoice.businessProcess = u"urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"_s;
    invoice.precedingInvoices = {{u"INV-2025-000001"_s, QDate(2025, 12, 31)}};
    invoice.seller.tradingName = u"Seller"_s;
    invoice.seller.identifiers = {{u"S-1"_s, {}}, {u"4000001123452"_s, u"0088"_s}};
    invoice.seller.legalRegistration = {u"HRB 1234"_s, u"0002"_s};
    invoice.seller.taxNumber = u"12/345/67890"_s;
    invoice.seller.legalInformation = u"Registered in Berlin"_s;
    invoice.seller.address = {u"Hauptstraße 1"_s, u"Hof 2"_s, u"3. OG"_s, u"Berlin"_s, u"10115"_s, u"BE"_s, u"DE"_s};
    invoice.buyer.tradingName = u"Buyer 日本"_s;
    invoice.buyer.identifiers = {{u"4000001543212"_s, u"0088"_s}};
    invoice.buyer.legalRegistration = {u"RCS 1"_s, u"0009"_s};
    invoice.buyer.contact = {u"B"_s, u"123"_s, u"b@buyer.example"_s};
    invoice.payee = Payee{u"Factor AG"_s, {u"F-1"_s, u"0088"_s}, {u"HRB 9"_s, u"0002"_s}};
    invoice.taxRepresentative = TaxRepresentative{
        u"Rep"_s, u"FR12345678901"_s, {u"a"_s, u"b"_s, u"c"_s, u"Lyon"_s, u"69001"_s, u"R"_s, u"FR"_s}};
    invoice.delivery = {u"Store 12"_s,
                        {u"4000001111111"_s, u"0088"_s},
                        QDate(2026, 1, 20),
                        {u"x"_s, u"y"_s, u"z"_s, u"Nice"_s, u"06000"_s, u"PACA"_s, u"FR"_s}};
    invoice.payment->meansText = u"SEPA credit transfer"_s;
    invoice.payment->transfers.push_back({u"123456789"_s, u"Other"_s, {}});
    invoice.payment->card = PaymentCard{u"4111111111"_s, u"B"_s};
    invoice.payment->directDebit = DirectDebit{u"M-1"_s, u"DE98ZZZ09999999999"_s, u"FR7630006000011234567890189"_s};
    invoice.attachments
        = {{u"usage"_s, u"Usage report"_s, {}, QByteArray("a;b\n\0\xff", 6), u"text/csv"_s, u"usage.csv"_s},
           {u"terms"_s, {}, u"https://seller.example/terms.pdf"_s, {}, {}, {}}};
    InvoiceLine &line = invoice.lines[0];
    line.note = u"first"_s;
    line.object = {u"meter 7"_s, {}};
    line.quantity = dec(u"1250.5"_s);
    line.unit = u"E34"_s;
    line.orderLine = u"10"_s;
    line.accountingReference = u"CC-1"_s;
    line.period = {QDate(2026, 1, 1), QDate(2026, 1, 31)};
    line.allowancesCharges = {allowance(false, u"10.00"_s, u"95"_s), allowance(true, u"2.50"_s, u"FC"_s)};
    line.allowancesCharges[0].base = dec(u"100"_s);
    line.allowancesCharges[0].percent = dec(u"10"_s);
    line.price = {dec(u"0.4125"_s), dec(u"0.0875"_s), dec(u"0.5"_s), dec(u"1000"_s), u"E34"_s};
    line.net = lineNetOf(line).value();
    line.item = {u"Storage"_s,
                 u"Object storage"_s,
                 u"ST-1"_s,
                 u"B-77"_s,
                 {u"4012345678901"_s, u"0160"_s},
                 {{u"81112106"_s, u"TST"_s, u"19.05"_s}},
                 u"DE"_s,
                 {{u"Region"_s, u"eu-central"_s}, {u"Class"_s, u"A"_s}}};
    invoice.allowancesCharges = {allowance(false, u"0.10"_s, u"100"_s), allowance(true, u"25.00"_s, u"FC"_s)};
    for (AllowanceCharge &one : invoice.allowancesCharges)
        one.vat = line.vat;
    invoice.totals.paid = dec(u"1.00"_s);
    invoice.totals.rounding = dec(u"0.01"_s);
    invoice.totals.vatInTaxCurrency = dec(u"23.71"_s);
    [[maybe_unused]] const auto computed = computeTotals(invoice);
    return invoice;
}

QByteArray ublWith(const QByteArray &inside)
{
    return "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\" "
           "xmlns:cac=\"urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2\" "
           "xmlns:cbc=\"urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2\">\n"
           + inside + "</Invoice>";
}

} // namespace

class TestEinvoiceXml : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void carriesEveryTerm_data()
    {
        QTest::addColumn<Syntax>("syntax");
        QTest::addColumn<QString>("type");
        QTest::newRow("UBL invoice") << Syntax::Ubl << u"380"_s;
        QTest::newRow("UBL credit note") << Syntax::Ubl << u"381"_s;
        QTest::newRow("CII invoice") << Syntax::Cii << u"380"_s;
        QTest::newRow("CII credit note") << Syntax::Cii << u"381"_s;
    }
    void carriesEveryTerm()
    {
        NEED_XMLLINT;
        QFETCH(Syntax, syntax);
        QFETCH(QString, type);
        SemanticInvoice invoice = fullInvoice();
        invoice.typeCode = type;
        QVERIFY2(check(invoice, Profile::En16931).empty(), said(check(invoice, Profile::En16931)));
        const auto xml = writeInvoice(invoice, syntax).value();
        QCOMPARE(schemaErrors(xml, schemaFor(invoice, syntax)), QByteArray());
        const auto read = readInvoice(xml).value();
        QCOMPARE(read.ignored, QStringList());
        for (const ComparedTerm &one : compare(invoice, read.invoice))
            qWarning() << one.toString();
        QVERIFY(read.invoice == invoice);
        QCOMPARE(writeInvoice(read.invoice, syntax).value(), xml);
    }

    void hasNoEmptyElement_data() { carriesEveryTerm_data(); }
    void hasNoEmptyElement()
    {
        QFETCH(Syntax, syntax);
        QFETCH(QString, type);
        for (SemanticInvoice invoice : {soundInvoice(), fullInvoice()}) {
            invoice.typeCode = type;
            QByteArray xml = writeInvoice(invoice, syntax).value();
            // The one that CII always wants.
            xml.replace("<ram:ApplicableHeaderTradeDelivery/>", "");
            QVERIFY(!xml.contains("></"));
            QVERIFY(!xml.contains("/>"));
        }
    }

    void writesEveryVatCategory_data()
    {
        QTest::addColumn<QString>("rate");
        for (const char *category : {"S", "L", "M", "B"})
            QTest::newRow(category) << u"10"_s;
        for (const char *category : {"Z", "E", "AE", "K", "G"})
            QTest::newRow(category) << u"0"_s;
        QTest::newRow("O") << QString();
    }
    void writesEveryVatCategory()
    {
        NEED_XMLLINT;
        QFETCH(QString, rate);
        SemanticInvoice invoice = soundInvoice(
            {QString::fromLatin1(QTest::currentDataTag()), rate.isEmpty() ? std::nullopt : std::optional(dec(rate))});
        for (const QString &type : {u"380"_s, u"381"_s}) {
            invoice.typeCode = type;
            for (const Syntax syntax : {Syntax::Ubl, Syntax::Cii}) {
                const auto xml = writeInvoice(invoice, syntax).value();
                QCOMPARE(schemaErrors(xml, schemaFor(invoice, syntax)), QByteArray());
                const auto read = readInvoice(xml).value();
                for (const ComparedTerm &one : compare(invoice, read.invoice))
                    qWarning() << one.toString();
                // The due date of a UBL credit note stands beside the means of payment, which this one has.
                QVERIFY(read.invoice == invoice);
            }
        }
    }

    void keepsToTheFacturXSchemas_data()
    {
        QTest::addColumn<Profile>("profile");
        QTest::addColumn<QString>("schema");
        QTest::newRow("MINIMUM") << Profile::FacturXMinimum << u"minimum/Factur-X_MINIMUM.xsd"_s;
        QTest::newRow("BASIC WL") << Profile::FacturXBasicWl << u"basicwl/Factur-X_BASICWL.xsd"_s;
        QTest::newRow("BASIC") << Profile::FacturXBasic << u"basic/Factur-X_BASIC.xsd"_s;
        QTest::newRow("EN 16931") << Profile::En16931 << u"en16931/Factur-X_EN16931.xsd"_s;
        QTest::newRow("EXTENDED") << Profile::FacturXExtended << u"extended/Factur-X_EXTENDED.xsd"_s;
    }
    void keepsToTheFacturXSchemas()
    {
        NEED_XMLLINT;
        QFETCH(Profile, profile);
        QFETCH(QString, schema);
        for (const SemanticInvoice &invoice : {soundInvoice(), fullInvoice()}) {
            const SemanticInvoice reduced = forProfile(invoice, profile);
            const auto xml = writeInvoice(reduced, Syntax::Cii).value();
            QCOMPARE(schemaErrors(xml, schemas + u"factur-x-1.09-"_s + schema), QByteArray());
            const auto read = readInvoice(xml).value();
            for (const ComparedTerm &one : compare(reduced, read.invoice))
                qWarning() << one.toString();
            QVERIFY(read.invoice == reduced);
        }
    }

    void refusesHostileXml_data()
    {
        QTest::addColumn<QByteArray>("xml");
        QTest::addColumn<QString>("error");
        QTest::newRow("nothing") << QByteArray() << u"einvoice.xml_malformed"_s;
        QTest::newRow("text") << QByteArray("INV-1;100.00") << u"einvoice.xml_malformed"_s;
        QTest::newRow("cut off") << ublWith("<cbc:ID>1").chopped(10) << u"einvoice.xml_malformed"_s;
        QTest::newRow("two roots") << ublWith({}) + ublWith({}) << u"einvoice.xml_malformed"_s;
        QTest::newRow("entities that double")
            << QByteArray("<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\"><!ENTITY c \"&b;&b;\">]>")
                   + ublWith("<cbc:ID>&c;</cbc:ID>")
            << u"einvoice.xml_doctype"_s;
        QTest::newRow("file of the machine")
            << QByteArray("<!DOCTYPE l [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>") + ublWith("<cbc:ID>&f;</cbc:ID>")
            << u"einvoice.xml_doctype"_s;
        QTest::newRow("entity of nowhere") << ublWith("<cbc:ID>&f;</cbc:ID>") << u"einvoice.xml_malformed"_s;
        QTest::newRow("deep") << ublWith(QByteArray("<cac:Party>").repeated(100000)) << u"einvoice.xml_too_deep"_s;
        QTest::newRow("another document") << QByteArray("<html/>") << u"einvoice.not_an_invoice"_s;
        QTest::newRow("Invoice of another namespace") << QByteArray("<Invoice/>") << u"einvoice.not_an_invoice"_s;
        QTest::newRow("control character") << ublWith("<cbc:ID>\x01</cbc:ID>") << u"einvoice.xml_malformed"_s;
        QTest::newRow("no totals") << ublWith({}) << u"einvoice.missing"_s;
        QTest::newRow("date") << ublWith("<cbc:IssueDate>2026-02-30</cbc:IssueDate>") << u"einvoice.value"_s;
        QTest::newRow("amount") << ublWith(
            "<cac:LegalMonetaryTotal><cbc:LineExtensionAmount>1e3</cbc:LineExtensionAmount>"
            "</cac:LegalMonetaryTotal>")
                                << u"einvoice.value"_s;
        QTest::newRow("amount in another currency") << ublWith(
            "<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode><cac:LegalMonetaryTotal>"
            "<cbc:LineExtensionAmount currencyID=\"USD\">1</cbc:LineExtensionAmount></cac:LegalMonetaryTotal>")
                                                    << u"einvoice.currency"_s;
        QTest::newRow("attachment") << ublWith(
            "<cac:AdditionalDocumentReference><cac:Attachment><cbc:EmbeddedDocumentBinaryObject>%%%"
            "</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>")
                                    << u"einvoice.value"_s;
    }
    void refusesHostileXml()
    {
        QFETCH(QByteArray, xml);
        QElapsedTimer timer;
        timer.start();
        const auto read = readInvoice(xml);
        QVERIFY(!read);
        QTEST(read.error().id, "error");
        QVERIFY(timer.elapsed() < 5000);
    }

    void saysWhereAValueIsWrong()
    {
        const auto read = readInvoice(ublWith("<cbc:ID>1</cbc:ID>\n<cbc:IssueDate>31.01.2026</cbc:IssueDate>"));
        QCOMPARE(read.error().args.value(u"element"_s).toString(), u"cbc:IssueDate"_s);
        QCOMPARE(read.error().args.value(u"line"_s).toInt(), 3);
        QCOMPARE(read.error().args.value(u"value"_s).toString(), u"31.01.2026"_s);
        QCOMPARE(read.error().args.value(u"expected"_s).toString(), u"a date such as 2024-01-31"_s);
    }

    void refusesWhatIsTooLarge()
    {
        const QByteArray xml = ublWith("<cbc:Note>x</cbc:Note><cbc:Note>y</cbc:Note>");
        QCOMPARE(readXml(xml, {100, 40, 1000}).error().id, u"einvoice.xml_too_large"_s);
        QCOMPARE(readXml(xml, {10000, 40, 2}).error().id, u"einvoice.xml_too_large"_s);
        QVERIFY(readXml(xml, {10000, 40, 3}));
    }

    void refusesToWriteWhatXmlCannotHold()
    {
        SemanticInvoice invoice = soundInvoice();
        invoice.lines[0].item.name = u"bell \u0007"_s;
        const auto written = writeInvoice(invoice, Syntax::Ubl);
        QCOMPARE(written.error().id, u"einvoice.character"_s);
        QCOMPARE(written.error().args.value(u"element"_s).toString(), u"cbc:Name"_s);
        QCOMPARE(written.error().args.value(u"code"_s).toString(), u"U+0007"_s);
    }

    void keepsEveryCharacterThatXmlCanHold()
    {
        SemanticInvoice invoice = soundInvoice();
        invoice.notes = {{{}, u"a\tb\nc\rd & < > \" ' ]]> \u00a0 日本 \U0001F389 \ufffd"_s}};
        invoice.payment->meansText = u"tab\tline\nquote\" & < > \U0001F389"_s; // an attribute in UBL
        for (const Syntax syntax : {Syntax::Ubl, Syntax::Cii})
            QVERIFY(readInvoice(writeInvoice(invoice, syntax).value()).value().invoice == invoice);
        for (const char16_t c : {char16_t(0xFFFE), char16_t(0xD83C), char16_t(0xDF89), char16_t(0)}) {
            invoice.notes[0].text = u"x"_s + QChar(c) + u"y"_s;
            QCOMPARE(writeInvoice(invoice, Syntax::Ubl).error().id, u"einvoice.character"_s);
        }
    }

    void readsTheDecimalsOfXmlSchema()
    {
        const QByteArray xml = writeInvoice(soundInvoice(), Syntax::Ubl).value();
        for (const QByteArray &form : {QByteArray("+119"), QByteArray("119."), QByteArray(" 0119.000 ")}) {
            QByteArray changed = xml;
            changed.replace("<cbc:PayableAmount currencyID=\"EUR\">119.00",
                            "<cbc:PayableAmount currencyID=\"EUR\">" + form);
            QVERIFY(changed != xml);
            QVERIFY(readInvoice(changed).value().invoice == soundInvoice());
        }
    }

    void namesEmptyElementsToPeppol()
    {
        QByteArray xml = writeInvoice(forProfile(soundInvoice(), Profile::PeppolBis3), Syntax::Ubl).value();
        QVERIFY(check(readInvoice(xml).value(), Profile::PeppolBis3).empty());
        xml.replace("<cbc:DocumentCurrencyCode>", "<cbc:Note> </cbc:Note><cbc:DocumentCurrencyCode>");
        const Findings findings = check(readInvoice(xml).value(), Profile::PeppolBis3);
        QCOMPARE(namesOf(findings), QStringList{u"PEPPOL-EN16931-R008 Invoice/cbc:Note"_s});
    }

    void namesTheTermsThatDiffer()
    {
        const SemanticInvoice first = soundInvoice();
        SemanticInvoice second = first;
        QVERIFY(compare(first, second).empty());
        second.lines[0].net = dec(u"100.00"_s);
        second.buyerReference.clear();
        second.lines.push_back(invoiceLine(u"2"_s, u"1"_s, u"5"_s, first.lines[0].vat));
        second.totals.due = dec(u"119.01"_s);
        QStringList names;
        for (const ComparedTerm &one : compare(first, second))
            names << one.term + u'@' + one.place;
        QCOMPARE(names.join(u' '),
                 u"BT-10@ BT-115@ BT-126@line 2 BT-129@line 2 BT-130@line 2 BT-131@line 2 BT-146@line 2 "
                 "BT-151@line 2 BT-152@line 2 BT-153@line 2"_s);
        QCOMPARE(compare(first, second)[1].toString(),
                 u"BT-115 Amount due for payment: 119 in the first, 119.01 in the second"_s);
    }
};

QTEST_APPLESS_MAIN(TestEinvoiceXml)
#include "tst_einvoice_xml.moc"
