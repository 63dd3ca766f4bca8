// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/rule_book.h"

#include <QtCore/QSet>

namespace accord::einvoice {

namespace {

class Presence
{
public:
    explicit Presence(const SemanticInvoice &invoice)
        : m_invoice(invoice)
    { }

    Findings check()
    {
        checkHead();
        checkParties();
        checkPayment();
        checkDates();
        for (size_t i = 0; i < m_invoice.allowancesCharges.size(); ++i)
            checkDocumentAllowance(m_invoice.allowancesCharges[i], i);
        checkAttachments();
        m_book.requireThat(!m_invoice.lines.empty(), u"BR-16"_s, u"BG-25"_s, {}, u"at least one line"_s);
        QSet<QString> ids;
        for (const InvoiceLine &line : m_invoice.lines) {
            checkLine(line);
            m_book.requireThat(!ids.contains(line.id), u"BT-126"_s, u"BT-126"_s, line.id,
                               u"an id that no other line has"_s, placeOf(line));
            ids.insert(line.id);
        }
        return m_book.take();
    }

private:
    void checkHead()
    {
        m_book.require(u"BR-01"_s, u"BT-24"_s, m_invoice.specification);
        m_book.require(u"BR-02"_s, u"BT-1"_s, m_invoice.number);
        m_book.require(u"BR-03"_s, u"BT-2"_s, m_invoice.issueDate.toString(Qt::ISODate));
        m_book.require(u"BR-04"_s, u"BT-3"_s, m_invoice.typeCode);
        m_book.require(u"BR-05"_s, u"BT-5"_s, m_invoice.currency);
        if (!m_invoice.taxCurrency.isEmpty()) {
            m_book.requireThat(m_invoice.totals.vatInTaxCurrency.has_value(), u"BR-53"_s, u"BT-111"_s, {},
                               u"the VAT in "_s + m_invoice.taxCurrency);
            m_book.requireThat(m_invoice.taxCurrency != m_invoice.currency, u"PEPPOL-EN16931-R005"_s, u"BT-6"_s,
                               m_invoice.taxCurrency, u"another currency than that of the invoice"_s);
        }
        for (size_t i = 0; i < m_invoice.precedingInvoices.size(); ++i)
            m_book.require(u"BR-55"_s, u"BT-25"_s, m_invoice.precedingInvoices[i].number,
                           u"preceding invoice %1"_s.arg(i + 1));
        if (!m_invoice.isCreditNote() && m_invoice.totals.due > Decimal(0) && m_invoice.dueDate.isNull())
            m_book.require(u"BR-CO-25"_s, u"BT-9"_s, m_invoice.paymentTerms, {},
                           u"a due date, or payment terms (BT-20)"_s);
    }

    void checkParties()
    {
        const Party &seller = m_invoice.seller;
        m_book.require(u"BR-06"_s, u"BT-27"_s, seller.name);
        m_book.require(u"BR-09"_s, u"BT-40"_s, seller.address.country, {}, u"the country of the seller"_s);
        m_book.requireThat(
            !seller.identifiers.empty() || !seller.legalRegistration.isEmpty() || !seller.vatId.isEmpty(),
            u"BR-CO-26"_s, u"BT-31"_s, {}, u"a VAT id, a registration (BT-30) or an identifier (BT-29)"_s);
        checkEndpoint(seller.electronicAddress, u"BR-62"_s, u"BT-34"_s);
        const Party &buyer = m_invoice.buyer;
        m_book.require(u"BR-07"_s, u"BT-44"_s, buyer.name);
        m_book.require(u"BR-11"_s, u"BT-55"_s, buyer.address.country, {}, u"the country of the buyer"_s);
        m_book.requireThat(buyer.identifiers.size() <= 1, u"BT-46"_s, u"BT-46"_s,
                           QString::number(buyer.identifiers.size()), u"at most one identifier"_s);
        checkEndpoint(buyer.electronicAddress, u"BR-63"_s, u"BT-49"_s);
        if (m_invoice.payee)
            m_book.require(u"BR-17"_s, u"BT-59"_s, m_invoice.payee->name);
        if (m_invoice.taxRepresentative) {
            m_book.require(u"BR-18"_s, u"BT-62"_s, m_invoice.taxRepresentative->name);
            m_book.require(u"BR-20"_s, u"BT-69"_s, m_invoice.taxRepresentative->address.country);
            m_book.require(u"BR-56"_s, u"BT-63"_s, m_invoice.taxRepresentative->vatId);
        }
        if (!m_invoice.delivery.address.isEmpty())
            m_book.require(u"BR-57"_s, u"BT-80"_s, m_invoice.delivery.address.country);
    }

    void checkEndpoint(const Identifier &endpoint, const QString &rule, const QString &term)
    {
        if (!endpoint.isEmpty())
            m_book.requireThat(!endpoint.scheme.isEmpty(), rule, term, endpoint.value,
                               u"the scheme of the address, such as EM for e-mail"_s);
    }

