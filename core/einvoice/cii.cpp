// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/cii.h"

#include "core/einvoice/cii_parts.h"
#include "core/einvoice/profile.h"

#include <array>

namespace accord::einvoice {

namespace {

/// UNTDID 1001: what an additional referenced document is.
const QString invoicedObject = u"130"_s;
const QString tenderReference = u"50"_s;
const QString supportingDocument = u"916"_s;

/// BT-8 is UNTDID 2005 in the model and in UBL, UNTDID 2475 in CII.
struct TaxPointCode
{
    const char16_t *model;
    const char16_t *cii;
};
constexpr std::array taxPointCodes{TaxPointCode{u"3", u"5"}, TaxPointCode{u"35", u"29"}, TaxPointCode{u"432", u"72"}};

QString translated(const QString &code, const char16_t *const TaxPointCode::*from,
                   const char16_t *const TaxPointCode::*to)
{
    for (const TaxPointCode &pair : taxPointCodes) {
        if (code == QStringView(pair.*from))
            return QString::fromUtf16(pair.*to);
    }
    return code;
}

/// Describes one document; the functions stand in the order of its elements.
class Document
{
public:
    Document(const XmlBinding &root, SemanticInvoice &invoice)
        : m_root(root)
        , m_invoice(invoice)
    { }

    void bind()
    {
        bindHead();
        const XmlBinding transaction = m_root.in(u"rsm:SupplyChainTradeTransaction"_s);
        transaction.each(u"ram:IncludedSupplyChainTradeLineItem"_s, m_invoice.lines, cii::bindLine);
        bindAgreement(transaction.in(u"ram:ApplicableHeaderTradeAgreement"_s));
        bindDelivery(transaction.in(u"ram:ApplicableHeaderTradeDelivery"_s));
        bindSettlement(transaction.in(u"ram:ApplicableHeaderTradeSettlement"_s));
    }

private:
    void bindHead()
    {
        const XmlBinding context = m_root.in(u"rsm:ExchangedDocumentContext"_s);
        context.token(u"ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID"_s, m_invoice.businessProcess);
        context.token(u"ram:GuidelineSpecifiedDocumentContextParameter/ram:ID"_s, m_invoice.specification);
        const XmlBinding document = m_root.in(u"rsm:ExchangedDocument"_s);
        document.token(u"ram:ID"_s, m_invoice.number);
        document.token(u"ram:TypeCode"_s, m_invoice.typeCode);
        document.date102(u"ram:IssueDateTime"_s, u"udt:DateTimeString"_s, m_invoice.issueDate);
        document.each(u"ram:IncludedNote"_s, m_invoice.notes, [](const XmlBinding &place, Note &note) {
            place.text(u"ram:Content"_s, note.text);
            place.token(u"ram:SubjectCode"_s, note.subject);
        });
    }

    void bindAgreement(const XmlBinding &agreement)
    {
        agreement.token(u"ram:BuyerReference"_s, m_invoice.buyerReference);
        cii::bindParty(agreement.in(u"ram:SellerTradeParty"_s), m_invoice.seller, true);
        cii::bindParty(agreement.in(u"ram:BuyerTradeParty"_s), m_invoice.buyer, false);
        agreement.optional(u"ram:SellerTaxRepresentativeTradeParty"_s, m_invoice.taxRepresentative,
                           cii::bindTaxRepresentative);
        agreement.token(u"ram:SellerOrderReferencedDocument/ram:IssuerAssignedID"_s, m_invoice.salesOrder);
        agreement.token(u"ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID"_s, m_invoice.purchaseOrder);
        agreement.token(u"ram:ContractReferencedDocument/ram:IssuerAssignedID"_s, m_invoice.contract);
        agreement.isReading() ? readAdditional(agreement) : writeAdditional(agreement);
        if (agreement.isReading() || !m_invoice.project.isEmpty()) {
            const XmlBinding project = agreement.in(u"ram:SpecifiedProcuringProject"_s);
            project.token(u"ram:ID"_s, m_invoice.project);
            project.fixed(u"ram:Name"_s, u"Project reference"_s);
        }
    }

    static void writeTyped(const XmlBinding &agreement, Identifier identifier, const QString &type)
    {
        if (identifier.isEmpty())
            return;
        const XmlBinding place = agreement.added(u"ram:AdditionalReferencedDocument"_s);
        place.token(u"ram:IssuerAssignedID"_s, identifier.value);
        place.fixed(u"ram:TypeCode"_s, type);
        place.token(u"ram:ReferenceTypeCode"_s, identifier.scheme);
    }

