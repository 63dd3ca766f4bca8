// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/einvoices.h"
#include "tests/support/invoices.h"

#include "core/documents/document_for_invoice.h"
#include "core/documents/factur_x.h"
#include "core/documents/render_pdf.h"
#include "core/einvoice/billed_invoice.h"

#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::testing;

#define NEED_TOOL(tool)                                                                                                \
    if (QStandardPaths::findExecutable(tool).isEmpty())                                                                \
    QSKIP(qPrintable(u"%1 is not installed; the file can not be read back without it"_s.arg(tool)))

namespace {

documents::FacturX facturXOf(const InvoiceCase &one, Profile profile)
{
    const auto facts = factsFrom(one.seller, one.payer, profile, Syntax::Cii);
    const auto invoice = semanticInvoiceFor(one.invoice, one.seller, one.payer, facts).value();
    return {writeInvoice(invoice, Syntax::Cii).value(), conformanceLevel(profile), embeddedFileName(profile)};
}

documents::InvoiceDocument documentOf(const InvoiceCase &one)
{
    return documents::documentFor(one.invoice, one.seller, one.payer);
}

QByteArray rendered(const InvoiceCase &one, Profile profile)
{
    return documents::renderFacturXPdf(documentOf(one), facturXOf(one, profile)).value();
}

/// A folder with \a pdf in it, and what tools say about it.
class PdfFile
{
public:
    explicit PdfFile(const QByteArray &pdf)
    {
        QFile file(path());
        m_isThere = file.open(QIODevice::WriteOnly) && file.write(pdf) == pdf.size();
    }
    QString path(const QString &name = u"invoice.pdf"_s) const { return m_folder.filePath(name); }
    QByteArray run(const QString &tool, QStringList arguments, int *exitCode = nullptr) const
    {
        if (!m_isThere)
            return {};
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(tool, arguments.replaceInStrings(u"FILE"_s, path()));
        process.waitForFinished(60000);
        if (exitCode)
            *exitCode = process.exitCode();
        return process.readAll();
    }

private:
    QTemporaryDir m_folder;
    bool m_isThere = false;
};

/// The PDF/A validator of Debian's PDFBox knows part 1 only: what it says of part 3 is exactly that it is not part 1.
QStringList preflight(const PdfFile &file)
{
    QStringList jars;
    for (const char *name :
         {"preflight", "pdfbox2", "xmpbox", "fontbox2", "commons-logging", "javax.activation", "jaxb-api"})
        jars << u"/usr/share/java/%1.jar"_s.arg(QLatin1StringView(name));
    const QByteArray words
        = file.run(u"java"_s, {u"-cp"_s, jars.join(u':'), u"org.apache.pdfbox.preflight.Validator_A1b"_s, u"FILE"_s});
    QStringList codes;
    static const QRegularExpression code(u"^(\\d+(\\.\\d+)+) :"_s, QRegularExpression::MultilineOption);
    for (auto match = code.globalMatch(QString::fromUtf8(words)); match.hasNext();)
        codes << match.next().captured(1);
    return codes.isEmpty() ? QStringList{QString::fromUtf8(words).trimmed()} : codes;
}

} // namespace

