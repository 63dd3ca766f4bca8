// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/payment_code.h"

#include "core/documents/figures.h"

namespace accord::documents {

namespace {

constexpr Colour black = 0x000000;
constexpr Colour white = 0xFFFFFF;
constexpr int quietModules = 4;
constexpr int mostEpcVersion = 13;
constexpr int mostSwissVersion = 25;

// Style Guide of the Swiss QR-bill, in millimetres.
constexpr double partHeight = 105;
constexpr double receiptWidth = 62;
constexpr double margin = 5;
constexpr double codeSide = 46;
constexpr double crossSide = 7;
constexpr double titleTop = 5;
constexpr double sectionTop = 12;
constexpr double codeTop = 17;
constexpr double amountTop = 68;
constexpr double acceptanceTop = 82;
constexpr double informationX = receiptWidth + margin + codeSide + margin;
constexpr double informationWidth = 87;
constexpr double amountColumn = 14;
constexpr double lineGap = 1.2; ///< between sections
constexpr double cornerLength = 3;
constexpr double cornerThickness = 0.26; ///< 0.75 points

void paintModules(Canvas &canvas, const QrSymbol &symbol, double x, double top, double module)
{
    for (int row = 0; row < symbol.size; ++row) {
        // Neighbours in one stroke: no hairline between them on any printer.
        for (int column = 0; column < symbol.size;) {
            int end = column;
            while (end < symbol.size && symbol.isDark(end, row))
                ++end;
            if (end > column)
                canvas.area(x + column * module, top + row * module, (end - column) * module, module, black);
            column = std::max(end, column + 1);
        }
    }
}

/// A white cross on black with a white edge, 7 × 7 mm in all; arms a sixth longer than they are wide.
void paintSwissCross(Canvas &canvas, double centreX, double centreY)
{
    const double edge = crossSide / 14;
    const double field = crossSide - 2 * edge;
    const double arm = field * 20 / 32, width = field * 6 / 32;
    const auto centred
        = [&](double w, double h, Colour colour) { canvas.area(centreX - w / 2, centreY - h / 2, w, h, colour); };
    centred(crossSide, crossSide, white);
    centred(field, field, black);
    centred(arm, width, white);
    centred(width, arm, white);
}

/// "12 345.50" with blanks as thousands separators, as the bill wants it.
QString amountText(const Money &amount)
{
    QString text = amount.toString();
    for (qsizetype i = text.indexOf(u'.') - 3; i > 0; i -= 3)
        text.insert(i, u' ');
    return text;
}

} // namespace

CodeSquare CodeSquare::of(const PaymentCode &code)
{
    CodeSquare square;
    square.kind = code.kind;
    auto symbol = qrSymbol(code.payload, code.kind == PaymentCode::Kind::Epc ? mostEpcVersion : mostSwissVersion);
    if (symbol)
        square.symbol = std::move(*symbol);
    else
        square.status = passOn(symbol);
    return square;
}

void CodeSquare::paint(Canvas &canvas, double x, double top, double side) const
{
    if (symbol.size == 0)
        return;
    if (kind == PaymentCode::Kind::Epc) {
        const double module = side / (symbol.size + 2 * quietModules);
        canvas.area(x, top, side, side, white);
        return paintModules(canvas, symbol, x + quietModules * module, top + quietModules * module, module);
    }
    paintModules(canvas, symbol, x, top, side / symbol.size);
    paintSwissCross(canvas, x + side / 2, top + side / 2);
}

PaymentPart::PaymentPart(const InvoiceDocument &document, Typesetter &typesetter)
    : m_document(document)
    , m_typesetter(typesetter)
    , m_code(CodeSquare::of(*document.code))
{
    receipt();
    payment();
}

void PaymentPart::heading(double x, double top, const QString &text, double points)
{
    m_texts.push_back({x, top, m_typesetter.set(text, {points, true})});
}

double PaymentPart::section(double x, double top, const QString &title, const QStringList &lines, double width,
                            double headPoints, double linePoints)
{
    if (lines.isEmpty())
        return top;
    const SetText head = m_typesetter.set(title, {headPoints, true}, width, 1);
    m_texts.push_back({x, top, head});
    top += head.height();
    for (const QString &line : lines) {
        const SetText set = m_typesetter.set(line, {linePoints}, width, 3);
        m_texts.push_back({x, top, set});
        top += set.height();
    }
    return top + lineGap;
}

void PaymentPart::receipt()
{
    const DocumentWords &words = m_document.words;
    const PaymentCode &code = *m_document.code;
    const double width = receiptWidth - 2 * margin;
    heading(margin, titleTop, words.receipt, 11);
    double y = section(margin, sectionTop, words.payableTo, QStringList{code.account} + code.creditor, width, 6, 8);
    y = section(margin, y, words.reference, code.reference.isEmpty() ? QStringList() : QStringList{code.reference},
                width, 6, 8);
    if (code.debtor.isEmpty()) {
        heading(margin, y, words.payableByBlank, 6);
        m_blanks.push_back({margin, y + 3, 52, 20});
    } else {
        section(margin, y, words.payableBy, code.debtor, width, 6, 8);
    }
    section(margin, amountTop, words.currency, {m_document.currency.code()}, amountColumn, 6, 8);
    section(margin + amountColumn, amountTop, words.amountToPay, {amountText(m_document.due)}, width, 6, 8);
    const SetText acceptance = m_typesetter.set(words.acceptancePoint, {6, true});
    m_texts.push_back({receiptWidth - margin - acceptance.width(), acceptanceTop, acceptance});
}

void PaymentPart::payment()
{
    const DocumentWords &words = m_document.words;
    const PaymentCode &code = *m_document.code;
    const double left = receiptWidth + margin;
    heading(left, titleTop, words.paymentPart, 11);
    section(left, amountTop, words.currency, {m_document.currency.code()}, amountColumn, 8, 10);
    section(left + amountColumn, amountTop, words.amountToPay, {amountText(m_document.due)}, codeSide - amountColumn, 8,
            10);
    double y = section(informationX, titleTop, words.payableTo, QStringList{code.account} + code.creditor,
                       informationWidth, 8, 10);
    y = section(informationX, y, words.reference,
                code.reference.isEmpty() ? QStringList() : QStringList{code.reference}, informationWidth, 8, 10);
    y = section(informationX, y, words.additional, code.message.isEmpty() ? QStringList() : QStringList{code.message},
                informationWidth, 8, 10);
    if (code.debtor.isEmpty()) {
        heading(informationX, y, words.payableByBlank, 8);
        m_blanks.push_back({informationX, y + 4, 65, 25});
    } else {
        section(informationX, y, words.payableBy, code.debtor, informationWidth, 8, 10);
    }
}

void PaymentPart::paint(Canvas &canvas, double pageWidth, double pageHeight) const
{
    const double top = pageHeight - partHeight;
    canvas.area(0, top, pageWidth, partHeight, white);
    canvas.rule(0, top, pageWidth, black, 0.1);
    canvas.area(receiptWidth - 0.05, top, 0.1, partHeight, black);
    for (const Placed &placed : m_texts)
        canvas.text(placed.text, placed.x, top + placed.top, black);
    for (const Corners &blank : m_blanks) {
        const double right = blank.x + blank.width, bottom = top + blank.top + blank.height;
        for (const double x : {blank.x, right - cornerLength})
            for (const double y : {top + blank.top, bottom - cornerThickness})
                canvas.area(x, y, cornerLength, cornerThickness, black);
        for (const double x : {blank.x, right - cornerThickness})
            for (const double y : {top + blank.top, bottom - cornerLength})
                canvas.area(x, y, cornerThickness, cornerLength, black);
    }
    m_code.paint(canvas, receiptWidth + margin, top + codeTop, codeSide);
}

} // namespace accord::documents