    void writeAdditional(const XmlBinding &agreement)
    {
        for (Attachment &attachment : m_invoice.attachments)
            bindAttachment(agreement.added(u"ram:AdditionalReferencedDocument"_s), attachment);
        writeTyped(agreement, {m_invoice.tender, {}}, tenderReference);
        writeTyped(agreement, m_invoice.object, invoicedObject);
    }

    void readAdditional(const XmlBinding &agreement)
    {
        for (const XmlBinding &place : agreement.all(u"ram:AdditionalReferencedDocument"_s)) {
            const QString type = place.peek(u"ram:TypeCode"_s);
            if (type == tenderReference) {
                place.token(u"ram:IssuerAssignedID"_s, m_invoice.tender);
                place.skip(u"ram:TypeCode"_s);
            } else if (type == invoicedObject) {
                place.token(u"ram:IssuerAssignedID"_s, m_invoice.object.value);
                place.token(u"ram:ReferenceTypeCode"_s, m_invoice.object.scheme);
                place.skip(u"ram:TypeCode"_s);
            } else {
                bindAttachment(place, m_invoice.attachments.emplace_back());
            }
        }
    }

    static void bindAttachment(const XmlBinding &place, Attachment &value)
    {
        place.token(u"ram:IssuerAssignedID"_s, value.reference);
        place.token(u"ram:URIID"_s, value.location);
        place.fixed(u"ram:TypeCode"_s, supportingDocument);
        place.text(u"ram:Name"_s, value.description);
        const QString object = u"ram:AttachmentBinaryObject"_s;
        place.base64(object, value.content);
        place.attribute(object, u"mimeCode"_s, value.mimeType);
        place.attribute(object, u"filename"_s, value.fileName);
    }

    void bindDelivery(const XmlBinding &delivery)
    {
        delivery.require();
        cii::bindDelivery(delivery, m_invoice.delivery);
        delivery.token(u"ram:DespatchAdviceReferencedDocument/ram:IssuerAssignedID"_s, m_invoice.despatchAdvice);
        delivery.token(u"ram:ReceivingAdviceReferencedDocument/ram:IssuerAssignedID"_s, m_invoice.receivingAdvice);
    }

    void bindSettlement(const XmlBinding &settlement)
    {
        bindDirectDebit(settlement, u"ram:CreditorReferenceID"_s, &DirectDebit::creditor);
        bindRemittance(settlement);
        settlement.token(u"ram:TaxCurrencyCode"_s, m_invoice.taxCurrency);
        settlement.token(u"ram:InvoiceCurrencyCode"_s, m_invoice.currency);
        settlement.optional(u"ram:PayeeTradeParty"_s, m_invoice.payee, cii::bindPayee);
        cii::bindPaymentMeans(settlement, m_invoice.payment);
        bindBreakdown(settlement);
        cii::bindPeriod(settlement, m_invoice.period);
        cii::bindAllowancesCharges(settlement, m_invoice.allowancesCharges, true);
        const XmlBinding terms = settlement.in(u"ram:SpecifiedTradePaymentTerms"_s);
        terms.text(u"ram:Description"_s, m_invoice.paymentTerms);
        terms.date102(u"ram:DueDateDateTime"_s, u"udt:DateTimeString"_s, m_invoice.dueDate);
        bindDirectDebit(terms, u"ram:DirectDebitMandateID"_s, &DirectDebit::mandate);
        bindTotals(settlement.in(u"ram:SpecifiedTradeSettlementHeaderMonetarySummation"_s));
        settlement.each(u"ram:InvoiceReferencedDocument"_s, m_invoice.precedingInvoices,
                        [](const XmlBinding &place, PrecedingInvoice &preceding) {
                            place.token(u"ram:IssuerAssignedID"_s, preceding.number);
                            place.date102(u"ram:FormattedIssueDateTime"_s, u"qdt:DateTimeString"_s,
                                          preceding.issueDate);
                        });
        settlement.text(u"ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID"_s, m_invoice.accountingReference);
    }

    /// Terms of BG-16 and BG-19 that CII keeps outside of the means of payment.
    void bindDirectDebit(const XmlBinding &place, const QString &name, QString DirectDebit::*term)
    {
        if (!place.isReading()) {
            if (m_invoice.payment && m_invoice.payment->directDebit)
                place.token(name, m_invoice.payment->directDebit.value().*term);
        } else if (!place.peek(name).isEmpty()) {
            if (!m_invoice.payment)
                m_invoice.payment.emplace();
            if (!m_invoice.payment->directDebit)
                m_invoice.payment->directDebit.emplace();
            place.token(name, m_invoice.payment->directDebit.value().*term);
        }
    }