class TestFacturX : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void givesTheInvoiceBackByteForByte_data()
    {
        QTest::addColumn<Profile>("profile");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("relationship");
        QTest::newRow("MINIMUM") << Profile::FacturXMinimum << u"factur-x.xml"_s << QByteArray("/Data");
        QTest::newRow("BASIC WL") << Profile::FacturXBasicWl << u"factur-x.xml"_s << QByteArray("/Data");
        QTest::newRow("BASIC") << Profile::FacturXBasic << u"factur-x.xml"_s << QByteArray("/Alternative");
        QTest::newRow("EN 16931") << Profile::En16931 << u"factur-x.xml"_s << QByteArray("/Alternative");
        QTest::newRow("EXTENDED") << Profile::FacturXExtended << u"factur-x.xml"_s << QByteArray("/Alternative");
        QTest::newRow("XRECHNUNG") << Profile::XRechnung3 << u"xrechnung.xml"_s << QByteArray("/Alternative");
    }
    void givesTheInvoiceBackByteForByte()
    {
        NEED_TOOL(u"pdfdetach"_s);
        QFETCH(Profile, profile);
        QFETCH(QString, file);
        QFETCH(QByteArray, relationship);
        const InvoiceCase one = reverseCharge();
        const QByteArray pdf = rendered(one, profile);
        const PdfFile saved(pdf);
        QVERIFY(saved.run(u"pdfdetach"_s, {u"-list"_s, u"FILE"_s}).contains("1: " + file.toUtf8()));
        QCOMPARE(saved.run(u"pdfdetach"_s, {u"-saveall"_s, u"-o"_s, saved.path({}), u"FILE"_s}), QByteArray());
        QCOMPARE(fileBytes(saved.path(file)), facturXOf(one, profile).xml);
        QVERIFY(pdf.contains("/AFRelationship " + relationship));
        QVERIFY(pdf.contains("<fx:ConformanceLevel>" + QByteArray(QTest::currentDataTag()) + "</fx:ConformanceLevel>"));
        QVERIFY(pdf.contains("<fx:DocumentFileName>" + file.toUtf8() + "</fx:DocumentFileName>"));
    }

    void isASoundFileOfPart3()
    {
        NEED_TOOL(u"qpdf"_s);
        const PdfFile file(rendered(reverseCharge(), Profile::En16931));
        int exitCode = -1;
        const QByteArray words = file.run(u"qpdf"_s, {u"--check"_s, u"FILE"_s}, &exitCode);
        QVERIFY2(exitCode == 0 && !words.contains("WARNING"), words);
        QVERIFY2(words.contains("PDF Version: 1.7"), words);
    }

    void saysTheSameInItsDictionaryAndItsXmp()
    {
        const InvoiceCase one = reverseCharge();
        const QByteArray pdf = rendered(one, Profile::En16931);
        QVERIFY(pdf.contains("<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"));
        QVERIFY(pdf.contains("/CreationDate (D:20260531000000Z)"));
        QVERIFY(pdf.contains("/ModDate (D:20260531000000Z)"));
        QVERIFY(pdf.contains("<xmp:CreateDate>2026-05-31T00:00:00Z</xmp:CreateDate>"));
        QVERIFY(pdf.contains("<xmp:ModifyDate>2026-05-31T00:00:00Z</xmp:ModifyDate>"));
        NEED_TOOL(u"pdfinfo"_s);
        const QByteArray info = PdfFile(pdf).run(u"pdfinfo"_s, {u"FILE"_s});
        const QByteArray title = documentOf(one).fileTitle().toUtf8();
        QVERIFY2(info.contains("Title:           " + title), info);
        QVERIFY(pdf.contains("<rdf:li xml:lang=\"x-default\">" + title + "</rdf:li>"));
    }

    void hangsTheFileWhereReadersLook()
    {
        NEED_TOOL(u"qpdf"_s);
        const PdfFile file(rendered(reverseCharge(), Profile::En16931));
        const QJsonObject objects = QJsonDocument::fromJson(file.run(u"qpdf"_s, {u"--json=2"_s, u"FILE"_s}))
                                        .object()[u"qpdf"_s]
                                        .toArray()[1]
                                        .toObject();
        const auto value = [&objects](const QString &reference) {
            const QJsonObject object = objects[u"obj:"_s + reference].toObject();
            return object.contains(u"stream"_s) ? object[u"stream"_s][u"dict"].toObject()
                                                : object[u"value"_s].toObject();
        };
        const QJsonObject root = value(objects[u"trailer"_s][u"value"][u"/Root"].toString());
        const QString reference = root[u"/AF"_s].toArray().at(0).toString();
        QVERIFY(!reference.isEmpty());
        const QJsonValue names = root[u"/Names"_s];
        QCOMPARE(names[u"/EmbeddedFiles"][u"/Names"].toArray(), QJsonArray({u"u:factur-x.xml"_s, reference}));
        const QJsonObject specification = value(reference);
        QCOMPARE(specification[u"/Type"_s].toString(), u"/Filespec"_s);
        QCOMPARE(specification[u"/F"_s].toString(), u"u:factur-x.xml"_s);
        QCOMPARE(specification[u"/UF"_s].toString(), u"u:factur-x.xml"_s);
        QVERIFY(!specification[u"/Desc"_s].toString().isEmpty());
        const QJsonObject stream = value(specification[u"/EF"_s][u"/F"].toString());
        QCOMPARE(stream[u"/Type"_s].toString(), u"/EmbeddedFile"_s);
        QCOMPARE(stream[u"/Subtype"_s].toString(), u"/text/xml"_s);
        QCOMPARE(stream[u"/Params"_s][u"/Size"].toInt(), int(facturXOf(reverseCharge(), Profile::En16931).xml.size()));
        QCOMPARE(stream[u"/Params"_s][u"/ModDate"].toString(), u"u:D:20260531000000Z"_s);
        QVERIFY(fileBytes(file.path()).contains("/Subtype /text#2fxml"));
    }

    void hasTheSameBytesAgain()
    {
        QCOMPARE(rendered(reverseCharge(), Profile::En16931), rendered(reverseCharge(), Profile::En16931));
        QVERIFY(rendered(reverseCharge(), Profile::En16931) != rendered(reverseCharge(), Profile::FacturXExtended));
    }

    void leavesThePlainFileAsItWas()
    {
        const auto plain = documents::renderInvoicePdf(documentOf(reverseCharge())).value();
        QVERIFY(plain.contains("<pdfaid:part>1</pdfaid:part>"));
        QVERIFY(!plain.contains("EmbeddedFile"));
    }

    void differsFromPart1OnlyWhereItMust()
    {
        NEED_TOOL(u"java"_s);
        if (!QFile::exists(u"/usr/share/java/preflight.jar"_s))
            QSKIP("PDFBox preflight is not installed; PDF/A can not be validated without it");
        const auto plain = documents::renderInvoicePdf(documentOf(reverseCharge())).value();
        const QStringList sound = preflight(PdfFile(plain));
        QVERIFY2(sound.size() == 1 && sound[0].contains(u"is a valid PDF/A-1b"), qPrintable(sound.join(u' ')));
        // The embedded file by its stream and by its name, and the number of the part.
        QCOMPARE(preflight(PdfFile(rendered(reverseCharge(), Profile::En16931))),
                 (QStringList{u"1.4.7"_s, u"1.2.9"_s, u"7.11.2"_s}));
    }

    void readsWhatItEmbedded()
    {
        const auto document = documentOf(reverseCharge());
        const auto invoice = facturXOf(reverseCharge(), Profile::XRechnung3);
        const auto pdf = documents::renderFacturXPdf(document, invoice).value();
        QCOMPARE(documents::facturXIn(pdf).value(), invoice.xml);
        QCOMPARE(documents::facturXIn(documents::renderInvoicePdf(document).value()).error().id,
                 u"documents.factur_x_none"_s);
        QCOMPARE(documents::facturXIn("no PDF").error().id, u"documents.pdf_unreadable"_s);
        QCOMPARE(documents::facturXIn(pdf.left(pdf.size() / 2)).has_value(), false);
        const documents::FacturX large{QByteArray(65 * 1024 * 1024, ' '), u"BASIC"_s};
        QCOMPARE(documents::facturXIn(documents::renderFacturXPdf(document, large).value()).error().id,
                 u"documents.pdf_too_large"_s);
    }

    void refusesWhatIsNoFacturX()
    {
        const auto document = documentOf(reverseCharge());
        QCOMPARE(documents::renderFacturXPdf(document, {"<x/>", u"COMFORT"_s, u"factur-x.xml"_s}).error().id,
                 u"documents.factur_x_level"_s);
        QCOMPARE(documents::renderFacturXPdf(document, {"<x/>", u"XRECHNUNG"_s, u"factur-x.xml"_s}).error().args,
                 (QVariantMap{{u"value"_s, u"factur-x.xml"_s}, {u"expected"_s, u"xrechnung.xml"_s}}));
        QCOMPARE(documents::renderFacturXPdf(document, {{}, u"BASIC"_s, u"factur-x.xml"_s}).error().id,
                 u"documents.factur_x_empty"_s);
        QCOMPARE(documents::embedFacturX("no PDF", {}, {"<x/>", u"BASIC"_s}).error().id, u"documents.pdf_broken"_s);
    }
};

QTEST_MAIN(TestFacturX)
#include "tst_factur_x.moc"
