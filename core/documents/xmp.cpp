// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/xmp.h"

#include "core/documents/factur_x.h"

namespace accord::documents {

namespace {

/// One property of the extension schema (ISO 19005-3, 6.6.2.3.3).
QString property(const QString &name, const QString &description)
{
    return u"<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>%1</pdfaProperty:name>"
           "<pdfaProperty:valueType>Text</pdfaProperty:valueType>"
           "<pdfaProperty:category>external</pdfaProperty:category>"
           "<pdfaProperty:description>%2</pdfaProperty:description></rdf:li>\n"_s.arg(name, description);
}

/// Factur-X 1.0, chapter 6: the properties of the invoice, and the schema that describes them.
QString facturXDescription(const FacturX &invoice)
{
    return u"<rdf:Description rdf:about=\"\" xmlns:fx=\"urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#\">"
           "<fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>%1</fx:DocumentFileName>"
           "<fx:Version>1.0</fx:Version><fx:ConformanceLevel>%2</fx:ConformanceLevel></rdf:Description>\n"
           "<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" "
           "xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
           "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"><pdfaExtension:schemas><rdf:Bag>"
           "<rdf:li rdf:parseType=\"Resource\">"
           "<pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>"
           "<pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#</pdfaSchema:namespaceURI>"
           "<pdfaSchema:prefix>fx</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>\n%3"
           "</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>\n"_s.arg(
               invoice.fileName.toHtmlEscaped(), invoice.conformanceLevel.toHtmlEscaped(),
               property(u"DocumentFileName"_s, u"The name of the embedded XML document"_s)
                   + property(u"DocumentType"_s, u"The type of the hybrid document in capital letters"_s)
                   + property(u"Version"_s, u"The version of the standard of the embedded XML document"_s)
                   + property(u"ConformanceLevel"_s, u"The conformance level of the embedded XML document"_s));
}

} // namespace

QDate pdfDay(const PdfFacts &facts)
{
    return facts.day.isValid() ? facts.day : QDate(2000, 1, 1);
}

QString xmpPacket(const PdfFacts &facts, const FacturX *invoice)
{
    const QString time = pdfDay(facts).toString(Qt::ISODate) + u"T00:00:00Z"_s;
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
           "<pdfaid:part>%5</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>\n%6"
           "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>"_s.arg(
               facts.title.toHtmlEscaped(), facts.author.toHtmlEscaped(), QString::fromLatin1(pdfProducer), time,
               invoice ? u"3"_s : u"1"_s, invoice ? facturXDescription(*invoice) : QString());
}

} // namespace accord::documents
