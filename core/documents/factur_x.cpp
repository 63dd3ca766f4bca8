// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/factur_x.h"

namespace accord::documents {

namespace {

Result<void> checkInvoice(const FacturX &invoice)
{
    static const QStringList levels{u"MINIMUM"_s,  u"BASIC WL"_s, u"BASIC"_s,
                                    u"EN 16931"_s, u"EXTENDED"_s, u"XRECHNUNG"_s};
    if (!levels.contains(invoice.conformanceLevel))
        return fail(ErrorKind::InvalidInput, u"documents.factur_x_level"_s, {{u"value"_s, invoice.conformanceLevel}});
    const QString name = invoice.conformanceLevel == u"XRECHNUNG" ? u"xrechnung.xml"_s : u"factur-x.xml"_s;
    if (invoice.fileName != name)
        return fail(ErrorKind::InvalidInput, u"documents.factur_x_name"_s,
                    {{u"value"_s, invoice.fileName}, {u"expected"_s, name}});
    if (invoice.xml.isEmpty())
        return fail(ErrorKind::InvalidInput, u"documents.factur_x_empty"_s);
    return {};
}

} // namespace

Result<QByteArray> embedFacturX(const QByteArray &pdf, const PdfFacts &facts, const FacturX &invoice)
{
    if (const auto sound = checkInvoice(invoice); !sound)
        return passOn(sound);
    return settlePdf(pdf, facts, &invoice);
}

} // namespace accord::documents
