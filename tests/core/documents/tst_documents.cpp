// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/invoices.h"

#include "core/documents/document_for_invoice.h"
#include "core/documents/figures.h"
#include "core/documents/glyph_check.h"
#include "core/documents/document_for_pro_forma.h"
#include "core/documents/render_pdf.h"

#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTranslator>
#include <QtGui/QImage>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::testing;
using documents::InvoiceDocument;

namespace {

const QLocale english(QLocale::English, QLocale::UnitedKingdom);

InvoiceDocument documentOf(const InvoiceCase &one)
{
    return documents::documentFor(one.invoice, one.seller, one.payer);
}

QString factOf(const InvoiceDocument &document, const QString &label)
{
    for (const auto &fact : document.facts) {
        if (fact.label == label)
            return fact.value;
    }
    return {};
}

/// What \a tool prints about \a pdf; the file is given as its first argument after \a before.
QString said(const QString &tool, const QStringList &before, const QByteArray &pdf, const QStringList &after = {})
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"invoice.pdf"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(pdf) != pdf.size())
        return {};
    file.close();
    QProcess process;
    process.start(tool, before + QStringList{file.fileName()} + after);
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput());
}

/// Only the words of the customer's language that it knows.
class German final : public QTranslator
{
public:
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        return qstrcmp(context, "Document") == 0 && qstrcmp(source, "Invoice") == 0 ? u"Rechnung"_s : QString();
    }
    bool isEmpty() const override { return false; }
};

} // namespace

#define NEED_TOOL(tool)                                                                                                \
    if (QStandardPaths::findExecutable(tool).isEmpty())                                                                \
    QSKIP(qPrintable(u"%1 is not installed; the file can not be read back without it"_s.arg(tool)))

