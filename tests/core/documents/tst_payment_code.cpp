// SPDX-License-Identifier: GPL-3.0-or-later
// Payment codes on the page: what they say is read back from the picture, and where they stand is measured on it.
#include "tests/support/invoices.h"

#include "core/documents/document_for_invoice.h"
#include "core/documents/qr_code.h"
#include "core/documents/render_pdf.h"
#include "core/payment_files/epc_qr.h"
#include "core/payment_files/swiss_qr.h"

#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtGui/QImage>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::testing;
using documents::PaymentCode;

#define NEED_TOOL(tool)                                                                                                \
    if (QStandardPaths::findExecutable(tool).isEmpty())                                                                \
    QSKIP(qPrintable(u"%1 is not installed; the code can not be read back without it"_s.arg(tool)))

namespace {

constexpr int dotsPerInch = 300;
constexpr double dotsPerMm = dotsPerInch / 25.4;

Money money(const QString &amount, const QString &currency)
{
    return *Money::parse(amount, *Currency::fromCode(currency));
}

/// The last page of \a pdf.
QImage lastPage(const QByteArray &pdf)
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"invoice.pdf"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(pdf) != pdf.size())
        return {};
    file.close();
    QProcess::execute(u"pdftoppm"_s,
                      {u"-r"_s, QString::number(dotsPerInch), u"-png"_s, file.fileName(), folder.filePath(u"page"_s)});
    const QStringList pages = QDir(folder.path()).entryList({u"page*.png"_s}, QDir::Files, QDir::Name);
    const QImage page(folder.filePath(pages.isEmpty() ? QString() : pages.last()));
    if (const QString kept = qEnvironmentVariable("ACCORD_KEEP_PAGES"); !kept.isEmpty())
        page.save(kept + u'/' + QString::fromLatin1(QTest::currentTestFunction()) + u".png"_s);
    return page.convertToFormat(QImage::Format_Grayscale8);
}

/// What a scanner reads from \a picture.
QString scanned(const QImage &picture)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"page.png"_s);
    picture.save(path);
    QProcess process;
    process.start(u"zbarimg"_s,
                  {u"-q"_s, u"--raw"_s, u"-Sdisable"_s, u"-Sqrcode.enable"_s, u"-Sqrcode.binary"_s, path});
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

/// Whether the page is dark at (\a x, \a y) in millimetres.
bool isDark(const QImage &page, double x, double y)
{
    return qGray(page.pixel(int(x * dotsPerMm), int(y * dotsPerMm))) < 128;
}

/// \a symbol with its quiet zone, each module \a pixels wide.
QImage pictureOf(const documents::QrSymbol &symbol, int pixels)
{
    constexpr int quiet = 4;
    QImage picture((symbol.size + 2 * quiet) * pixels, (symbol.size + 2 * quiet) * pixels, QImage::Format_Grayscale8);
    picture.fill(Qt::white);
    for (int y = 0; y < symbol.size * pixels; ++y)
        for (int x = 0; x < symbol.size * pixels; ++x)
            if (symbol.isDark(x / pixels, y / pixels))
                picture.setPixelColor(x + quiet * pixels, y + quiet * pixels, Qt::black);
    return picture;
}

documents::InvoiceDocument documentWith(const PaymentCode &code, const Money &due)
{
    const InvoiceCase one = reverseCharge();
    auto document = documents::documentFor(one.invoice, one.seller, one.payer, {}, {{}, code});
    document.format = documents::PageFormat::A4;
    document.currency = due.currency();
    document.due = due;
    return document;
}

PaymentCode epc()
{
    const auto iban = bank::Iban::parse(u"DE89370400440532013000");
    const auto text = payment_files::epcQrText(
        {{}, u"Müller & Söhne GmbH"_s, *iban, money(u"1234.56"_s, u"EUR"_s), {}, {}, u"INV-2026-000042"_s, {}});
    return {PaymentCode::Kind::Epc, text->toUtf8(), iban->grouped(), {u"Müller & Söhne GmbH"_s}, {}, {}, {}};
}

