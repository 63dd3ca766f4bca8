// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/paint_invoice.h"

#include "core/documents/figures.h"
#include "core/documents/invoice_head.h"
#include "core/documents/invoice_tables.h"
#include "core/documents/payment_code.h"

#include <QtGui/QPageLayout>
#include <QtGui/QPagedPaintDevice>
#include <QtGui/QPainter>

namespace accord::documents {

namespace {

constexpr double continuedTop = 26;
constexpr double footerHeight = 21;
constexpr double bandHeight = 4.5;
constexpr double thinBandHeight = 1.6;
constexpr double totalsShare = 0.46; ///< of the width
constexpr double totalRowInset = 2;
constexpr double epcSide = 30; ///< of the code with its quiet zone, for phones at arm's length
constexpr TextStyle footing{7};
constexpr TextStyle section{12, true};

Sheet sheetFor(PageFormat format)
{
    return format == PageFormat::Letter ? Sheet{215.9, 279.4} : Sheet{};
}

/// All pages of one document: set first, then painted.
class InvoicePages
{
public:
    InvoicePages(const InvoiceDocument &document, double dotsPerMm)
        : m_document(document)
        , m_sheet(sheetFor(document.format))
        , m_palette(PrintPalette::of(document.brand.colour))
        , m_typesetter(dotsPerMm)
        , m_code(document.code ? CodeSquare::of(*document.code) : CodeSquare())
        , m_head(document, m_sheet, m_typesetter, m_palette)
        , m_tables(m_typesetter, m_palette, m_sheet.left, m_sheet.contentWidth())
        , m_flow(0, continuedTop, m_sheet.height - footerHeight)
    {
        m_flow.add(m_head.block());
        placeLetter();
        if (!document.entities.empty())
            place(linesTable(document));
        if (!document.tables.empty())
            placePlain(document.tables.front());
        m_flow.space(3.5);
        placeTotals();
        placeInstalments();
        placeTaxes();
        placeCosts();
        for (size_t i = 1; i < document.tables.size(); ++i) {
            m_flow.space(6);
            placePlain(document.tables[i]);
        }
        setFrame();
        if (hasPaymentPart())
            m_paymentPart.emplace(document, m_typesetter);
    }

    Result<> complete() const { return m_typesetter.complete(); }
    Result<> drawn() const { return m_code.status; }
    int count() const { return int(m_flow.pages().size()) + hasPaymentPart(); }

    void paint(Canvas &canvas, int index) const
    {
        paintWatermark(canvas);
        paintBand(canvas, index);
        if (index == int(m_flow.pages().size()))
            return m_paymentPart->paint(canvas, m_sheet.width, m_sheet.height);
        for (const PageFlow::Placed &placed : m_flow.pages()[size_t(index)])
            placed.draw(canvas, placed.top);
        paintFooter(canvas, index);
    }

private:
    bool hasPaymentPart() const { return m_document.code && m_document.code->kind == PaymentCode::Kind::Swiss; }

    void place(const InvoiceTable &table) { m_tables.place(m_flow, table.columns, table.rows); }

    Block heading(const QString &text, double above)
    {
        const SetText set = m_typesetter.set(text, section, m_sheet.contentWidth(), 1);
        return {above + set.height() + 2.2, [this, set, above](Canvas &canvas, double top) {
                    canvas.text(set, m_sheet.left, top + above, m_palette.ink);
                }};
    }

    void placeLetter()
    {
        for (const QString &paragraph : m_document.letter) {
            const SetText set = m_typesetter.set(paragraph, {9.5}, m_sheet.contentWidth(), 12);
            m_flow.add({set.height() + 3,
                        [this, set](Canvas &canvas, double y) { canvas.text(set, m_sheet.left, y, m_palette.ink); }});
        }
    }

    void placePlain(const PlainTable &table)
    {
        const InvoiceTable set = plainTable(table);
        if (table.title.isEmpty())
            place(set);
        else
            placeSection(table.title, {}, set);
    }

    /// Payment instructions to the left, the totals to the right, together on one page.
    void placeTotals()
    {
        const double width = m_sheet.contentWidth() * totalsShare;
        const Block totals = totalsBlock(m_sheet.rightEdge() - width, width);
        const Block payment = paymentBlock(m_sheet.contentWidth() - width - 12);
        m_flow.add({std::max(totals.height, payment.height), [totals, payment](Canvas &canvas, double top) {
                        payment.draw(canvas, top);
                        totals.draw(canvas, top);
                    }});
    }

