// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/render_pdf.h"
#include "tests/benchmarks/company.h"
#include "tests/benchmarks/measures.h"

#include <QtCore/QBuffer>
#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtGui/QFontDatabase>
#include <QtGui/QGuiApplication>
#include <QtGui/QPainter>
#include <QtGui/QPdfWriter>

// Workload 6: the invoices of one and of sixty pages as PDF.
//
//     bench_pdf DATA_FOLDER
//
// The lines and the total, without the summaries of taxes and cost centres, which would make more pages of them. The
// totals of the documents are compared with manifest.json; the floor draws the same words with the same fonts, page by
// page, on a QPdfWriter and nothing else.

using namespace accord;
using namespace accord::bench;

namespace {

QString dataFolder;

QJsonObject invoiceJson(const QString &name)
{
    QFile file(dataFolder + u'/' + name + u".json"_s);
    file.open(QIODevice::ReadOnly);
    return QJsonDocument::fromJson(file.readAll()).object();
}

QStringList linesOf(const QJsonValue &value)
{
    QStringList lines;
    for (const QJsonValue &line : value.toArray())
        lines << line.toString();
    return lines;
}

Money usd(const QJsonValue &amount)
{
    return Money::parse(amount.toString(), Currency::fromCode(u"USD"_s).value()).value();
}

documents::DocumentWords wordsOf()
{
    documents::DocumentWords words;
    words.title = u"Invoice"_s;
    words.billTo = u"Bill to"_s;
    words.from = u"From"_s;
    words.description = u"Description"_s;
    words.quantity = u"Quantity"_s;
    words.discount = u"Discount"_s;
    words.amount = u"Amount"_s;
    words.total = u"Total"_s;
    words.totalDue = u"Total due"_s;
    words.dueBy = u"Due by"_s;
    words.taxSummary = u"Tax summary"_s;
    words.jurisdiction = u"Jurisdiction"_s;
    words.tax = words.taxAmount = u"Tax"_s;
    words.rate = u"Rate"_s;
    words.taxable = u"Taxable"_s;
    words.costSummary = u"Cost centres"_s;
    words.entity = u"Entity"_s;
    words.costCentre = u"Cost centre"_s;
    words.share = u"Share"_s;
    words.borne = u"Borne"_s;
    words.payment = u"Payment"_s;
    words.continued = u"continued"_s;
    words.page = u"Page %1 of %2"_s;
    return words;
}

documents::LocationGroup groupOf(const QJsonObject &line)
{
    documents::LocationGroup group;
    group.name = line.value(u"location"_s).toString();
    group.subtotal = usd(line.value(u"total"_s)).minus(usd(line.value(u"tax"_s))).value();
    documents::DocumentLine one;
    one.description = u"%1, %2, %3, base %4 + usage %5"_s.arg(
        group.name, line.value(u"country"_s).toString(), line.value(u"cost_centre"_s).toString(),
        line.value(u"base"_s).toString(), line.value(u"usage"_s).toString());
    one.quantity = 1;
    one.discount = usd(line.value(u"discount"_s)).negated();
    one.net = group.subtotal;
    group.lines.push_back(one);
    return group;
}

documents::InvoiceDocument documentOf(const QJsonObject &json)
{
    documents::InvoiceDocument document;
    document.locale = QLocale(QLocale::English, QLocale::UnitedStates);
    document.words = wordsOf();
    document.number = json.value(u"number"_s).toString();
    document.issueDate = QDate::fromString(json.value(u"issued_on"_s).toString(), Qt::ISODate);
    document.currency = Currency::fromCode(u"USD"_s).value();
    document.seller = {json.value(u"seller"_s).toObject().value(u"name"_s).toString(),
                       linesOf(json.value(u"seller"_s).toObject().value(u"lines"_s)),
                       {}};
    document.buyer = {json.value(u"bill_to"_s).toObject().value(u"name"_s).toString(),
                      linesOf(json.value(u"bill_to"_s).toObject().value(u"lines"_s)),
                      {}};
    document.brand.companyName = document.seller.name;
    QFile logo(dataFolder + u"/logo.png"_s);
    logo.open(QIODevice::ReadOnly);
    document.brand.logoPng = logo.readAll();
    document.facts = {{u"Due date"_s, json.value(u"due_on"_s).toString()},
                      {u"Purchase order"_s, json.value(u"po_number"_s).toString()}};
    document.hasDiscounts = true;
    documents::EntityGroup entity;
    MoneySum subtotal(document.currency);
    for (const QJsonValue &line : json.value(u"lines"_s).toArray()) {
        entity.locations.push_back(groupOf(line.toObject()));
        subtotal.add(entity.locations.back().subtotal);
    }
    entity.subtotal = *subtotal.total();
    document.entities.push_back(std::move(entity));
    document.total = subtotal.total()->plus(usd(json.value(u"tax"_s))).value();
    document.totals = {{u"Subtotal"_s, {}, *subtotal.total()}, {u"Tax"_s, {}, usd(json.value(u"tax"_s))}};
    document.paymentInstructions = linesOf(json.value(u"payment"_s));
    return document;
}

int pagesIn(const QByteArray &pdf)
{
    return int(pdf.count("/Type /Page") - pdf.count("/Type /Pages"));
}

void accordPdf(benchmark::State &state, const QString &name)
{
    const documents::InvoiceDocument document = documentOf(invoiceJson(name));
    QByteArray pdf;
    for (auto _ : state)
        pdf = must(documents::renderInvoicePdf(document), "pdf");
    state.counters["bytes"] = double(pdf.size());
    state.counters["pages"] = pagesIn(pdf);
    state.counters["peak_mb"] = peakMegabytes();
    const QJsonObject expected = must(manifest(dataFolder), "manifest")
                                     .value(u"expected"_s)
                                     .toObject()
                                     .value(u"pdf"_s)
                                     .toObject()
                                     .value(name)
                                     .toObject();
    if (document.total.toString() != expected.value(u"total"_s).toString()
        || document.entities[0].locations.size() != size_t(expected.value(u"lines"_s).toInt()))
        state.SkipWithError("the document differs from manifest.json");
    if (const QByteArray folder = qgetenv("ACCORD_BENCH_KEEP"); !folder.isEmpty()) {
        QFile file(QString::fromLocal8Bit(folder) + u'/' + name + u".pdf"_s);
        file.open(QIODevice::WriteOnly);
        file.write(pdf);
    }
}

/// The words of the document, a line of them for each line, in the columns of a table.
std::vector<QStringList> plainRows(const QJsonObject &json)
{
    std::vector<QStringList> rows;
    for (const QString &line : linesOf(json.value(u"seller"_s).toObject().value(u"lines"_s))
                                   + linesOf(json.value(u"bill_to"_s).toObject().value(u"lines"_s)))
        rows.push_back({line});
    for (const QJsonValue &value : json.value(u"lines"_s).toArray()) {
        const QJsonObject line = value.toObject();
        const auto text = [&](const QString &key) { return line.value(key).toString(); };
        rows.push_back(
            {u"%1, %2, %3, base %4 + usage %5"_s.arg(text(u"location"_s), text(u"country"_s), text(u"cost_centre"_s),
                                                     text(u"base"_s), text(u"usage"_s)),
             u"1"_s, text(u"discount"_s), text(u"total"_s)});
    }
    for (const QString &line : linesOf(json.value(u"payment"_s)))
        rows.push_back({line});
    return rows;
}

QByteArray plainPdf(const std::vector<QStringList> &rows)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPdfVersion(QPagedPaintDevice::PdfVersion_A1b);
    QPainter painter(&writer);
    painter.setFont(QFont(u"Accord Document"_s, 9));
    const double mm = writer.logicalDpiX() / 25.4;
    constexpr double columns[] = {0, 110, 130, 155};
    constexpr int rowsOnPage = 44;
    for (size_t row = 0; row < rows.size(); ++row) {
        if (row > 0 && row % rowsOnPage == 0)
            writer.newPage();
        const double y = mm * (10 + 5.6 * double(row % rowsOnPage));
        for (qsizetype cell = 0; cell < rows[row].size(); ++cell)
            painter.drawText(QPointF(mm * columns[cell], y), rows[row][cell]);
        painter.drawLine(QPointF(0, y + mm), QPointF(mm * 170, y + mm));
    }
    painter.end();
    return bytes;
}

void floorPdf(benchmark::State &state, const QString &name)
{
    QFontDatabase::addApplicationFont(u":/accord/fonts/documents/AccordDocument-Regular.otf"_s);
    const auto rows = plainRows(invoiceJson(name));
    QByteArray pdf;
    for (auto _ : state)
        pdf = plainPdf(rows);
    state.counters["bytes"] = double(pdf.size());
    state.counters["peak_mb"] = peakMegabytes();
}

BENCHMARK_CAPTURE(floorPdf, onePage, u"invoice_1page"_s)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(accordPdf, onePage, u"invoice_1page"_s)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(floorPdf, sixtyPages, u"invoice_60page"_s)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(accordPdf, sixtyPages, u"invoice_60page"_s)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace

int main(int argc, char *argv[])
{
    const QGuiApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    if (argc != 2)
        return 2;
    dataFolder = QString::fromLocal8Bit(argv[1]);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
