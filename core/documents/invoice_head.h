// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/documents/invoice_document.h"
#include "core/documents/page_flow.h"

#include <QtGui/QImage>

namespace accord::documents {

/// The paper and its margins, in millimetres.
struct Sheet
{
    double width = 210;
    double height = 297;
    double left = 18;
    double right = 18;

    double contentWidth() const { return width - left - right; }
    double rightEdge() const { return width - right; }
};

/// What stands above the lines of the first page: logo, title, the two parties and the box of facts.
class InvoiceHead
{
public:
    InvoiceHead(const InvoiceDocument &document, const Sheet &sheet, Typesetter &typesetter,
                const PrintPalette &palette);

    Block block() const;

private:
    struct Placed
    {
        SetText text;
        double x = 0;
        double top = 0;
        Colour colour = 0;
        Align align = Align::Left;
    };

    void setLogo();
    void setTitle();
    double setParty(const QString &heading, const Party &party, double x, double top);
    double setFacts(double x, double top, double width);
    double put(const QString &text, const TextStyle &style, double x, double top, Colour colour, double width,
               int lines, Align align = Align::Left);

    const InvoiceDocument &m_document;
    Sheet m_sheet;
    Typesetter &m_typesetter;
    PrintPalette m_palette;
    QImage m_logo;
    double m_logoWidth = 0;
    double m_logoHeight = 0;
    double m_boxLeft = 0;
    double m_boxTop = 0;
    double m_boxHeight = 0;
    double m_height = 0;
    std::vector<Placed> m_placed;
    std::vector<double> m_boxRules;
};

} // namespace accord::documents
