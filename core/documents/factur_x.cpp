// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/factur_x.h"

#include "core/documents/qpdf_pass.h"

#include <exception>
#include <stdexcept>

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

Result<QByteArray> facturXIn(const QByteArray &pdf)
{
    constexpr size_t mostBytes = 64 * 1024 * 1024;
    try {
        for (const char *name : {"factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml", "ZUGFeRD-invoice.xml"}) {
            if (const auto content = embeddedFile(pdf.toStdString(), name, mostBytes))
                return QByteArray::fromStdString(*content);
        }
    } catch (const std::length_error &) {
        return fail(ErrorKind::InvalidInput, u"documents.pdf_too_large"_s, {{u"limit"_s, qulonglong(mostBytes)}});
    } catch (const std::exception &problem) {
        return fail(ErrorKind::InvalidInput, u"documents.pdf_unreadable"_s, {}, QString::fromUtf8(problem.what()));
    }
    return fail(ErrorKind::NotFound, u"documents.factur_x_none"_s);
}

} // namespace accord::documents