    void bindRemittance(const XmlBinding &settlement)
    {
        const QString name = u"ram:PaymentReference"_s;
        if (settlement.isReading() && !settlement.peek(name).isEmpty() && !m_invoice.payment)
            m_invoice.payment.emplace();
        if (m_invoice.payment)
            settlement.text(name, m_invoice.payment->remittance);
    }

    void bindBreakdown(const XmlBinding &settlement)
    {
        settlement.each(u"ram:ApplicableTradeTax"_s, m_invoice.breakdown,
                        [this](const XmlBinding &place, VatBreakdown &part) {
                            place.amount(u"ram:CalculatedAmount"_s, part.tax);
                            place.fixed(u"ram:TypeCode"_s, u"VAT"_s);
                            place.text(u"ram:ExemptionReason"_s, part.exemptionReason);
                            place.amount(u"ram:BasisAmount"_s, part.taxable);
                            place.token(u"ram:CategoryCode"_s, part.vat.category);
                            place.token(u"ram:ExemptionReasonCode"_s, part.exemptionCode);
                            place.date102(u"ram:TaxPointDate"_s, u"udt:DateString"_s, m_invoice.taxPointDate);
                            bindTaxPointCode(place);
                            place.decimal(u"ram:RateApplicablePercent"_s, part.vat.rate);
                        });
    }

    void bindTaxPointCode(const XmlBinding &place)
    {
        QString code = translated(m_invoice.taxPointCode, &TaxPointCode::model, &TaxPointCode::cii);
        place.token(u"ram:DueDateTypeCode"_s, code);
        m_invoice.taxPointCode = translated(code, &TaxPointCode::cii, &TaxPointCode::model);
    }

    void bindTotals(const XmlBinding &sum)
    {
        Totals &totals = m_invoice.totals;
        const bool isMinimum = m_invoice.specification == specificationId(Profile::FacturXMinimum);
        if (!isMinimum)
            sum.amount(u"ram:LineTotalAmount"_s, totals.lines);
        sum.amount(u"ram:ChargeTotalAmount"_s, totals.charges);
        sum.amount(u"ram:AllowanceTotalAmount"_s, totals.allowances);
        sum.amount(u"ram:TaxBasisTotalAmount"_s, totals.withoutVat);
        sum.isReading() ? readTaxTotals(sum) : writeTaxTotals(sum);
        sum.amount(u"ram:RoundingAmount"_s, totals.rounding);
        sum.amount(u"ram:GrandTotalAmount"_s, totals.withVat);
        sum.amount(u"ram:TotalPrepaidAmount"_s, totals.paid);
        sum.amount(u"ram:DuePayableAmount"_s, totals.due);
    }

    void writeTaxTotals(const XmlBinding &sum)
    {
        sum.amount(u"ram:TaxTotalAmount"_s, m_invoice.totals.vat, m_invoice.currency);
        sum.amount(u"ram:TaxTotalAmount"_s, m_invoice.totals.vatInTaxCurrency, m_invoice.taxCurrency);
    }

    void readTaxTotals(const XmlBinding &sum)
    {
        for (const XmlBinding &place : sum.all(u"ram:TaxTotalAmount"_s)) {
            const QString currency = place.peekAttribute({}, u"currencyID"_s);
            const bool isOther = !m_invoice.taxCurrency.isEmpty() && currency == m_invoice.taxCurrency
                                 && currency != m_invoice.currency;
            place.amount({}, isOther ? m_invoice.totals.vatInTaxCurrency : m_invoice.totals.vat,
                         isOther ? currency : m_invoice.currency);
        }
    }

    const XmlBinding &m_root;
    SemanticInvoice &m_invoice;
};

} // namespace

Result<QByteArray> writeCii(const SemanticInvoice &invoice)
{
    SemanticInvoice copy = invoice; // a description may read what it is bound to, so it wants it writable
    XmlElement root;
    root.name = u"rsm:CrossIndustryInvoice"_s;
    for (const QString &prefix : {u"qdt"_s, u"ram"_s, u"rsm"_s, u"udt"_s})
        root.attributes.emplace_back(u"xmlns:"_s + prefix, namespaceOf(prefix));
    XmlBinding::State state{false, invoice.currency, {}};
    const XmlBinding binding(&root, state);
    Document(binding, copy).bind();
    return writeXml(root);
}

Result<SemanticInvoice> readCii(XmlElement &root)
{
    SemanticInvoice invoice;
    XmlBinding::State state{true, {}, {}};
    const XmlBinding binding(&root, state);
    state.currency = binding.peek(
        u"rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/ram:InvoiceCurrencyCode"_s);
    Document(binding, invoice).bind();
    if (!state.status)
        return passOn(state.status);
    return invoice;
}

} // namespace accord::einvoice
