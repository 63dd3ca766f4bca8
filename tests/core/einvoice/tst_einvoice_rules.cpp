// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/einvoices.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::testing;

namespace {

using Change = std::function<void(SemanticInvoice &)>;

/// What breaks when \a change is made to an invoice that keeps every rule of \a profile.
QStringList broken(Profile profile, const Change &change)
{
    SemanticInvoice invoice = forProfile(soundInvoice(), profile);
    change(invoice);
    return namesOf(check(invoice, profile));
}

/// An invoice of one category that keeps the rules about it.
SemanticInvoice ofCategory(const QString &category, const std::optional<Decimal> &rate)
{
    SemanticInvoice invoice = soundInvoice({category, rate});
    VatBreakdown &part = invoice.breakdown.front();
    if (category == u"E")
        part.exemptionCode = u"VATEX-EU-132"_s;
    if (category == u"AE")
        part.exemptionCode = u"VATEX-EU-AE"_s;
    if (category == u"G")
        part.exemptionReason = u"Export outside the EU"_s;
    if (category == u"K") {
        part.exemptionCode = u"VATEX-EU-IC"_s;
        invoice.delivery.date = QDate(2026, 1, 20);
        invoice.delivery.address.country = u"FR"_s;
    }
    if (category == u"O") {
        part.exemptionCode = u"VATEX-EU-O"_s;
        invoice.seller.legalRegistration = {u"HRB 1234"_s, {}};
        invoice.seller.vatId.clear();
        invoice.buyer.vatId.clear();
    }
    if (category == u"B")
        invoice.seller.address.country = invoice.buyer.address.country = u"IT"_s;
    return invoice;
}

} // namespace

