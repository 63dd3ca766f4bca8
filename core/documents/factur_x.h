// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/documents/settle_pdf.h"

namespace accord::documents {

/// The electronic invoice inside of a Factur-X (ZUGFeRD) file.
struct FacturX
{
    QByteArray xml; ///< CII
    QString conformanceLevel; ///< "MINIMUM", "BASIC WL", "BASIC", "EN 16931", "EXTENDED", "XRECHNUNG"
    QString fileName = u"factur-x.xml"_s; ///< "xrechnung.xml" for XRECHNUNG
};

/// Makes the PDF/A-1b file \a pdf a PDF/A-3b file with \a invoice embedded (Factur-X 1.0, ISO 19005-3): the file stands
/// in the name tree and in /AF of the catalog, with its relation to the pages; the XMP says what it is, and agrees with
/// the information dictionary. The same bytes for the same input.
/// \param facts  those that \a pdf was settled with
/// \returns InvalidInput "documents.factur_x_level" {value}, "documents.factur_x_name" {value, expected},
///          "documents.factur_x_empty"; Internal "documents.pdf_broken".
Result<QByteArray> embedFacturX(const QByteArray &pdf, const PdfFacts &facts, const FacturX &invoice);

/// The XML that is embedded in the Factur-X file \a pdf: the file of one of the names that the standard gives it
/// ("factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml").
/// \returns NotFound "documents.factur_x_none"; InvalidInput "documents.pdf_unreadable", or "documents.pdf_too_large"
///          {limit} for an embedded file of more bytes than any invoice has.
Result<QByteArray> facturXIn(const QByteArray &pdf);

} // namespace accord::documents
