// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/documents/factur_x.h"
#include "core/documents/invoice_document.h"

namespace accord::documents {

/// How a file is made; what stands on the pages is decided in the document.
struct PdfOptions
{
    int dotsPerInch = 1200;
};

/// \a document as PDF/A-1b: text that can be selected, fonts embedded as subsets, and the same bytes for the same
/// document whatever the day, the time zone, the locale and the machine. Needs a QGuiApplication (a platform with
/// fonts: not "minimal"); may run in any thread.
/// \returns InvalidInput "documents.glyph_missing", Internal "documents.cannot_paint", "documents.pdf_broken".
Result<QByteArray> renderInvoicePdf(const InvoiceDocument &document, const PdfOptions &options = {});

/// The same pages as PDF/A-3b with \a invoice embedded. \returns as renderInvoicePdf() and embedFacturX().
Result<QByteArray> renderFacturXPdf(const InvoiceDocument &document, const FacturX &invoice,
                                    const PdfOptions &options = {});

} // namespace accord::documents