    void checkPayment()
    {
        if (!m_invoice.payment)
            return;
        const PaymentInstructions &payment = *m_invoice.payment;
        m_book.require(u"BR-49"_s, u"BT-81"_s, payment.meansCode);
        const bool isTransfer = payment.meansCode == u"30" || payment.meansCode == u"58";
        if (isTransfer && payment.transfers.empty())
            m_book.add(u"BR-61"_s, u"BT-84"_s, {}, u"an account for means of payment "_s + payment.meansCode);
        for (size_t i = 0; i < payment.transfers.size(); ++i)
            m_book.require(u"BR-50"_s, u"BT-84"_s, payment.transfers[i].account, u"account %1"_s.arg(i + 1));
        if (payment.card)
            checkCardNumber(payment.card->number);
    }

    /// At most the first six and the last four digits may be shown (PCI DSS 3.4); the official rule counts characters.
    void checkCardNumber(const QString &number)
    {
        const qsizetype length = number.simplified().size();
        m_book.requireThat(length <= 10, u"BR-51"_s, u"BT-87"_s, u"%1 characters long"_s.arg(length),
                           u"at most the first six and the last four digits"_s);
    }

    void checkPeriod(const InvoicingPeriod &period, const QString &rule, const QString &term, const QString &place = {})
    {
        if (period.start.isValid() && period.end.isValid())
            m_book.requireThat(period.start <= period.end, rule, term, period.end.toString(Qt::ISODate),
                               u"a day not before "_s + period.start.toString(Qt::ISODate), place);
    }

    void checkDates()
    {
        m_book.requireThat(m_invoice.taxPointDate.isNull() || m_invoice.taxPointCode.isEmpty(), u"BR-CO-03"_s,
                           u"BT-8"_s, m_invoice.taxPointCode, u"either the tax point date or its code, not both"_s);
        checkPeriod(m_invoice.period, u"BR-29"_s, u"BT-74"_s);
    }

    void checkDocumentAllowance(const AllowanceCharge &value, size_t index)
    {
        const QString place = placeOf(value, index);
        const QString category = value.isCharge ? u"BT-102"_s : u"BT-95"_s;
        m_book.require(value.isCharge ? u"BR-37"_s : u"BR-32"_s, category, value.vat.category, place);
        checkReason(value, value.isCharge ? u"BR-38"_s : u"BR-33"_s, value.isCharge ? u"BT-104"_s : u"BT-97"_s, place);
    }

    void checkReason(const AllowanceCharge &value, const QString &rule, const QString &term, const QString &place)
    {
        m_book.require(rule, term, value.reason + value.reasonCode, place, u"a reason or its code"_s);
        const QString amount = term == u"BT-104"   ? u"BT-99"_s
                               : term == u"BT-97"  ? u"BT-92"_s
                               : term == u"BT-139" ? u"BT-136"_s
                                                   : u"BT-141"_s;
        m_book.requireThat(!value.amount.isNegative(), rule, amount, value.amount.toString(),
                           u"an amount that is not negative"_s, place);
    }

    void checkAttachments()
    {
        for (size_t i = 0; i < m_invoice.attachments.size(); ++i)
            m_book.require(u"BR-52"_s, u"BT-122"_s, m_invoice.attachments[i].reference, u"attachment %1"_s.arg(i + 1));
    }

    void checkLine(const InvoiceLine &line)
    {
        const QString place = placeOf(line);
        m_book.require(u"BR-21"_s, u"BT-126"_s, line.id, place);
        m_book.require(u"BR-23"_s, u"BT-130"_s, line.unit, place, u"a unit such as C62 (one)"_s);
        m_book.require(u"BR-25"_s, u"BT-153"_s, line.item.name, place);
        m_book.require(u"BR-CO-04"_s, u"BT-151"_s, line.vat.category, place);
        m_book.requireThat(!line.price.net.isNegative(), u"BR-27"_s, u"BT-146"_s, line.price.net.toString(),
                           u"a price that is not negative; a credit has a negative quantity"_s, place);
        m_book.requireThat(!line.price.gross.value_or(Decimal(0)).isNegative(), u"BR-28"_s, u"BT-148"_s,
                           line.price.gross.value_or(Decimal(0)).toString(), u"a price that is not negative"_s, place);
        checkPeriod(line.period, u"BR-30"_s, u"BT-135"_s, place);
        for (size_t i = 0; i < line.allowancesCharges.size(); ++i) {
            const AllowanceCharge &value = line.allowancesCharges[i];
            checkReason(value, value.isCharge ? u"BR-44"_s : u"BR-42"_s, value.isCharge ? u"BT-144"_s : u"BT-139"_s,
                        placeOf(value, i, place));
        }
        for (const ItemAttribute &attribute : line.item.attributes)
            m_book.requireThat(!attribute.name.isEmpty() && !attribute.value.isEmpty(), u"BR-54"_s, u"BT-161"_s,
                               attribute.value, u"a name and a value"_s, place);
        if (!line.item.standardId.isEmpty())
            m_book.require(u"BR-64"_s, u"BT-157"_s, line.item.standardId.scheme, place,
                           u"the scheme of the identifier"_s);
        for (const ItemClassification &one : line.item.classifications)
            m_book.require(u"BR-65"_s, u"BT-158"_s, one.list, place, u"the list of the classification"_s);
    }

    const SemanticInvoice &m_invoice;
    RuleBook m_book;
};

} // namespace

Findings checkPresence(const SemanticInvoice &invoice)
{
    return Presence(invoice).check();
}

} // namespace accord::einvoice
