// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/settle_pdf.h"

#include "core/documents/factur_x.h"
#include "core/documents/qpdf_pass.h"
#include "core/documents/xmp.h"

#include <exception>

namespace accord::documents {

namespace {

EmbeddedFile embedded(const FacturX &invoice)
{
    // MINIMUM and BASIC WL hold less than the pages do (Factur-X 1.0, chapter 6.2.2).
    const bool isWhole = invoice.conformanceLevel != u"MINIMUM" && invoice.conformanceLevel != u"BASIC WL";
    return {invoice.fileName.toStdString(), "Factur-X invoice", isWhole ? "/Alternative" : "/Data",
            invoice.xml.toStdString()};
}

} // namespace

Result<QByteArray> settlePdf(const QByteArray &pdf, const PdfFacts &facts, const FacturX *invoice)
{
    PdfDescription description{facts.title.toStdString(),
                               facts.author.toStdString(),
                               pdfProducer,
                               facts.language.toStdString(),
                               (u"D:"_s + pdfDay(facts).toString(u"yyyyMMdd"_s) + u"000000Z"_s).toStdString(),
                               xmpPacket(facts, invoice).toStdString(),
                               std::nullopt};
    if (invoice)
        description.embedded = embedded(*invoice);
    try {
        return QByteArray::fromStdString(rewritePdf(pdf.toStdString(), description));
    } catch (const std::exception &problem) {
        return fail(ErrorKind::Internal, u"documents.pdf_broken"_s, {}, QString::fromUtf8(problem.what()));
    }
}

} // namespace accord::documents