PaymentCode swiss(bool hasDebtor)
{
    payment_files::SwissBill bill{*bank::Iban::parse(u"CH4431999123000889012"),
                                  {u"Robert Schneider AG"_s, u"Rue du Lac"_s, u"1268"_s, u"2501"_s, u"Biel"_s, u"CH"_s},
                                  money(u"1949.75"_s, u"CHF"_s),
                                  *Currency::fromCode(u"CHF"_s),
                                  std::nullopt,
                                  u"210000000003139471430009017"_s,
                                  u"INV-2026-000042"_s,
                                  {},
                                  {}};
    if (hasDebtor)
        bill.debtor = payment_files::SwissAddress{
            u"Pia-Maria Rutschmann-Schnyder"_s, u"Grosse Marktgasse"_s, u"28"_s, u"9400"_s, u"Rorschach"_s, u"CH"_s};
    const auto text = payment_files::swissQrText(bill);
    PaymentCode code{PaymentCode::Kind::Swiss,
                     text->toUtf8(),
                     bill.account.grouped(),
                     {u"Robert Schneider AG"_s, u"Rue du Lac 1268"_s, u"2501 Biel"_s},
                     {},
                     u"21 00000 00003 13947 14300 09017"_s,
                     u"INV-2026-000042"_s};
    if (hasDebtor)
        code.debtor = {u"Pia-Maria Rutschmann-Schnyder"_s, u"Grosse Marktgasse 28"_s, u"9400 Rorschach"_s};
    return code;
}

} // namespace

