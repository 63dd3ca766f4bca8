// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/invoice_head.h"

#include "core/documents/figures.h"

namespace accord::documents {

namespace {

constexpr double logoTop = 14;
constexpr double mostLogoHeight = 13;
constexpr double mostLogoWidth = 75;
constexpr double partiesTop = 41;
constexpr double boxShare = 0.41; ///< of the width, for the facts
constexpr double boxInset = 4.5;
constexpr double columnGap = 6;
constexpr TextStyle small{8};
constexpr TextStyle caption{7.5, true};

/// The logo on white: PDF/A-1 knows no transparency.
QImage opaque(const QByteArray &png)
{
    QImage image = QImage::fromData(png, "PNG");
    if (image.isNull() || !image.hasAlphaChannel())
        return image.convertToFormat(QImage::Format_RGB32);
    image = image.convertToFormat(QImage::Format_ARGB32);
    QImage result(image.size(), QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QRgb pixel = image.pixel(x, y);
            const auto onWhite
                = [alpha = qAlpha(pixel)](int channel) { return (channel * alpha + 255 * (255 - alpha)) / 255; };
            result.setPixel(x, y, qRgb(onWhite(qRed(pixel)), onWhite(qGreen(pixel)), onWhite(qBlue(pixel))));
        }
    }
    return result;
}

} // namespace

InvoiceHead::InvoiceHead(const InvoiceDocument &document, const Sheet &sheet, Typesetter &typesetter,
                         const PrintPalette &palette)
    : m_document(document)
    , m_sheet(sheet)
    , m_typesetter(typesetter)
    , m_palette(palette)
{
    setLogo();
    setTitle();
    const double boxWidth = m_sheet.contentWidth() * boxShare;
    const double partyWidth = (m_sheet.contentWidth() - boxWidth - columnGap * 2) / 2;
    m_boxLeft = m_sheet.rightEdge() - boxWidth;
    m_boxTop = partiesTop;
    const double sellerBottom = setParty(m_document.words.from, m_document.seller, m_sheet.left, partiesTop);
    const double buyerBottom
        = setParty(m_document.words.billTo, m_document.buyer, m_sheet.left + partyWidth + columnGap, partiesTop);
    const double boxBottom = setFacts(m_boxLeft, m_boxTop, boxWidth);
    m_boxHeight = boxBottom - m_boxTop;
    m_height = std::max({sellerBottom, buyerBottom, boxBottom}) + 8;
}

double InvoiceHead::put(const QString &text, const TextStyle &style, double x, double top, Colour colour, double width,
                        int lines, Align align)
{
    SetText set = m_typesetter.set(text, style, width, lines);
    const double bottom = top + set.height();
    m_placed.push_back({std::move(set), x, top, colour, align});
    return bottom;
}

void InvoiceHead::setLogo()
{
    m_logo = opaque(m_document.brand.logoPng);
    if (m_logo.isNull()) {
        put(m_document.brand.companyName, {16, true}, m_sheet.left, logoTop + 2, m_palette.brandText,
            m_sheet.contentWidth() * 0.6, 2);
        return;
    }
    const double scale = std::min(mostLogoHeight / m_logo.height(), mostLogoWidth / m_logo.width());
    m_logoWidth = m_logo.width() * scale;
    m_logoHeight = m_logo.height() * scale;
}

void InvoiceHead::setTitle()
{
    const double width = m_sheet.contentWidth() * 0.5;
    const double bottom = put(m_document.words.title, {23, true}, m_sheet.rightEdge(), logoTop - 1.4, m_palette.ink,
                              width, 1, Align::Right);
    put(m_document.number, {11}, m_sheet.rightEdge(), bottom - 0.2, m_palette.muted, width, 1, Align::Right);
}

double InvoiceHead::setParty(const QString &heading, const Party &party, double x, double top)
{
    const double width = (m_sheet.contentWidth() * (1 - boxShare) - columnGap * 2) / 2;
    double y = put(heading, caption, x, top, m_palette.brandText, width, 1) + 1.6;
    y = put(party.name, {9.5, true}, x, y, m_palette.ink, width, 3) + 0.9;
    for (const QString &line : party.lines)
        y = put(line, {8.5}, x, y, m_palette.ink, width, 2) + 0.35;
    y += party.contact.isEmpty() ? 0 : 1.8;
    for (const QString &line : party.contact)
        y = put(line, small, x, y, m_palette.muted, width, 1) + 0.35;
    return y;
}

double InvoiceHead::setFacts(double x, double top, double width)
{
    const double left = x + boxInset;
    const double right = x + width - boxInset;
    const double inner = right - left;
    double y = put(m_document.words.totalDue, caption, left, top + boxInset - 0.6, m_palette.brandText, inner, 1) + 0.8;
    const QString total = figureWithCurrency(m_document.due, m_document.locale);
    double points = 18;
    while (points > 9 && m_typesetter.set(total, {points, true}).width() > inner)
        points -= 1;
    y = put(total, {points, true}, left, y, m_palette.ink, inner, 1) + 0.3;
    if (!m_document.words.dueBy.isEmpty())
        y = put(m_document.words.dueBy, small, left, y, m_palette.muted, inner, 1);
    y += 2.6;
    for (const Fact &fact : m_document.facts) {
        m_boxRules.push_back(y);
        y += 1.1;
        const double labelWidth = m_typesetter.set(fact.label, small).width();
        put(fact.label, small, left, y, m_palette.muted, labelWidth + 0.1, 1);
        y = put(fact.value, small, right, y, m_palette.ink, inner - labelWidth - 3, 4, Align::Right) + 1.1;
    }
    return y + boxInset - 2;
}

Block InvoiceHead::block() const
{
    return {m_height, [this](Canvas &canvas, double) {
                const double boxWidth = m_sheet.contentWidth() * boxShare;
                canvas.area(m_boxLeft, m_boxTop, boxWidth, m_boxHeight, m_palette.tint);
                canvas.area(m_boxLeft, m_boxTop, boxWidth, 0.7, m_palette.brand);
                for (const double y : m_boxRules)
                    canvas.rule(m_boxLeft + boxInset, y, boxWidth - 2 * boxInset, m_palette.hairline, 0.12);
                if (!m_logo.isNull())
                    canvas.image(m_logo, m_sheet.left, logoTop, m_logoWidth, m_logoHeight);
                for (const Placed &placed : m_placed)
                    canvas.text(placed.text, placed.x, placed.top, placed.colour, placed.align);
            }};
}

} // namespace accord::documents
