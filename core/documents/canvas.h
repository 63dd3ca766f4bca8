// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/documents/typesetter.h"

class QImage;
class QPainter;

namespace accord::documents {

enum class Align { Left, Right };

/// Opaque colours 0xRRGGBB: transparency is not allowed in PDF/A-1.
using Colour = quint32;

/// The colours of a printed page: ink and greys, and the brand's colour where it helps.
struct PrintPalette
{
    Colour brand; ///< as the brand has it, for areas
    Colour brandText; ///< the same, dark enough to be read on white (4.5 : 1)
    Colour ink = 0x161A20;
    Colour muted = 0x5D6672;
    Colour hairline = 0xD9DDE3;
    Colour tint = 0xF5F6F8;
    Colour warning = 0xA8201A;
    Colour watermark = 0xECEEF1;

    static PrintPalette of(Colour brand);
};

/// Draws in millimetres from the upper left corner of the paper.
class Canvas
{
public:
    Canvas(QPainter &painter, double dotsPerMm)
        : m_painter(painter)
        , m_dotsPerMm(dotsPerMm)
    { }

    /// \a text with its upper left corner at (\a x, \a top), or with its right edge at \a x.
    void text(const SetText &text, double x, double top, Colour colour, Align align = Align::Left);
    void area(double x, double top, double width, double height, Colour colour);
    void rule(double x, double top, double width, Colour colour, double thickness = 0.15);
    void image(const QImage &image, double x, double top, double width, double height);
    /// \a text turned by \a degrees around its middle, which is at (\a x, \a y).
    void turnedText(const SetText &text, double x, double y, double degrees, Colour colour);

private:
    QPainter &m_painter;
    double m_dotsPerMm;
};

} // namespace accord::documents
