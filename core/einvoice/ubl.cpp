// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/ubl.h"

#include "core/einvoice/ubl_parts.h"

namespace accord::einvoice {

namespace {

/// UNTDID 1001: what an additional document reference is when it is no attachment.
const QString invoicedObject = u"130"_s;
const QString projectReference = u"50"_s;

/// Describes one document; the functions stand in the order of its elements.
class Document
{
public:
    Document(const XmlBinding &root, SemanticInvoice &invoice, bool isCreditNote)
        : m_root(root)
        , m_invoice(invoice)
        , m_isCreditNote(isCreditNote)
    {
        if (!root.isReading() && invoice.payment && invoice.payment->directDebit)
            m_creditor = invoice.payment->directDebit->creditor;
    }

    void bind()
    {
        bindHead();
        bindReferences();
        bindParties();
        bindSettlement();
        bindTotals();
        m_root.each(m_isCreditNote ? u"cac:CreditNoteLine"_s : u"cac:InvoiceLine"_s, m_invoice.lines,
                    [this](const XmlBinding &place, InvoiceLine &line) {
                        ubl::bindLine(place, line,
                                      m_isCreditNote ? u"cbc:CreditedQuantity"_s : u"cbc:InvoicedQuantity"_s);
                    });
    }

private:
    void bindHead()
    {
        m_root.token(u"cbc:CustomizationID"_s, m_invoice.specification);
        m_root.token(u"cbc:ProfileID"_s, m_invoice.businessProcess);
        m_root.token(u"cbc:ID"_s, m_invoice.number);
        m_root.date(u"cbc:IssueDate"_s, m_invoice.issueDate);
        if (m_isCreditNote) {
            m_root.date(u"cbc:TaxPointDate"_s, m_invoice.taxPointDate);
            m_root.token(u"cbc:CreditNoteTypeCode"_s, m_invoice.typeCode);
            bindNotes();
        } else {
            m_root.date(u"cbc:DueDate"_s, m_invoice.dueDate);
            m_root.token(u"cbc:InvoiceTypeCode"_s, m_invoice.typeCode);
            bindNotes();
            m_root.date(u"cbc:TaxPointDate"_s, m_invoice.taxPointDate);
        }
        m_root.token(u"cbc:DocumentCurrencyCode"_s, m_invoice.currency);
        m_root.token(u"cbc:TaxCurrencyCode"_s, m_invoice.taxCurrency);
        m_root.text(u"cbc:AccountingCost"_s, m_invoice.accountingReference);
        m_root.token(u"cbc:BuyerReference"_s, m_invoice.buyerReference);
        ubl::bindPeriod(m_root, m_invoice.period, &m_invoice.taxPointCode);
    }

    /// "#ADU#text": the subject stands before the text, between two signs.
    void bindNotes()
    {
        m_root.each(u"cbc:Note"_s, m_invoice.notes, [](const XmlBinding &place, Note &note) {
            QString text = note.subject.isEmpty() ? note.text : u'#' + note.subject + u'#' + note.text;
            place.text({}, text);
            const bool hasSubject
                = text.size() > 5 && text[0] == u'#' && text[4] == u'#' && text.mid(1, 3).toUpper() == text.mid(1, 3);
            note.subject = hasSubject ? text.mid(1, 3) : QString();
            note.text = hasSubject ? text.mid(5) : text;
        });
    }

    void bindReferences()
    {
        m_root.token(u"cac:OrderReference/cbc:ID"_s, m_invoice.purchaseOrder);
        m_root.token(u"cac:OrderReference/cbc:SalesOrderID"_s, m_invoice.salesOrder);
        m_root.each(u"cac:BillingReference"_s, m_invoice.precedingInvoices,
                    [](const XmlBinding &place, PrecedingInvoice &preceding) {
                        place.token(u"cac:InvoiceDocumentReference/cbc:ID"_s, preceding.number);
                        place.date(u"cac:InvoiceDocumentReference/cbc:IssueDate"_s, preceding.issueDate);
                    });
        m_root.token(u"cac:DespatchDocumentReference/cbc:ID"_s, m_invoice.despatchAdvice);
        m_root.token(u"cac:ReceiptDocumentReference/cbc:ID"_s, m_invoice.receivingAdvice);
        if (!m_isCreditNote)
            m_root.token(u"cac:OriginatorDocumentReference/cbc:ID"_s, m_invoice.tender);
        m_root.token(u"cac:ContractDocumentReference/cbc:ID"_s, m_invoice.contract);
        m_root.isReading() ? readAdditional() : writeAdditional();
        if (m_isCreditNote)
            m_root.token(u"cac:OriginatorDocumentReference/cbc:ID"_s, m_invoice.tender);
        else
            m_root.token(u"cac:ProjectReference/cbc:ID"_s, m_invoice.project);
    }