class TestPaymentCode : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // ISO/IEC 18004: finder patterns in three corners, timing patterns between them, the dark module beside the lower
    // left one; a version for each size, by the capacity of level M in bytes.
    void isAQrSymbol_data()
    {
        QTest::addColumn<int>("bytes");
        QTest::addColumn<int>("version");
        QTest::newRow("1-M holds 14") << 14 << 1;
        QTest::newRow("15 need 2-M") << 15 << 2;
        QTest::newRow("13-M holds 331") << 331 << 13;
        QTest::newRow("25-M holds 997") << 997 << 25;
    }
    void isAQrSymbol()
    {
        QFETCH(int, bytes);
        QFETCH(int, version);
        const auto symbol = documents::qrSymbol(QByteArray(bytes, 'a'), 40);
        QVERIFY(symbol);
        QCOMPARE(symbol->version(), version);
        const int last = symbol->size - 1;
        for (const auto &[x, y] : {std::pair(0, 0), std::pair(last - 6, 0), std::pair(0, last - 6)}) {
            for (int i = 0; i < 7; ++i) {
                QVERIFY(symbol->isDark(x + i, y) && symbol->isDark(x + i, y + 6));
                QVERIFY(symbol->isDark(x, y + i) && symbol->isDark(x + 6, y + i));
            }
            QVERIFY(!symbol->isDark(x + 1, y + 1) && symbol->isDark(x + 3, y + 3));
        }
        for (int i = 8; i < symbol->size - 8; ++i)
            QCOMPARE(symbol->isDark(i, 6), i % 2 == 0);
        QVERIFY(symbol->isDark(8, 4 * version + 9));
    }

    void whatIsTooLargeIsRefused()
    {
        const auto refused = documents::qrSymbol(QByteArray(332, 'a'), 13);
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, u"documents.qr_too_large"_s);
    }

    void anEpcCodeIsReadBackFromThePage()
    {
        NEED_TOOL(u"pdftoppm"_s);
        NEED_TOOL(u"zbarimg"_s);
        const PaymentCode code = epc();
        const auto pdf = documents::renderInvoicePdf(documentWith(code, money(u"1234.56"_s, u"EUR"_s)));
        QVERIFY2(pdf, pdf ? "" : qPrintable(pdf.error().id));
        QCOMPARE(scanned(lastPage(*pdf)), QString::fromUtf8(code.payload).trimmed());
    }

    void aSwissCodeStandsOnThePageAsItIsRead_data()
    {
        QTest::addColumn<bool>("hasDebtor");
        QTest::newRow("with debtor") << true;
        QTest::newRow("without debtor") << false;
    }
    void aSwissCodeStandsOnThePageAsItIsRead()
    {
        NEED_TOOL(u"pdftoppm"_s);
        NEED_TOOL(u"zbarimg"_s);
        QFETCH(bool, hasDebtor);
        const PaymentCode code = swiss(hasDebtor);
        const auto pdf = documents::renderInvoicePdf(documentWith(code, money(u"1949.75"_s, u"CHF"_s)));
        QVERIFY2(pdf, pdf ? "" : qPrintable(pdf.error().id));
        const auto symbol = documents::qrSymbol(code.payload, 25);
        QVERIFY(symbol);
        // The scanner at hand is picky about the width of modules.
        QString read;
        for (int pixels = 3; read.isEmpty() && pixels < 12; ++pixels)
            read = scanned(pictureOf(*symbol, pixels));
        QCOMPARE(read, QString::fromUtf8(code.payload).trimmed());
        // And it stands on the page module by module, but for the cross.
        const QImage page = lastPage(*pdf);
        constexpr double left = 67, top = 297 - 105 + 17, side = 46, cross = 7;
        const double module = side / symbol->size;
        for (int row = 0; row < symbol->size; ++row) {
            for (int column = 0; column < symbol->size; ++column) {
                const double x = (column + 0.5) * module, y = (row + 0.5) * module;
                const bool isCovered
                    = std::abs(x - side / 2) < (cross + module) / 2 && std::abs(y - side / 2) < (cross + module) / 2;
                if (!isCovered)
                    QVERIFY2(isDark(page, left + x, top + y) == symbol->isDark(column, row),
                             qPrintable(u"column %1, row %2"_s.arg(column).arg(row)));
            }
        }
    }

    // Style Guide QR-bill: the code is 46 × 46 mm, 5 mm from the left of a payment part of 148 × 105 mm that ends with
    // the page of 210 × 297 mm, 17 mm below its top; the cross is 7 × 7 mm in its middle.
    void aSwissCodeStandsInItsPlace()
    {
        NEED_TOOL(u"pdftoppm"_s);
        const auto pdf = documents::renderInvoicePdf(documentWith(swiss(true), money(u"1949.75"_s, u"CHF"_s)));
        QVERIFY(pdf);
        const QImage page = lastPage(*pdf);
        constexpr double left = 67, top = 297 - 105 + 17, side = 46, inside = 0.3;
        QVERIFY(isDark(page, left + inside, top + inside));
        QVERIFY(isDark(page, left + side - inside, top + inside));
        QVERIFY(isDark(page, left + inside, top + side - inside));
        for (double at = 0; at < side; at += 0.5) { // the quiet zone
            QVERIFY(!isDark(page, left + at, top - 0.5) && !isDark(page, left + at, top + side + 0.5));
            QVERIFY(!isDark(page, left - 0.5, top + at) && !isDark(page, left + side + 0.5, top + at));
        }
        const double middleX = left + side / 2, middleY = top + side / 2;
        QVERIFY(!isDark(page, middleX, middleY)); // the cross
        QVERIFY(!isDark(page, middleX + 1.6, middleY) && !isDark(page, middleX, middleY - 1.6));
        QVERIFY(isDark(page, middleX + 1.6, middleY + 1.6)); // its field
        QVERIFY(isDark(page, middleX + 2.8, middleY - 2.8));
        for (double at = -3.4; at < 3.4; at += 0.1) // its white edge
            QVERIFY(!isDark(page, middleX + at, middleY - 3.3) && !isDark(page, middleX + 3.3, middleY + at));
    }

    void theSameBytesAgain()
    {
        const auto document = documentWith(swiss(true), money(u"1949.75"_s, u"CHF"_s));
        QCOMPARE(*documents::renderInvoicePdf(document), *documents::renderInvoicePdf(document));
    }

    void earlyPaymentSaysDateAndAmounts()
    {
        const InvoiceCase one = reverseCharge();
        documents::InvoiceExtras extras;
        extras.earlyPayment.push_back(
            {QDate(2026, 7, 14), *Decimal::parse(u"2"), money(u"24.69"_s, u"EUR"_s), money(u"1209.87"_s, u"EUR"_s)});
        const auto document = documents::documentFor(one.invoice, one.seller, one.payer, {}, extras);
        QCOMPARE(document.earlyPayment.size(), 1);
        for (const QString &part : {u"1,209.87"_s, u"24.69"_s, u"2026"_s})
            QVERIFY2(document.earlyPayment.front().contains(part), qPrintable(document.earlyPayment.front()));
    }
};

QTEST_MAIN(TestPaymentCode)
#include "tst_payment_code.moc"
