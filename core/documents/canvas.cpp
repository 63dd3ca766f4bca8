// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/canvas.h"

#include <QtGui/QImage>
#include <QtGui/QPainter>

#include <cmath>

namespace accord::documents {

namespace {

QColor qt(Colour colour)
{
    return QColor::fromRgb(QRgb(0xFF000000U | colour));
}

/// Relative luminance of WCAG 2.
double luminance(const QColor &colour)
{
    const auto linear
        = [](double share) { return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

Colour darkEnough(Colour colour)
{
    QColor candidate = qt(colour);
    while (1.05 / (luminance(candidate) + 0.05) < 4.5)
        candidate = candidate.darker(108);
    return candidate.rgb() & 0xFFFFFF;
}

} // namespace

PrintPalette PrintPalette::of(Colour brand)
{
    PrintPalette palette{};
    palette.brand = brand;
    palette.brandText = darkEnough(brand);
    return palette;
}

void Canvas::text(const SetText &text, double x, double top, Colour colour, Align align)
{
    m_painter.setPen(qt(colour));
    double baseline = top + text.ascent;
    for (const SetText::Line &line : text.lines) {
        const double left = align == Align::Left ? x : x - line.width;
        const QTransform before = m_painter.transform();
        m_painter.translate(left * m_dotsPerMm, baseline * m_dotsPerMm);
        m_painter.scale(text.scale, text.scale);
        for (const QGlyphRun &run : line.runs)
            m_painter.drawGlyphRun(QPointF(), run);
        m_painter.setTransform(before);
        baseline += text.lineHeight;
    }
}

void Canvas::area(double x, double top, double width, double height, Colour colour)
{
    m_painter.fillRect(QRectF(x * m_dotsPerMm, top * m_dotsPerMm, width * m_dotsPerMm, height * m_dotsPerMm),
                       qt(colour));
}

void Canvas::rule(double x, double top, double width, Colour colour, double thickness)
{
    area(x, top - thickness / 2, width, thickness, colour);
}

void Canvas::image(const QImage &image, double x, double top, double width, double height)
{
    m_painter.drawImage(QRectF(x * m_dotsPerMm, top * m_dotsPerMm, width * m_dotsPerMm, height * m_dotsPerMm), image);
}

void Canvas::turnedText(const SetText &words, double x, double y, double degrees, Colour colour)
{
    m_painter.save();
    m_painter.translate(x * m_dotsPerMm, y * m_dotsPerMm);
    m_painter.rotate(degrees);
    text(words, -words.width() / 2, -words.height() / 2, colour);
    m_painter.restore();
}

} // namespace accord::documents