    void writeTyped(Identifier identifier, const QString &type)
    {
        if (identifier.isEmpty())
            return;
        const XmlBinding place = m_root.added(u"cac:AdditionalDocumentReference"_s);
        place.identifier(u"cbc:ID"_s, identifier);
        place.fixed(u"cbc:DocumentTypeCode"_s, type);
    }

    void writeAdditional()
    {
        writeTyped(m_invoice.object, invoicedObject);
        if (m_isCreditNote)
            writeTyped({m_invoice.project, {}}, projectReference);
        for (Attachment &attachment : m_invoice.attachments)
            bindAttachment(m_root.added(u"cac:AdditionalDocumentReference"_s), attachment);
    }

    void readAdditional()
    {
        for (const XmlBinding &place : m_root.all(u"cac:AdditionalDocumentReference"_s)) {
            const QString type = place.peek(u"cbc:DocumentTypeCode"_s);
            if (type == invoicedObject)
                place.identifier(u"cbc:ID"_s, m_invoice.object);
            else if (type == projectReference && m_isCreditNote)
                place.token(u"cbc:ID"_s, m_invoice.project);
            else
                bindAttachment(place, m_invoice.attachments.emplace_back());
            if (type == invoicedObject || type == projectReference)
                place.skip(u"cbc:DocumentTypeCode"_s);
        }
    }

    static void bindAttachment(const XmlBinding &place, Attachment &value)
    {
        place.token(u"cbc:ID"_s, value.reference);
        place.text(u"cbc:DocumentDescription"_s, value.description);
        const XmlBinding attachment = place.in(u"cac:Attachment"_s);
        const QString object = u"cbc:EmbeddedDocumentBinaryObject"_s;
        attachment.base64(object, value.content);
        attachment.attribute(object, u"mimeCode"_s, value.mimeType);
        attachment.attribute(object, u"filename"_s, value.fileName);
        attachment.token(u"cac:ExternalReference/cbc:URI"_s, value.location);
    }

    void bindParties()
    {
        QString none;
        const bool payeeCollects = m_invoice.payee.has_value() && !m_root.isReading();
        ubl::bindParty(m_root.in(u"cac:AccountingSupplierParty/cac:Party"_s), m_invoice.seller,
                       payeeCollects ? &none : &m_creditor);
        ubl::bindParty(m_root.in(u"cac:AccountingCustomerParty/cac:Party"_s), m_invoice.buyer, nullptr);
        m_root.optional(u"cac:PayeeParty"_s, m_invoice.payee,
                        [this](const XmlBinding &place, Payee &payee) { ubl::bindPayee(place, payee, m_creditor); });
        m_root.optional(u"cac:TaxRepresentativeParty"_s, m_invoice.taxRepresentative, ubl::bindTaxRepresentative);
        ubl::bindDelivery(m_root.in(u"cac:Delivery"_s), m_invoice.delivery);
    }

    void bindSettlement()
    {
        ubl::bindPayment(m_root, m_invoice.payment, m_isCreditNote ? &m_invoice.dueDate : nullptr);
        if (m_root.isReading() && !m_creditor.isEmpty()) {
            if (!m_invoice.payment)
                m_invoice.payment.emplace();
            if (!m_invoice.payment->directDebit)
                m_invoice.payment->directDebit.emplace();
            m_invoice.payment->directDebit->creditor = m_creditor;
        }
        m_root.text(u"cac:PaymentTerms/cbc:Note"_s, m_invoice.paymentTerms);
        ubl::bindAllowancesCharges(m_root, m_invoice.allowancesCharges, true);
    }

