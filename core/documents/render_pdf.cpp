// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/render_pdf.h"

#include "core/documents/paint_invoice.h"
#include "core/documents/settle_pdf.h"

#include <QtCore/QBuffer>
#include <QtGui/QPdfWriter>

namespace accord::documents {

namespace {

PdfFacts factsOf(const InvoiceDocument &document)
{
    return {document.fileTitle(), document.seller.name, document.locale.bcp47Name(), document.issueDate};
}

} // namespace

Result<QByteArray> renderInvoicePdf(const InvoiceDocument &document, const PdfOptions &options)
{
    QByteArray bytes;
    {
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        QPdfWriter writer(&buffer);
        writer.setPdfVersion(QPagedPaintDevice::PdfVersion_A1b);
        writer.setResolution(options.dotsPerInch);
        if (const auto painted = paintInvoice(document, writer); !painted)
            return passOn(painted);
    }
    return settlePdf(bytes, factsOf(document));
}

Result<QByteArray> renderFacturXPdf(const InvoiceDocument &document, const FacturX &invoice, const PdfOptions &options)
{
    const auto pages = renderInvoicePdf(document, options);
    if (!pages)
        return passOn(pages);
    return embedFacturX(*pages, factsOf(document), invoice);
}

} // namespace accord::documents
