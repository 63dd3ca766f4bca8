// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/render_pdf.h"

#include "core/documents/paint_invoice.h"
#include "core/documents/settle_pdf.h"

#include <QtCore/QBuffer>
#include <QtGui/QPdfWriter>

namespace accord::documents {

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
    return settlePdf(bytes,
                     {document.fileTitle(), document.seller.name, document.locale.bcp47Name(), document.issueDate});
}

} // namespace accord::documents
