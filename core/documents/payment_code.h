// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/documents/canvas.h"
#include "core/documents/invoice_document.h"
#include "core/documents/qr_code.h"

namespace accord::documents {

/// The square of a payment code, drawn module by module.
struct CodeSquare
{
    PaymentCode::Kind kind = PaymentCode::Kind::Epc;
    QrSymbol symbol;
    Result<> status; ///< why there is none

    /// Error correction level M; EPC069-12 allows version 13 at most, the Swiss QR-bill version 25.
    static CodeSquare of(const PaymentCode &code);
    /// \a side in millimetres: of an EPC code with its quiet zone of four modules; of a Swiss code of the modules
    /// alone, with the Swiss cross of 7 × 7 mm in the middle.
    void paint(Canvas &canvas, double x, double top, double side) const;
};

/// Receipt (62 × 105 mm) and payment part (148 × 105 mm) of the Swiss QR-bill, at the foot of an A4 page.
/// Swiss Implementation Guidelines QR-bill 2.3 and its Style Guide: places, sizes of type, texts.
class PaymentPart
{
public:
    PaymentPart(const InvoiceDocument &document, Typesetter &typesetter);

    void paint(Canvas &canvas, double pageWidth, double pageHeight) const;

private:
    struct Placed
    {
        double x, top; ///< from the upper left corner of the receipt
        SetText text;
    };
    struct Corners
    {
        double x, top, width, height; ///< of a field that is left blank
    };
    void heading(double x, double top, const QString &text, double points);
    /// A heading with lines under it. \returns where the next one begins.
    double section(double x, double top, const QString &title, const QStringList &lines, double width,
                   double headPoints, double linePoints);
    void receipt();
    void payment();

    const InvoiceDocument &m_document;
    Typesetter &m_typesetter;
    CodeSquare m_code;
    std::vector<Placed> m_texts;
    std::vector<Corners> m_blanks;
};

} // namespace accord::documents