    Block totalsBlock(double left, double width)
    {
        struct Row
        {
            SetText label, note, amount;
            double height() const { return label.height() + note.height() + 1.9; }
        };
        std::vector<Row> rows;
        double height = 0;
        const double right = left + width - totalRowInset;
        for (const TotalRow &row : m_document.totals) {
            Row set{{}, {}, m_typesetter.set(figure(row.amount, m_document.locale), {9})};
            const double room = width - 2 * totalRowInset - set.amount.width() - 4;
            set.label = m_typesetter.set(row.label, {9}, room, 2);
            set.note = m_typesetter.set(row.note, {7.5}, room, 3);
            height += set.height();
            rows.push_back(std::move(set));
        }
        const SetText total = m_typesetter.set(figureWithCurrency(m_document.due, m_document.locale), {12, true});
        const SetText label
            = m_typesetter.set(m_document.words.totalDue, {10, true}, std::max(10.0, width - total.width() - 8), 1);
        const double bar = total.height() + 5;
        return {height + 2 + bar, [=, this](Canvas &canvas, double top) {
                    double y = top + 1;
                    for (const Row &row : rows) {
                        canvas.text(row.label, left + totalRowInset, y, m_palette.muted);
                        canvas.text(row.note, left + totalRowInset, y + row.label.height(), m_palette.muted);
                        canvas.text(row.amount, right, y, m_palette.ink, Align::Right);
                        y += row.height();
                    }
                    canvas.area(left, y + 1, width, bar, m_palette.tint);
                    canvas.area(left, y + 1, width, 0.5, m_palette.brand);
                    const double textTop = y + 1 + (bar - total.height()) / 2;
                    canvas.text(label, left + totalRowInset, textTop + total.ascent - label.ascent, m_palette.ink);
                    canvas.text(total, right, textTop, m_palette.ink, Align::Right);
                }};
    }

    Block paymentBlock(double width)
    {
        if (m_document.paymentInstructions.isEmpty() && m_document.earlyPayment.isEmpty())
            return {0, [](Canvas &, double) { }};
        std::vector<SetText> lines{m_typesetter.set(m_document.words.payment, {7.5, true})};
        double height = lines.front().height() + 1.2;
        for (const QString &line : m_document.paymentInstructions + m_document.earlyPayment) {
            lines.push_back(m_typesetter.set(line, {8.5}, width, 4));
            height += lines.back().height() + 0.9;
        }
        const double textHeight = height;
        const bool hasCode = m_document.code && m_document.code->kind == PaymentCode::Kind::Epc;
        const SetText scan
            = hasCode ? m_typesetter.set(m_document.words.scanToPay, {7.5}, width - epcSide - 4, 4) : SetText();
        if (hasCode)
            height += epcSide + 2;
        return {height + 2, [this, lines, hasCode, scan, textHeight](Canvas &canvas, double top) {
                    double y = top + 1.3;
                    for (const SetText &line : lines) {
                        const bool first = &line == &lines.front();
                        canvas.text(line, m_sheet.left + totalRowInset, y, first ? m_palette.brandText : m_palette.ink);
                        y += line.height() + (first ? 1.2 : 0.9);
                    }
                    if (!hasCode)
                        return;
                    const double codeTop = top + textHeight + 2;
                    m_code.paint(canvas, m_sheet.left + totalRowInset, codeTop, epcSide);
                    canvas.text(scan, m_sheet.left + totalRowInset + epcSide + 4, codeTop + 1, m_palette.muted);
                }};
    }

    void placeInstalments()
    {
        if (m_document.instalments.empty())
            return;
        m_flow.space(6);
        // A short plan stays in one piece, with its heading.
        constexpr size_t mostPartsTogether = 6;
        constexpr double headHeight = 12, rowHeight = 6.5;
        const double rows = double(std::min(m_document.instalments.size(), mostPartsTogether) + 1);
        placeSection(m_document.words.instalments, {}, instalmentTable(m_document), headHeight + rows * rowHeight);
    }

    void placeTaxes()
    {
        if (m_document.taxes.size() < 2)
            return;
        m_flow.space(6);
        placeSection(m_document.words.taxSummary, {}, taxTable(m_document));
    }

    void placeCosts()
    {
        if (m_document.costs.empty())
            return;
        m_flow.breakPage();
        placeSection(m_document.words.costSummary, m_document.words.costNote, costTable(m_document, m_palette));
    }