class TestEinvoiceRules : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSoundInvoiceBreaksNone()
    {
        for (const Profile profile : profiles) {
            const Findings findings = check(forProfile(soundInvoice(), profile), profile);
            QVERIFY2(findings.empty(), said(findings));
        }
    }

    void namesWhatIsMissingOrWrong_data()
    {
        QTest::addColumn<Profile>("profile");
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("broken");
        const auto row = [](const char *name, Profile profile, const QString &names, const Change &change) {
            QTest::newRow(name) << profile << change << names;
        };
        using enum Profile;
        row("number", En16931, u"BR-02 BT-1"_s, [](auto &i) { i.number.clear(); });
        row("issue date", En16931, u"BR-03 BT-2"_s, [](auto &i) { i.issueDate = {}; });
        row("seller", En16931, u"BR-06 BT-27"_s, [](auto &i) { i.seller.name.clear(); });
        row("seller country", En16931, u"BR-09 BT-40"_s, [](auto &i) { i.seller.address.country.clear(); });
        row("unknown country", En16931, u"BR-CL-14 BT-55"_s, [](auto &i) { i.buyer.address.country = u"XX"_s; });
        row("due date", En16931, u"BR-CO-25 BT-9"_s, [](auto &i) { i.dueDate = {}; });
        row("tax point twice", En16931, u"BR-CO-03 BT-8"_s, [](auto &i) {
            i.taxPointDate = i.issueDate;
            i.taxPointCode = u"3"_s;
        });
        row("tax currency without its tax", En16931, u"BR-53 BT-111"_s, [](auto &i) { i.taxCurrency = u"DKK"_s; });
        row("type", En16931, u"BR-CL-01 BT-3"_s, [](auto &i) { i.typeCode = u"999"_s; });
        row("currency", En16931, u"BR-CL-04 BT-5"_s, [](auto &i) { i.currency = u"EURO"_s; });
        row("unit", En16931, u"BR-CL-23 BT-130"_s, [](auto &i) { i.lines[0].unit = u"pieces"_s; });
        row("means of payment", En16931, u"BR-CL-16 BT-81"_s, [](auto &i) { i.payment->meansCode = u"7777"_s; });
        row("account", En16931, u"BR-61 BT-84"_s, [](auto &i) { i.payment->transfers.clear(); });
        row("whole card number", En16931, u"BR-51 BT-87"_s, [](auto &i) {
            i.payment->meansCode = u"48"_s;
            i.payment->transfers.clear();
            i.payment->card = PaymentCard{u"4111111111111111"_s, {}};
        });
        row("endpoint scheme", En16931, u"BR-CL-25 BT-49"_s,
            [](auto &i) { i.buyer.electronicAddress.scheme = u"1111"_s; });
        row("item name", En16931, u"BR-25 BT-153"_s, [](auto &i) { i.lines[0].item.name.clear(); });
        row("line id twice", En16931, u"BT-126 BT-126"_s, [](auto &i) {
            i.lines.push_back(i.lines[0]);
            i.lines[1].price.net = Decimal(0);
            i.lines[1].net = Decimal(0);
        });
        row("price below zero", En16931, u"BR-27 BT-146"_s, [](auto &i) {
            i.lines[0].price.net = Decimal(-100);
            i.lines[0].quantity = Decimal(-1);
        });
        row("line net", En16931, u"BR-CO-10 BT-106, BR-S-08 BT-116, PEPPOL-EN16931-R120 BT-131"_s,
            [](auto &i) { i.lines[0].net = dec(u"100.01"_s); });
        row("tax of a rate", En16931, u"BR-CO-14 BT-110, BR-CO-17 BT-117"_s,
            [](auto &i) { i.breakdown[0].tax = dec(u"19.01"_s); });
        row("three decimals", En16931, u"BR-DEC-18 BT-115"_s, [](auto &i) { i.totals.due = dec(u"119.001"_s); });
        row("breakdown missing", En16931, u"BR-CO-14 BT-110, BR-S-01 BG-23, BR-CO-18 BG-23"_s,
            [](auto &i) { i.breakdown.clear(); });
        row("rate of a breakdown", En16931, u"BR-CO-17 BT-117, BR-S-01 BG-23, BR-S-08 BT-116, BR-48 BT-119"_s,
            [](auto &i) { i.breakdown[0].vat.rate.reset(); });
        row("three decimals in a line", En16931, u"BR-DEC-24 BT-136, PEPPOL-EN16931-R040 BT-136"_s, [](auto &i) {
            AllowanceCharge fraction;
            fraction.reasonCode = u"95"_s;
            fraction.amount = dec(u"0.004"_s);
            fraction.base = dec(u"1"_s);
            fraction.percent = dec(u"0.4"_s);
            i.lines[0].allowancesCharges = {fraction};
        });
        row("reason missing", En16931, u"BR-33 BT-97"_s, [](auto &i) {
            AllowanceCharge nothing;
            nothing.vat = i.lines[0].vat;
            i.allowancesCharges = {nothing};
            i.totals.allowances = Decimal(0);
        });
        row("percent without base", En16931, u"PEPPOL-EN16931-R041 BT-137"_s, [](auto &i) {
            AllowanceCharge nothing;
            nothing.reasonCode = u"95"_s;
            nothing.percent = Decimal(0);
            i.lines[0].allowancesCharges = {nothing};
        });
        row("reason code of a charge on an allowance", En16931, u"BR-CL-19 BT-140"_s, [](auto &i) {
            AllowanceCharge nothing;
            nothing.reasonCode = u"FC"_s;
            i.lines[0].allowancesCharges = {nothing};
        });
        row("attached program", En16931, u"BR-CL-24 BT-125"_s,
            [](auto &i) { i.attachments = {{u"1"_s, {}, {}, "MZ", u"application/x-msdownload"_s, u"a.exe"_s}}; });

        row("process", PeppolBis3, u"PEPPOL-EN16931-R007 BT-23"_s, [](auto &i) { i.businessProcess.clear(); });
        row("no reference", PeppolBis3, u"PEPPOL-EN16931-R003 BT-10"_s, [](auto &i) { i.buyerReference.clear(); });
        row("seller endpoint", PeppolBis3, u"PEPPOL-EN16931-R020 BT-34"_s,
            [](auto &i) { i.seller.electronicAddress = {}; });
        row("buyer endpoint", PeppolBis3, u"PEPPOL-EN16931-R010 BT-49"_s,
            [](auto &i) { i.buyer.electronicAddress = {}; });
        row("e-mail in Peppol", PeppolBis3, u"PEPPOL-EN16931-CL008 BT-49"_s,
            [](auto &i) { i.buyer.electronicAddress = {u"a@b.example"_s, u"EM"_s}; });
        row("GLN", PeppolBis3, u"PEPPOL-COMMON-R040 BT-49"_s,
            [](auto &i) { i.buyer.electronicAddress = {u"5790000436056"_s, u"0088"_s}; });
        row("Belgian enterprise number", PeppolBis3, u"PEPPOL-COMMON-R043 BT-30"_s,
            [](auto &i) { i.seller.legalRegistration = {u"0202239950"_s, u"0208"_s}; });
        row("right check digits", PeppolBis3, QString(), [](auto &i) {
            i.buyer.electronicAddress = {u"5790000436057"_s, u"0088"_s};
            i.seller.legalRegistration = {u"0202239951"_s, u"0208"_s};
        });
        row("two notes", PeppolBis3, u"PEPPOL-EN16931-R002 BG-1"_s,
            [](auto &i) { i.notes = {{{}, u"a"_s}, {{}, u"b"_s}}; });
        row("line outside of the period", PeppolBis3, u"PEPPOL-EN16931-R110 BT-134"_s,
            [](auto &i) { i.lines[0].period.start = QDate(2025, 12, 31); });

        row("Leitweg-ID", XRechnung3, u"BR-DE-15 BT-10"_s, [](auto &i) { i.buyerReference.clear(); });
        row("contact", XRechnung3, u"BR-DE-2 BG-6, BR-DE-5 BT-41, BR-DE-6 BT-42, BR-DE-7 BT-43"_s,
            [](auto &i) { i.seller.contact = {}; });
        row("telephone", XRechnung3, u"BR-DE-27 BT-42"_s, [](auto &i) { i.seller.contact.telephone = u"n/a"_s; });
        row("e-mail", XRechnung3, u"BR-DE-28 BT-43"_s, [](auto &i) { i.seller.contact.email = u"billing"_s; });
        row("city", XRechnung3, u"BR-DE-3 BT-37"_s, [](auto &i) { i.seller.address.city.clear(); });
        row("post code", XRechnung3, u"BR-DE-9 BT-53"_s, [](auto &i) { i.buyer.address.postalCode.clear(); });
        row("payment", XRechnung3, u"BR-DE-1 BG-16"_s, [](auto &i) { i.payment.reset(); });
        row("debit beside a transfer", XRechnung3, u"BR-DE-23-b BG-19"_s, [](auto &i) {
            i.payment->directDebit = DirectDebit{u"M"_s, u"DE98ZZZ09999999999"_s, u"DE89370400440532013000"_s};
        });
        row("creditor", XRechnung3, u"BR-DE-30 BT-90"_s, [](auto &i) {
            i.payment->meansCode = u"59"_s;
            i.payment->transfers.clear();
            i.payment->directDebit = DirectDebit{u"M"_s, {}, u"DE89370400440532013000"_s};
        });
        row("correction of nothing", XRechnung3, u"BR-DE-26 BG-3"_s, [](auto &i) { i.typeCode = u"384"_s; });
        row("prepayment invoice", XRechnung3, u"BR-DE-17 BT-3"_s, [](auto &i) { i.typeCode = u"386"_s; });
        row("discount terms", XRechnung3, u"BR-DE-18 BT-20"_s,
            [](auto &i) { i.paymentTerms = u"#SKONTO#TAGE=14#PROZENT=2#\n"_s; });
        row("discount terms without a line break", XRechnung3, u"BR-DE-18 BT-20"_s,
            [](auto &i) { i.paymentTerms = u"#SKONTO#TAGE=14#PROZENT=2.00#"_s; });
        row("same file twice", XRechnung3, u"BR-DE-22 BT-125"_s, [](auto &i) {
            i.attachments = {{u"1"_s, {}, {}, "a", u"text/csv"_s, u"usage.csv"_s},
                             {u"2"_s, {}, {}, "b", u"text/csv"_s, u"Usage.csv"_s}};
        });
        row("specification", XRechnung3, u"BR-DE-21 BT-24"_s,
            [](auto &i) { i.specification = specificationId(En16931); });
    }
    void namesWhatIsMissingOrWrong()
    {
        QFETCH(Profile, profile);
        QFETCH(Change, change);
        QTEST(broken(profile, change).join(u", "_s), "broken");
    }

    void acceptsDiscountTermsOfXRechnung()
    {
        QCOMPARE(broken(Profile::XRechnung3,
                        [](auto &i) {
                            i.paymentTerms = u"Thank you\n#SKONTO#TAGE=14#PROZENT=2.00#\n"
                                             "#SKONTO#TAGE=7#PROZENT=3.00#BASISBETRAG=50.00#\n"_s;
                        }),
                 QStringList());
    }

    void everyCategoryHasASoundForm_data()
    {
        QTest::addColumn<QString>("rate");
        for (const char *category : {"S", "L", "M", "B"})
            QTest::newRow(category) << u"10"_s;
        for (const char *category : {"Z", "E", "AE", "K", "G"})
            QTest::newRow(category) << u"0"_s;
        QTest::newRow("O") << QString();
    }
    void everyCategoryHasASoundForm()
    {
        QFETCH(QString, rate);
        const auto invoice = ofCategory(QString::fromLatin1(QTest::currentDataTag()),
                                        rate.isEmpty() ? std::nullopt : std::optional(dec(rate)));
        const Findings findings = check(invoice, Profile::En16931);
        QVERIFY2(findings.empty(), said(findings));
    }

    void holdsEachCategoryToItsRules_data()
    {
        QTest::addColumn<SemanticInvoice>("invoice");
        QTest::addColumn<QString>("broken");
        const auto row = [](const char *name, const QString &category, const QString &rate, const QString &names,
                            const Change &change) {
            SemanticInvoice invoice = ofCategory(category, rate.isEmpty() ? std::nullopt : std::optional(dec(rate)));
            change(invoice);
            QTest::newRow(name) << invoice << names;
        };
        const auto none = [](SemanticInvoice &) { };
        row("S at zero", u"S"_s, u"0"_s, u"BR-S-05 BT-152"_s, none);
        row("Z above zero", u"Z"_s, u"5"_s, u"BR-Z-05 BT-152, BR-Z-09 BT-117"_s, none);
        row("O with a rate", u"O"_s, u"0"_s, u"BR-O-05 BT-152"_s, none);
        row("S with a reason", u"S"_s, u"19"_s, u"BR-S-10 BT-120"_s,
            [](auto &i) { i.breakdown[0].exemptionReason = u"why"_s; });
        row("S without the seller's VAT id", u"S"_s, u"19"_s, u"BR-S-02 BT-31"_s, [](auto &i) {
            i.seller.vatId.clear();
            i.seller.legalRegistration = {u"HRB 1"_s, {}};
        });
        row("E without a reason", u"E"_s, u"0"_s, u"BR-E-10 BT-120"_s,
            [](auto &i) { i.breakdown[0].exemptionCode.clear(); });
        row("AE without the buyer's VAT id", u"AE"_s, u"0"_s, u"BR-AE-02 BT-48"_s,
            [](auto &i) { i.buyer.vatId.clear(); });
        row("AE for another reason", u"AE"_s, u"0"_s, u"BR-AE-10 BT-121"_s,
            [](auto &i) { i.breakdown[0].exemptionCode = u"VATEX-EU-G"_s; });
        row("K without a date", u"K"_s, u"0"_s, u"BR-IC-11 BT-72"_s, [](auto &i) {
            i.delivery.date = {};
            i.period = {};
        });
        row("K without a country", u"K"_s, u"0"_s, u"BR-IC-12 BT-80"_s, [](auto &i) { i.delivery.address = {}; });
        row("G without the seller's VAT id", u"G"_s, u"0"_s, u"BR-G-02 BT-31"_s, [](auto &i) {
            i.seller.vatId.clear();
            i.seller.taxNumber = u"12/345/67890"_s;
            i.seller.legalRegistration = {u"HRB 1"_s, {}};
        });
        row("O with VAT ids", u"O"_s, {}, u"BR-O-02 BT-31"_s, [](auto &i) { i.seller.vatId = u"DE123456789"_s; });
        row("B outside of Italy", u"B"_s, u"22"_s, u"BR-B-01 BT-118"_s,
            [](auto &i) { i.buyer.address.country = u"FR"_s; });
        row("unknown reason code", u"E"_s, u"0"_s, u"BR-CL-22 BT-121"_s,
            [](auto &i) { i.breakdown[0].exemptionCode = u"VATEX-EU-999"_s; });
        row("VAT id without a country", u"S"_s, u"19"_s, u"BR-CO-09 BT-31"_s,
            [](auto &i) { i.seller.vatId = u"123456789"_s; });
        row("O beside another", u"O"_s, {}, u"BR-S-02 BT-31, BR-O-11 BT-118"_s, [](auto &i) {
            i.lines.push_back(invoiceLine(u"2"_s, u"1"_s, u"50"_s, {u"S"_s, Decimal(19)}));
            QVERIFY(computeTotals(i));
        });
    }
    void holdsEachCategoryToItsRules()
    {
        QFETCH(SemanticInvoice, invoice);
        QTEST(namesOf(check(invoice, Profile::En16931)).join(u", "_s), "broken");
    }

    void saysWhatWasFoundAndWhatWasExpected()
    {
        SemanticInvoice invoice = soundInvoice();
        invoice.totals.lines = dec(u"99"_s);
        QCOMPARE(checkTotals(invoice).front().toString(),
                 u"BR-CO-10: BT-106 Sum of invoice line net amount is 99.00; expected 100.00"_s);
        invoice = soundInvoice();
        invoice.breakdown[0].tax = dec(u"18.99"_s);
        QCOMPARE(checkTotals(invoice).back().toString(),
                 u"BR-CO-17: BT-117 VAT category tax amount (VAT S 19 %) is 18.99; expected 19.00"_s);
    }

    void peppolGetsOneNote()
    {
        SemanticInvoice invoice = soundInvoice();
        invoice.notes = {{u"ADU"_s, u"first"_s}, {{}, u"second"_s}};
        const SemanticInvoice changed = forProfile(invoice, Profile::PeppolBis3);
        QCOMPARE(changed.notes.size(), size_t(1));
        QCOMPARE(changed.notes[0].text, u"first\nsecond"_s);
        QCOMPARE(forProfile(invoice, Profile::XRechnung3).notes.size(), size_t(2));
    }

    void basicSaysThatItHasNoPlaceForRounding()
    {
        SemanticInvoice invoice = soundInvoice();
        invoice.totals.rounding = dec(u"0.01"_s);
        QVERIFY(computeTotals(invoice));
        QCOMPARE(namesOf(check(forProfile(invoice, Profile::FacturXBasic), Profile::FacturXBasic)),
                 QStringList{u"BR-CO-16 BT-115"_s});
    }
};

QTEST_APPLESS_MAIN(TestEinvoiceRules)
#include "tst_einvoice_rules.moc"
