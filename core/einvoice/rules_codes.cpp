// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/code_lists.h"
#include "core/einvoice/rule_book.h"

#include "core/money/currency.h"

namespace accord::einvoice {

namespace {

class CodeCheck
{
public:
    explicit CodeCheck(const SemanticInvoice &invoice)
        : m_invoice(invoice)
    { }

    Findings check()
    {
        const CodeList types = m_invoice.isCreditNote() ? CodeList::CreditNoteType : CodeList::InvoiceType;
        code(u"BR-CL-01"_s, u"BT-3"_s, types, m_invoice.typeCode);
        currency(u"BR-CL-04"_s, u"BT-5"_s, m_invoice.currency);
        currency(u"BR-CL-05"_s, u"BT-6"_s, m_invoice.taxCurrency);
        if (!m_invoice.taxPointCode.isEmpty())
            m_book.requireThat(QStringList{u"3"_s, u"35"_s, u"432"_s}.contains(m_invoice.taxPointCode), u"BR-CL-06"_s,
                               u"BT-8"_s, m_invoice.taxPointCode, u"3 (issue), 35 (delivery) or 432 (payment)"_s);
        checkParties();
        if (m_invoice.payment)
            code(u"BR-CL-16"_s, u"BT-81"_s, CodeList::PaymentMeans, m_invoice.payment->meansCode);
        for (size_t i = 0; i < m_invoice.allowancesCharges.size(); ++i)
            checkAllowance(m_invoice.allowancesCharges[i], placeOf(m_invoice.allowancesCharges[i], i), false);
        for (const VatBreakdown &part : m_invoice.breakdown)
            code(u"BR-CL-17"_s, u"BT-118"_s, CodeList::VatCategory, part.vat.category, placeOf(part));
        checkAttachments();
        for (const InvoiceLine &line : m_invoice.lines)
            checkLine(line);
        return m_book.take();
    }

private:
    void code(const QString &rule, const QString &term, CodeList list, const QString &value, const QString &place = {})
    {
        if (!value.isEmpty() && !isOnList(list, value))
            m_book.add(rule, term, value, u"a code of "_s + nameOf(list), place);
    }

    void currency(const QString &rule, const QString &term, const QString &value)
    {
        if (!value.isEmpty() && !Currency::fromCode(value))
            m_book.add(rule, term, value, u"a currency code of ISO 4217"_s);
    }

    void checkParties()
    {
        const auto party = [this](const Party &value, const QString &identifiers, const QString &registration,
                                  const QString &endpoint, const QString &country) {
            for (const Identifier &id : value.identifiers)
                code(u"BR-CL-10"_s, identifiers, CodeList::IdentifierScheme, id.scheme);
            code(u"BR-CL-11"_s, registration, CodeList::IdentifierScheme, value.legalRegistration.scheme);
            code(u"BR-CL-25"_s, endpoint, CodeList::EndpointScheme, value.electronicAddress.scheme);
            code(u"BR-CL-14"_s, country, CodeList::Country, value.address.country);
        };
        party(m_invoice.seller, u"BT-29"_s, u"BT-30"_s, u"BT-34"_s, u"BT-40"_s);
        party(m_invoice.buyer, u"BT-46"_s, u"BT-47"_s, u"BT-49"_s, u"BT-55"_s);
        if (m_invoice.payee) {
            code(u"BR-CL-10"_s, u"BT-60"_s, CodeList::IdentifierScheme, m_invoice.payee->identifier.scheme);
            code(u"BR-CL-11"_s, u"BT-61"_s, CodeList::IdentifierScheme, m_invoice.payee->legalRegistration.scheme);
        }
        if (m_invoice.taxRepresentative)
            code(u"BR-CL-14"_s, u"BT-69"_s, CodeList::Country, m_invoice.taxRepresentative->address.country);
        code(u"BR-CL-26"_s, u"BT-71"_s, CodeList::IdentifierScheme, m_invoice.delivery.location.scheme);
        code(u"BR-CL-14"_s, u"BT-80"_s, CodeList::Country, m_invoice.delivery.address.country);
    }

    void checkAllowance(const AllowanceCharge &value, const QString &place, bool isOfLine)
    {
        const QString category = value.isCharge ? u"BT-102"_s : u"BT-95"_s;
        const QString allowanceTerm = isOfLine ? u"BT-140"_s : u"BT-98"_s;
        const QString chargeTerm = isOfLine ? u"BT-145"_s : u"BT-105"_s;
        code(u"BR-CL-18"_s, category, CodeList::VatCategory, value.vat.category, place);
        if (value.isCharge)
            code(u"BR-CL-20"_s, chargeTerm, CodeList::ChargeReason, value.reasonCode, place);
        else
            code(u"BR-CL-19"_s, allowanceTerm, CodeList::AllowanceReason, value.reasonCode, place);
    }

    /// EN 16931-1, BT-125: the kinds of file that a receiver can open.
    void checkAttachments()
    {
        static const QStringList kinds{u"application/pdf"_s,
                                       u"image/png"_s,
                                       u"image/jpeg"_s,
                                       u"text/csv"_s,
                                       u"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"_s,
                                       u"application/vnd.oasis.opendocument.spreadsheet"_s};
        for (size_t i = 0; i < m_invoice.attachments.size(); ++i) {
            const Attachment &attachment = m_invoice.attachments[i];
            if (!attachment.content.isEmpty())
                m_book.requireThat(kinds.contains(attachment.mimeType), u"BR-CL-24"_s, u"BT-125"_s, attachment.mimeType,
                                   u"PDF, PNG, JPEG, CSV, XLSX or ODS"_s, u"attachment %1"_s.arg(i + 1));
        }
    }

    void checkLine(const InvoiceLine &line)
    {
        const QString place = placeOf(line);
        code(u"BR-CL-23"_s, u"BT-130"_s, CodeList::Unit, line.unit, place);
        code(u"BR-CL-23"_s, u"BT-150"_s, CodeList::Unit, line.price.baseUnit, place);
        code(u"BR-CL-18"_s, u"BT-151"_s, CodeList::VatCategory, line.vat.category, place);
        code(u"BR-CL-21"_s, u"BT-157"_s, CodeList::IdentifierScheme, line.item.standardId.scheme, place);
        code(u"BR-CL-15"_s, u"BT-159"_s, CodeList::Country, line.item.originCountry, place);
        for (size_t i = 0; i < line.allowancesCharges.size(); ++i)
            checkAllowance(line.allowancesCharges[i], placeOf(line.allowancesCharges[i], i, place), true);
    }

    const SemanticInvoice &m_invoice;
    RuleBook m_book;
};

} // namespace

Findings checkCodes(const SemanticInvoice &invoice)
{
    return CodeCheck(invoice).check();
}

} // namespace accord::einvoice
