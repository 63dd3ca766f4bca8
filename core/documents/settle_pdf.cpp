// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/settle_pdf.h"

#include "core/documents/qpdf_pass.h"

#include <exception>

namespace accord::documents {

namespace {

const char producer[] = "Accord";

QString xmp(const PdfFacts &facts, const QDate &day)
{
    const QString time = day.toString(Qt::ISODate) + u"T00:00:00Z"_s;
    return u"<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
           "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
           "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
           "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%1</rdf:li></rdf:Alt></dc:title>"
           "<dc:creator><rdf:Seq><rdf:li>%2</rdf:li></rdf:Seq></dc:creator></rdf:Description>\n"
           "<rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">"
           "<xmp:CreatorTool>%3</xmp:CreatorTool><xmp:CreateDate>%4</xmp:CreateDate><xmp:ModifyDate>%4</"
           "xmp:ModifyDate></rdf:Description>\n"
           "<rdf:Description rdf:about=\"\" "
           "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"><pdf:Producer>%3</pdf:Producer></rdf:Description>\n"
           "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">"
           "<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>\n"
           "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>"_s.arg(
               facts.title.toHtmlEscaped(), facts.author.toHtmlEscaped(), QString::fromLatin1(producer), time);
}

} // namespace

Result<QByteArray> settlePdf(const QByteArray &pdf, const PdfFacts &facts)
{
    const QDate day = facts.day.isValid() ? facts.day : QDate(2000, 1, 1);
    const PdfDescription description{facts.title.toStdString(),
                                     facts.author.toStdString(),
                                     producer,
                                     facts.language.toStdString(),
                                     (u"D:"_s + day.toString(u"yyyyMMdd"_s) + u"000000Z"_s).toStdString(),
                                     xmp(facts, day).toStdString()};
    try {
        return QByteArray::fromStdString(rewritePdf(pdf.toStdString(), description));
    } catch (const std::exception &problem) {
        return fail(ErrorKind::Internal, u"documents.pdf_broken"_s, {}, QString::fromUtf8(problem.what()));
    }
}

} // namespace accord::documents