class TestDocuments : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void formatsFigures_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<qint64>("minor");
        QTest::addColumn<QString>("text");
        QTest::newRow("dollars") << u"USD"_s << qint64(815400) << u"8,154.00"_s;
        QTest::newRow("yen have no digits") << u"JPY"_s << qint64(77000) << u"77,000"_s;
        QTest::newRow("dinars have three") << u"KWD"_s << qint64(337155) << u"337.155"_s;
        QTest::newRow("negative") << u"USD"_s << qint64(-50000) << u"−500.00"_s;
        QTest::newRow("below one") << u"USD"_s << qint64(-7) << u"−0.07"_s;
        QTest::newRow("zero") << u"USD"_s << qint64(0) << u"0.00"_s;
        QTest::newRow("largest") << u"USD"_s << std::numeric_limits<qint64>::max() << u"92,233,720,368,547,758.07"_s;
    }
    void formatsFigures()
    {
        QFETCH(QString, code);
        QFETCH(qint64, minor);
        QTEST(documents::figure(Money(minor, currency(code)), english), "text");
    }

    void formatsInTheCustomersLocale()
    {
        const QLocale german(QLocale::German, QLocale::Germany);
        QCOMPARE(documents::figure(Money(123456, currency(u"EUR"_s)), german), u"1.234,56"_s);
        QCOMPARE(documents::figure(decimal(u"0.0050"_s), german), u"0,005"_s);
        QCOMPARE(documents::figure(decimal(u"3"_s), german, 2), u"3,00"_s);
        QCOMPARE(documents::dateText(day(u"2024-01-31"_s), QLocale(QLocale::English, QLocale::UnitedStates)),
                 u"Jan 31, 2024"_s);
        QCOMPARE(documents::dateText(day(u"2024-01-31"_s), QLocale(QLocale::Japanese, QLocale::Japan)),
                 u"2024年1月31日"_s);
    }

    void saysWhatTheInvoiceSays()
    {
        const InvoiceDocument document = documentOf(workedExample());
        QCOMPARE(document.number, u"LV-2024-000001"_s);
        QCOMPARE(document.brand.colour, 0x007ACCU);
        QCOMPARE(document.seller.lines.last(), u"United States"_s);
        QVERIFY(document.seller.lines.contains(u"San Francisco, CA 94105"_s));
        QVERIFY(document.seller.contact.contains(u"billing@leanvibe.ai"_s));
        QCOMPARE(factOf(document, u"Purchase order"_s), u"ENT-2024-001"_s);
        QCOMPARE(factOf(document, u"Contract"_s), u"ENT-ANNUAL-2024"_s);
        QCOMPARE(factOf(document, u"Payment terms"_s), u"Net 15"_s);
        QCOMPARE(factOf(document, u"Due date"_s), u"Feb 15, 2024"_s);
        QCOMPARE(factOf(document, u"Billing period"_s), u"Jan 1, 2024 – Jan 31, 2024"_s);
        QCOMPARE(document.entities.size(), size_t(1));
        QCOMPARE(document.entities[0].locations[0].lines[1].detail, u"1,250 GB used, 1,000 GB included"_s);
        QCOMPARE(document.total, usd(u"8154.00"_s));
        QCOMPARE(document.totals.front().amount, usd(u"7550.00"_s));
        QCOMPARE(document.totals.back().amount, usd(u"604.00"_s));
        QCOMPARE(document.totals.back().label, u"New York sales tax 8\u00A0%"_s);
        QVERIFY(!document.isDraft());
        QCOMPARE(document.format, documents::PageFormat::Letter);
    }

    void showsPrepaidCreditAndThePaymentPlan()
    {
        const InvoiceDocument document = documentOf(prepaid());
        const size_t rows = document.totals.size();
        QCOMPARE(document.totals[rows - 3].amount, usd(u"8154.00"_s));
        QCOMPARE(document.totals[rows - 2].label, u"Prepayment 2024"_s);
        QCOMPARE(document.totals[rows - 2].note, u"Prepaid credit; 3,200.50 before this invoice"_s);
        QCOMPARE(document.totals[rows - 1].amount, usd(u"250.00"_s).negated());
        QCOMPARE(document.due, usd(u"4703.50"_s));
        QCOMPARE(document.instalments.size(), size_t(3));
        QCOMPARE(document.instalments[0].amount, usd(u"2351.75"_s));
        QCOMPARE(document.instalments[2].due, u"After acceptance"_s);
    }

    void groupsByCompanyAndLocationAndAddsUp()
    {
        const InvoiceCase one = consolidated(422);
        const InvoiceDocument document = documentOf(one);
        QCOMPARE(document.entities.size(), size_t(3));
        QVERIFY(document.hasEntityHeadings && document.hasLocationHeadings && document.hasDiscounts);
        MoneySum entities(document.currency), locations(document.currency);
        size_t count = 0;
        for (const auto &entity : document.entities) {
            entities.add(entity.subtotal);
            for (const auto &location : entity.locations) {
                locations.add(location.subtotal);
                ++count;
                QCOMPARE(location.lines.size(), size_t(2));
            }
        }
        QCOMPARE(count, size_t(422));
        QCOMPARE(entities.total().value(), one.invoice.bill.subtotal);
        QCOMPARE(locations.total().value(), one.invoice.bill.subtotal);
    }

    void namesALocationOnItsOnlyLine()
    {
        const InvoiceDocument document = documentOf(yen());
        QVERIFY(!document.hasLocationHeadings);
        QCOMPARE(document.entities[0].locations[1].lines[0].description, u"北京西红门商场"_s);
        QCOMPARE(document.entities[0].locations[1].lines[0].detail, u"214 · Platform site - May 2026"_s);
    }

    void showsWhatTheCapsTurnedAway()
    {
        const InvoiceDocument document = documentOf(consolidated(422));
        QCOMPARE(document.costs.size(), size_t(4));
        QCOMPARE(document.costs[0].amount, usd(u"5000.00"_s));
        QVERIFY(document.costs[0].overCap.has_value());
        QVERIFY(document.costs.back().isOverCapRow);
        MoneySum sum(document.currency);
        for (const auto &row : document.costs)
            sum.add(row.amount);
        QCOMPARE(sum.total().value(), document.total);
    }

    void givesTheReasonWhereNoTaxIsCharged()
    {
        const InvoiceDocument document = documentOf(reverseCharge());
        QCOMPARE(document.taxes.size(), size_t(1));
        QCOMPARE(document.taxes[0].reason, u"Reverse charge: VAT is due by the customer (EL094014298) (VATEX-EU-AE)"_s);
        QCOMPARE(document.totals.back().note, document.taxes[0].reason);
        QVERIFY(document.buyer.lines.contains(u"VAT ID EL094014298"_s));
    }

    void addsUpManyTaxesAndListsThem()
    {
        const InvoiceDocument document = documentOf(jurisdictions());
        QCOMPARE(document.taxes.size(), size_t(5));
        QCOMPARE(document.totals.back().label, u"Taxes, listed below"_s);
        QCOMPARE(document.taxes[3].reason, u"Exemption certificate TX-2291"_s);
    }

    void marksADraft()
    {
        const InvoiceDocument document = documentOf(draft());
        QVERIFY(document.isDraft());
        QCOMPARE(factOf(document, u"Invoice number"_s), QString());
        QCOMPARE(document.words.title, u"Draft invoice"_s);
    }

    void aProFormaIsNoInvoice()
    {
        const InvoiceCase one = draft();
        const auto document = documents::proFormaFor(one.invoice, one.seller, one.payer);
        QVERIFY(document);
        QCOMPARE(document->words.title, u"Pro forma invoice"_s);
        QCOMPARE(document->words.watermark, u"PRO FORMA"_s);
        QCOMPARE(factOf(*document, u"Invoice number"_s), QString());
        QCOMPARE(factOf(*document, u"Due date"_s), QString());
        QVERIFY(document->paymentInstructions.join(u' ').startsWith(u"This is not an invoice"_s));
        QCOMPARE(document->due, one.invoice.bill.amountDue());
        QVERIFY(documents::renderInvoicePdf(*document).has_value());
        const InvoiceCase issued = workedExample();
        QCOMPARE(documents::proFormaFor(issued.invoice, issued.seller, issued.payer).error().id,
                 u"documents.pro_forma_issued"_s);
    }

    void speaksTheCustomersLanguage()
    {
        const German german;
        const InvoiceCase one = workedExample();
        const auto document = documents::documentFor(one.invoice, one.seller, one.payer,
                                                     {QLocale(QLocale::German, QLocale::Germany), &german});
        QCOMPARE(document.words.title, u"Rechnung"_s);
        QCOMPARE(document.words.billTo, u"Bill to"_s); // no translation: English
        QCOMPARE(factOf(document, u"Due date"_s), u"15. Feb. 2024"_s);
        QVERIFY(documents::renderInvoicePdf(document).has_value());
    }

    void namesTheFieldOfAMissingGlyph()
    {
        InvoiceCase one = reverseCharge();
        QVERIFY(documents::missingGlyphs(documentOf(one)).empty());
        QVERIFY(documents::missingGlyphs(documentOf(yen())).empty());
        one.payer.legalName = u"Café 🎉 & 🎉"_s;
        one.invoice.bill.lines[3].description = u"Rune ᚠ"_s;
        const auto missing = documents::missingGlyphs(documentOf(one));
        QCOMPARE(missing.size(), size_t(2));
        QCOMPARE(missing[0].field, u"Customer name"_s);
        QCOMPARE(missing[0].code, u"U+1F389"_s);
        QCOMPARE(missing[0].toString(),
                 u"Customer name \"Café 🎉 & 🎉\": the fonts of the documents have no 🎉 (U+1F389)."_s);
        QCOMPARE(missing[1].field, u"Line 4 (Αθήνα – Αεροδρόμιο) description"_s);
        QCOMPARE(missing[1].code, u"U+16A0"_s);
        // What is missed here is what rendering refuses.
        QCOMPARE(documents::renderInvoicePdf(documentOf(one)).error().id, u"documents.glyph_missing"_s);
    }

    void refusesAMissingGlyph()
    {
        InvoiceCase one = workedExample();
        one.payer.legalName = u"Rune ᚠ Ltd"_s;
        const auto pdf = documents::renderInvoicePdf(documentOf(one));
        QVERIFY(!pdf);
        QCOMPARE(pdf.error().id, u"documents.glyph_missing"_s);
        QCOMPARE(pdf.error().args.value(u"character"_s).toString(), u"ᚠ"_s);
        QCOMPARE(pdf.error().args.value(u"code"_s).toString(), u"U+16A0"_s);
        QCOMPARE(pdf.error().args.value(u"text"_s).toString(), u"Rune ᚠ Ltd"_s);
    }

    void takesHostileWords()
    {
        InvoiceCase one = workedExample();
        one.payer.legalName = u"Line\nbreak\u0007 <b>&amp;</b> \u202Eevil"_s + QString(4000, u'W');
        one.invoice.bill.lines[0].description = QString(5000, u'x');
        one.invoice.bill.purchaseOrder = QString(300, u'9');
        one.seller.logoPng = "not a picture";
        one.seller.branding.insert(u"primary_color"_s, u"#FFFFFF"_s);
        const auto pdf = documents::renderInvoicePdf(documentOf(one));
        QVERIFY(pdf);
        NEED_TOOL(u"pdftotext"_s);
        QVERIFY(said(u"pdftotext"_s, {u"-layout"_s}, *pdf, {u"-"_s}).contains(u"8,154.00"_s));
    }

    void printsEveryFigureAsText()
    {
        NEED_TOOL(u"pdftotext"_s);
        const auto pdf = documents::renderInvoicePdf(documentOf(workedExample()));
        QVERIFY(pdf);
        const QString text = said(u"pdftotext"_s, {u"-layout"_s}, *pdf, {u"-"_s});
        for (const QString &words :
             {u"LV-2024-000001"_s, u"USD 8,154.00"_s, u"7,550.00"_s, u"604.00"_s, u"800.00"_s, u"6,000.00"_s,
              u"ENT-2024-001"_s, u"Net 15"_s, u"Feb 15, 2024"_s, u"1,250 GB used, 1,000 GB included"_s,
              u"Northwind Clinics Inc."_s, u"118:9f3c2a77d01be456"_s, u"Page 1 of 1"_s})
            QVERIFY2(text.contains(words), qPrintable(words));
    }

    void printsNamesOfTheWorld()
    {
        NEED_TOOL(u"pdftotext"_s);
        const auto pdf = documents::renderInvoicePdf(documentOf(yen()));
        QVERIFY(pdf);
        const QString text = said(u"pdftotext"_s, {}, *pdf, {u"-"_s});
        for (const QString &words : {u"株式会社みなと百貨店ホール"_s, u"北京西红门商场"_s, u"광명점"_s, u"77,000"_s})
            QVERIFY2(text.contains(words), qPrintable(words));
    }

    void hasAFontForEachStoreName()
    {
        InvoiceCase one = consolidated(422, 1);
        QVERIFY(documents::renderInvoicePdf(documentOf(one)).has_value());
    }

    void repeatsTheHeadingsOnEachPage()
    {
        NEED_TOOL(u"pdftotext"_s);
        const auto pdf = documents::renderInvoicePdf(documentOf(consolidated(422)));
        QVERIFY(pdf);
        const QStringList pages = said(u"pdftotext"_s, {u"-layout"_s}, *pdf, {u"-"_s}).split(u'\f', Qt::SkipEmptyParts);
        QVERIFY(pages.size() > 20);
        QVERIFY(pages.last().contains(u"Cost allocation"_s));
        for (int i = 0; i < pages.size(); ++i) {
            QVERIFY(pages[i].contains(u"Page %1 of %2"_s.arg(i + 1).arg(pages.size())));
            QCOMPARE(pages[i].contains(u"continued"_s), i > 0);
            if (i + 2 < pages.size())
                QVERIFY2(pages[i].contains(QRegularExpression(u"Description +Quantity"_s)),
                         qPrintable(QString::number(i + 1)));
        }
        QCOMPARE(int(pages.join(u' ').count(QRegularExpression(u"Platform site"_s))), 422);
    }

    void embedsSubsetsOfItsOwnFonts()
    {
        NEED_TOOL(u"pdffonts"_s);
        const auto pdf = documents::renderInvoicePdf(documentOf(yen()));
        QVERIFY(pdf);
        const QStringList rows = said(u"pdffonts"_s, {}, *pdf).split(u'\n', Qt::SkipEmptyParts).mid(2);
        QCOMPARE(rows.size(), 5);
        for (const QString &row : rows) {
            QVERIFY2(row.contains(u"+AccordDocument"_s), qPrintable(row));
            QVERIFY2(row.contains(QRegularExpression(u"yes +yes +yes"_s)),
                     qPrintable(row)); // embedded, subset, with Unicode
        }
    }

    void isTheSameFileInEveryProcess()
    {
        QTemporaryDir first, second;
        const auto write = [](const QString &folder, const QString &zone, const QString &locale, bool randomSeed) {
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.remove(u"QT_HASH_SEED"_s);
            if (!randomSeed)
                environment.insert(u"QT_HASH_SEED"_s, u"0"_s);
            environment.insert(u"TZ"_s, zone);
            environment.insert(u"LC_ALL"_s, locale);
            QProcess process;
            process.setProcessEnvironment(environment);
            process.start(QStringLiteral(ACCORD_RENDER_SAMPLES), {folder});
            return process.waitForFinished(120000) && process.exitCode() == 0;
        };
        QVERIFY(write(first.path(), u"UTC"_s, u"C"_s, false));
        QTest::qSleep(1100); // a second later, so that a clock in the file would show
        QVERIFY(write(second.path(), u"Asia/Tokyo"_s, u"de_DE.UTF-8"_s, true));
        for (const auto &one : invoiceCases()) {
            QFile a(first.filePath(one.name + u".pdf"_s)), b(second.filePath(one.name + u".pdf"_s));
            QVERIFY(a.open(QIODevice::ReadOnly) && b.open(QIODevice::ReadOnly));
            const QByteArray bytes = a.readAll();
            QVERIFY2(bytes == b.readAll() && !bytes.isEmpty(), qPrintable(one.name));
            QVERIFY(!bytes.contains("QPdf") && bytes.contains("pdfaid:part"));
        }
    }
};

QTEST_MAIN(TestDocuments)
#include "tst_documents.moc"