    /// \param spaceForTheTable  that has to be left under the heading: alone at the foot of a page it helps nobody
    void placeSection(const QString &title, const QString &note, const InvoiceTable &table,
                      double spaceForTheTable = 22)
    {
        const Block top = heading(title, 1);
        m_flow.addTogether({top, {spaceForTheTable, [](Canvas &, double) { }}});
        m_flow.space(-spaceForTheTable);
        if (!note.isEmpty()) {
            const SetText set = m_typesetter.set(note, {8.5}, m_sheet.contentWidth(), 3);
            m_flow.add({set.height() + 3,
                        [this, set](Canvas &canvas, double y) { canvas.text(set, m_sheet.left, y, m_palette.muted); }});
        }
        place(table);
    }

    void setFrame()
    {
        const double half = m_sheet.contentWidth() * 0.62;
        m_watermark = m_document.isDraft() ? m_typesetter.set(m_document.words.watermark, {100, true}) : SetText();
        m_company = m_typesetter.set(m_document.brand.companyName, {8.5, true}, half, 1);
        const QString name = m_document.number.isEmpty() ? m_document.words.title
                                                         : u"%1 %2"_s.arg(m_document.words.title, m_document.number);
        m_continued = m_typesetter.set(u"%1 · %2"_s.arg(name, m_document.words.continued), {8.5}, half, 1);
        const QStringList seller = QStringList{m_document.seller.name} + m_document.seller.contact;
        m_footer
            = m_typesetter.set(m_document.brand.footer.isEmpty() ? seller.join(u"  ·  "_s) : m_document.brand.footer,
                               footing, m_sheet.contentWidth() - 30, 1);
        m_footerName = m_typesetter.set(
            m_document.seal.isEmpty() ? name : u"%1  ·  %2"_s.arg(name, m_document.words.seal), footing, half, 1);
        for (int i = 0; i < count(); ++i)
            m_pageNumbers.push_back(m_typesetter.set(m_document.words.page.arg(i + 1).arg(count()), footing));
    }

    void paintWatermark(Canvas &canvas) const
    {
        if (!m_watermark.isEmpty())
            canvas.turnedText(m_watermark, m_sheet.width / 2, m_sheet.height * 0.66, -35, m_palette.watermark);
    }

    void paintBand(Canvas &canvas, int index) const
    {
        canvas.area(0, 0, m_sheet.width, index == 0 ? bandHeight : thinBandHeight, m_palette.brand);
        if (index == 0)
            return;
        canvas.text(m_company, m_sheet.left, 12, m_palette.ink);
        canvas.text(m_continued, m_sheet.rightEdge(), 12, m_palette.muted, Align::Right);
        canvas.rule(m_sheet.left, 18.5, m_sheet.contentWidth(), m_palette.hairline);
    }

    void paintFooter(Canvas &canvas, int index) const
    {
        const double top = m_sheet.height - 16;
        canvas.rule(m_sheet.left, top, m_sheet.contentWidth(), m_palette.hairline);
        canvas.text(m_footer, m_sheet.left, top + 1.8, m_palette.muted);
        canvas.text(m_footerName, m_sheet.left, top + 5, m_palette.muted);
        canvas.text(m_pageNumbers[size_t(index)], m_sheet.rightEdge(), top + 1.8, m_palette.muted, Align::Right);
    }

    const InvoiceDocument &m_document;
    Sheet m_sheet;
    PrintPalette m_palette;
    Typesetter m_typesetter;
    CodeSquare m_code;
    std::optional<PaymentPart> m_paymentPart;
    InvoiceHead m_head;
    TableLayout m_tables;
    PageFlow m_flow;
    SetText m_watermark, m_company, m_continued, m_footer, m_footerName;
    std::vector<SetText> m_pageNumbers;
};

} // namespace

Result<int> paintInvoice(const InvoiceDocument &document, QPagedPaintDevice &device)
{
    const QPageSize size(document.format == PageFormat::Letter ? QPageSize::Letter : QPageSize::A4);
    device.setPageLayout(QPageLayout(size, QPageLayout::Portrait, QMarginsF(), QPageLayout::Millimeter));
    const double dotsPerMm = device.logicalDpiX() / 25.4;
    const InvoicePages pages(document, dotsPerMm);
    if (const auto complete = pages.complete(); !complete)
        return passOn(complete);
    if (const auto drawn = pages.drawn(); !drawn)
        return passOn(drawn);
    QPainter painter;
    if (!painter.begin(&device))
        return fail(ErrorKind::Internal, u"documents.cannot_paint"_s);
    painter.setRenderHint(QPainter::LosslessImageRendering);
    Canvas canvas(painter, dotsPerMm);
    for (int i = 0; i < pages.count(); ++i) {
        if (i > 0 && !device.newPage())
            return fail(ErrorKind::Internal, u"documents.cannot_paint"_s);
        pages.paint(canvas, i);
    }
    return pages.count();
}

} // namespace accord::documents