    void bindSubtotals(const XmlBinding &total)
    {
        total.each(u"cac:TaxSubtotal"_s, m_invoice.breakdown, [this](const XmlBinding &place, VatBreakdown &part) {
            place.amount(u"cbc:TaxableAmount"_s, part.taxable, m_invoice.currency);
            place.amount(u"cbc:TaxAmount"_s, part.tax, m_invoice.currency);
            ubl::bindVat(place.in(u"cac:TaxCategory"_s), part.vat, &part);
        });
    }

    void readTaxTotals()
    {
        for (const XmlBinding &total : m_root.all(u"cac:TaxTotal"_s)) {
            const QString currency = total.peekAttribute(u"cbc:TaxAmount"_s, u"currencyID"_s);
            if (!m_invoice.taxCurrency.isEmpty() && currency == m_invoice.taxCurrency
                && currency != m_invoice.currency) {
                total.amount(u"cbc:TaxAmount"_s, m_invoice.totals.vatInTaxCurrency, currency);
                continue;
            }
            total.amount(u"cbc:TaxAmount"_s, m_invoice.totals.vat, m_invoice.currency);
            bindSubtotals(total);
        }
    }

    void writeTaxTotals()
    {
        const XmlBinding total = m_root.added(u"cac:TaxTotal"_s);
        total.amount(u"cbc:TaxAmount"_s, m_invoice.totals.vat, m_invoice.currency);
        bindSubtotals(total);
        if (m_invoice.totals.vatInTaxCurrency)
            m_root.added(u"cac:TaxTotal"_s)
                .amount(u"cbc:TaxAmount"_s, m_invoice.totals.vatInTaxCurrency, m_invoice.taxCurrency);
    }

    void bindTotals()
    {
        m_root.isReading() ? readTaxTotals() : writeTaxTotals();
        const XmlBinding sum = m_root.in(u"cac:LegalMonetaryTotal"_s);
        Totals &totals = m_invoice.totals;
        const QString &currency = m_invoice.currency;
        sum.amount(u"cbc:LineExtensionAmount"_s, totals.lines, currency);
        sum.amount(u"cbc:TaxExclusiveAmount"_s, totals.withoutVat, currency);
        sum.amount(u"cbc:TaxInclusiveAmount"_s, totals.withVat, currency);
        sum.amount(u"cbc:AllowanceTotalAmount"_s, totals.allowances, currency);
        sum.amount(u"cbc:ChargeTotalAmount"_s, totals.charges, currency);
        sum.amount(u"cbc:PrepaidAmount"_s, totals.paid, currency);
        sum.amount(u"cbc:PayableRoundingAmount"_s, totals.rounding, currency);
        sum.amount(u"cbc:PayableAmount"_s, totals.due, currency);
    }

    const XmlBinding &m_root;
    SemanticInvoice &m_invoice;
    bool m_isCreditNote;
    QString m_creditor; ///< BT-90
};

} // namespace

Result<QByteArray> writeUbl(const SemanticInvoice &invoice)
{
    SemanticInvoice copy = invoice; // a description may read what it is bound to, so it wants it writable
    XmlElement root;
    root.name = invoice.isCreditNote() ? u"CreditNote"_s : u"Invoice"_s;
    root.attributes = {{u"xmlns"_s, namespaceOf(root.name)}};
    for (const QString &prefix : {u"cac"_s, u"cbc"_s})
        root.attributes.emplace_back(u"xmlns:"_s + prefix, namespaceOf(prefix));
    XmlBinding::State state{false, invoice.currency, {}};
    const XmlBinding binding(&root, state);
    Document(binding, copy, invoice.isCreditNote()).bind();
    return writeXml(root);
}

Result<SemanticInvoice> readUbl(XmlElement &root)
{
    SemanticInvoice invoice;
    XmlBinding::State state{true, {}, {}};
    const XmlBinding binding(&root, state);
    state.currency = binding.peek(u"cbc:DocumentCurrencyCode"_s);
    Document(binding, invoice, root.name == u"CreditNote").bind();
    if (!state.status)
        return passOn(state.status);
    return invoice;
}

} // namespace accord::einvoice
