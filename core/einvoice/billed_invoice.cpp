// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/billed_invoice.h"

#include "core/billing/prepayment.h"
#include "core/einvoice/credited_invoice.h"
#include "core/einvoice/profile.h"
#include "core/einvoice/arithmetic.h"
#include "core/einvoice/billed_line.h"

namespace accord::einvoice {

namespace {

using billing::BillLine;

/// Fills one invoice; every function fills one part of it.
class Mapping
{
public:
    Mapping(const billing::Invoice &invoice, const billing::IssuingEntity &seller, const accounts::Account &payer,
            const InvoiceFacts &facts)
        : m_billed(invoice)
        , m_bill(invoice.bill)
        , m_seller(seller)
        , m_payer(payer)
        , m_facts(facts)
    { }

    Result<SemanticInvoice> map()
    {
        mapHead();
        mapSeller();
        mapBuyer();
        mapPayment();
        if (const auto lines = mapLines(); !lines)
            return passOn(lines);
        mapPeriod();
        mapReasons();
        leaveOutVatIds();
        if (const auto totals = mapTotals(); !totals)
            return passOn(totals);
        return forProfile(std::move(m_invoice), m_facts.customer.profile);
    }

private:
    bool isCreditNote() const { return m_bill.total.isNegative(); }

    static PostalAddress addressOf(const accounts::Address &address)
    {
        return {address.line1, address.line2, {}, address.city, address.postalCode, address.region, address.country};
    }

    /// The one value of \a member over the lines; empty when they have several, or none.
    QString common(QString BillLine::*member) const
    {
        QStringList values;
        for (const BillLine &line : m_bill.lines)
            values << line.*member;
        values.removeDuplicates();
        return values.size() == 1 ? values.first() : QString();
    }

    void mapHead()
    {
        m_invoice.number = m_billed.number;
        m_invoice.issueDate = m_billed.issueDate;
        // XRechnung has no code for prepayments (BR-DE-17); there the lines alone say what it is.
        const bool asksBefore = billing::isPrepayment(m_bill) && m_facts.customer.profile != Profile::XRechnung3;
        m_invoice.typeCode = isCreditNote() ? u"381"_s : asksBefore ? u"386"_s : u"380"_s;
        m_invoice.currency = m_bill.currency.code();
        m_invoice.dueDate = m_billed.dueDate;
        m_invoice.buyerReference = m_facts.customer.buyerReference;
        m_invoice.contract = common(&BillLine::contractNumber);
        m_invoice.purchaseOrder
            = m_bill.purchaseOrder.isEmpty() ? common(&BillLine::purchaseOrder) : m_bill.purchaseOrder;
        m_invoice.accountingReference = m_facts.customer.accountingReference;
        m_invoice.paymentTerms = paymentTerms();
        m_invoice.notes = m_facts.notes;
        m_invoice.attachments = m_facts.attachments;
        m_invoice.precedingInvoices = prepaidInvoices();
    }

    /// BG-3: the prepayment invoices that the lines of a final invoice deduct.
    std::vector<PrecedingInvoice> prepaidInvoices() const
    {
        std::vector<PrecedingInvoice> all;
        const auto prepaid
            = billing::prepaidFromJson(m_billed.inputs.value(u"prepayments"_s).toArray(), m_bill.currency);
        for (const billing::PrepaidPart &part : prepaid) {
            const bool isDeducted = std::ranges::any_of(m_bill.lines, [&](const BillLine &line) {
                return billing::isDeduction(line) && line.key.contract == part.contract
                       && line.key.item.startsWith(part.key + u'.');
            });
            const PrecedingInvoice one{part.number, part.issuedOn};
            if (isDeducted && std::ranges::find(all, one) == all.end())
                all.push_back(one);
        }
        return all;
    }

    QString paymentTerms() const
    {
        QStringList terms{m_bill.netDays > 0 ? u"Net %1 days"_s.arg(m_bill.netDays) : u"Due on receipt"_s};
        for (const billing::Instalment &part : m_bill.instalments)
            terms << u"%1: %2 %3, %4"_s.arg(part.name, part.amount.toString(), m_bill.currency.code(),
                                            part.due.isValid() ? part.due.toString(Qt::ISODate) : part.milestone);
        const bool isXRechnung = m_facts.customer.profile == Profile::XRechnung3;
        for (const EarlyPayment &early : m_facts.earlyPayment) {
            const QString percent = Exact(early.percent).rounded(2).value_or(early.percent).toString();
            if (isXRechnung) {
                terms << u"#SKONTO#TAGE=%1#PROZENT=%2#"_s.arg(early.days).arg(percent);
                continue;
            }
            QString offer = u"%1 % discount if paid within %2 days"_s.arg(percent).arg(early.days);
            if (early.lastDay.isValid())
                offer += u", by "_s + early.lastDay.toString(Qt::ISODate);
            if (early.amount)
                offer += u": %1 %2 less"_s.arg(early.amount->toString(), m_bill.currency.code());
            terms << offer;
        }
        // KoSIT wants every line of discount terms ended by a line break.
        return terms.join(u'\n') + (isXRechnung && !m_facts.earlyPayment.empty() ? u"\n"_s : QString());
    }

    void mapSeller()
    {
        Party &seller = m_invoice.seller;
        seller.name = m_seller.legalName;
        seller.vatId = m_seller.vatId;
        seller.address = addressOf(m_seller.address);
        seller.electronicAddress = m_facts.seller.electronicAddress;
        seller.legalRegistration = m_facts.seller.legalRegistration;
        seller.taxNumber = m_facts.seller.taxNumber;
        seller.legalInformation = m_facts.seller.legalInformation;
        seller.contact = m_facts.seller.contact;
    }

    void mapBuyer()
    {
        Party &buyer = m_invoice.buyer;
        buyer.name = m_payer.legalName.isEmpty() ? m_payer.name : m_payer.legalName;
        buyer.vatId = m_payer.vatId;
        buyer.address = addressOf(m_payer.address);
        if (!m_payer.number.isEmpty())
            buyer.identifiers = {{m_payer.number, {}}};
        buyer.electronicAddress = m_facts.customer.electronicAddress;
        buyer.legalRegistration = m_facts.customer.legalRegistration;
        buyer.contact = m_facts.customer.contact;
    }

    void mapPayment()
    {
        if (isCreditNote()) {
            m_invoice.payment = paymentOfCredit(specificationId(m_facts.customer.profile));
            return;
        }
        const auto &debit = m_facts.customer.directDebit;
        if (!debit && m_facts.seller.accounts.empty() && m_facts.customer.meansCode.isEmpty())
            return;
        PaymentInstructions payment;
        const QString transfer = m_bill.currency.code() == u"EUR" ? u"58"_s : u"30"_s;
        payment.meansCode = !m_facts.customer.meansCode.isEmpty() ? m_facts.customer.meansCode
                            : debit                               ? u"59"_s
                                                                  : transfer;
        payment.remittance = m_billed.number;
        // What is debited, charged to a card or sent as a cheque is paid to no account.
        static const QStringList withoutAccount{u"3"_s, u"20"_s, u"48"_s, u"49"_s, u"54"_s, u"55"_s, u"59"_s};
        if (debit) {
            payment.directDebit = debit;
            payment.directDebit->creditor = m_facts.seller.creditor;
        } else if (!withoutAccount.contains(payment.meansCode)) {
            payment.transfers = m_facts.seller.accounts;
        }
        payment.card = m_facts.customer.card;
        m_invoice.payment = payment;
    }

    /// The taxes of \a line: its own, or the only one of the bill.
    std::vector<tax::Component> taxesOf(const BillLine &line) const
    {
        if (line.taxes.empty() && m_bill.taxGroups.size() == 1)
            return {m_bill.taxGroups.front().component};
        return line.taxes;
    }

    Result<void> mapLines()
    {
        int number = 0;
        for (const BillLine &billed : m_bill.lines) {
            auto line = lineFor(billed, taxesOf(billed), ++number, isCreditNote());
            if (!line)
                return passOn(line);
            if (m_invoice.contract.isEmpty() && !billed.contractNumber.isEmpty())
                line->note = u"Contract "_s + billed.contractNumber;
            m_invoice.lines.push_back(std::move(*line));
        }
        return {};
    }

    /// The days that the lines serve, which are more than the month of the bill for a year that is paid in advance.
    void mapPeriod()
    {
        InvoicingPeriod &period = m_invoice.period;
        for (const InvoiceLine &line : m_invoice.lines) {
            if (line.period.isEmpty())
                continue;
            period.start = period.start.isNull() ? line.period.start : std::min(period.start, line.period.start);
            period.end = period.end.isNull() ? line.period.end : std::max(period.end, line.period.end);
        }
        if (period.isEmpty() && !m_bill.period.isEmpty())
            period = {m_bill.period.start, m_bill.period.lastDay()};
    }

    /// Why nothing is charged, for breakdownOf() to take over. What is charged needs no reason and may have none.
    void mapReasons()
    {
        for (const tax::TaxGroup &group : m_bill.taxGroups) {
            VatBreakdown part;
            part.vat = vatOf(group.component);
            if (part.vat.category != u"S" && part.vat.category != u"Z") {
                part.exemptionReason = group.component.reason;
                part.exemptionCode = group.component.reasonCode;
            }
            m_invoice.breakdown.push_back(part);
        }
    }

    /// BR-O-02: beside category O there are no VAT ids at all.
    void leaveOutVatIds()
    {
        const bool isOutside = std::any_of(m_invoice.lines.begin(), m_invoice.lines.end(),
                                           [](const InvoiceLine &line) { return line.vat.category == u"O"; });
        if (isOutside)
            m_invoice.seller.vatId = m_invoice.buyer.vatId = QString();
    }

    Decimal inDocument(const Money &amount) const
    {
        const Exact value(isCreditNote() ? amount.negated() : amount);
        return value.rounded(2).value_or(Decimal());
    }

    Result<void> mapTotals()
    {
        MoneySum credits(m_bill.currency);
        for (const billing::CreditApplied &credit : m_bill.credits)
            credits.add(credit.amount);
        if (!credits.total())
            return passOn(credits.total());
        if (!credits.total()->isZero())
            m_invoice.totals.paid = inDocument(*credits.total());
        if (const auto computed = computeTotals(m_invoice); !computed)
            return computed;
        if (const auto same = compareWithBill(); !same)
            return same;
        return mapTaxCurrency();
    }

    Result<void> compareWithBill() const
    {
        if (m_bill.currency.minorDigits() > 2)
            return {};
        for (const auto &[term, value, billed] :
             {std::tuple(u"BT-109"_s, m_invoice.totals.withoutVat, m_bill.subtotal),
              std::tuple(u"BT-110"_s, m_invoice.totals.vat.value_or(Decimal(0)), m_bill.tax),
              std::tuple(u"BT-112"_s, m_invoice.totals.withVat, m_bill.total)}) {
            if (value != inDocument(billed))
                return fail(ErrorKind::InvalidInput, u"einvoice.totals_differ"_s,
                            {{u"term"_s, term}, {u"value"_s, value.toString()}, {u"expected"_s, billed.toString()}});
        }
        return {};
    }

    Result<void> mapTaxCurrency()
    {
        if (!m_facts.taxCurrency || m_facts.taxCurrency->code == m_invoice.currency)
            return {};
        const auto tax = (Exact(*m_invoice.totals.vat) * Exact(m_facts.taxCurrency->rate)).rounded(2);
        if (!tax)
            return passOn(tax);
        m_invoice.taxCurrency = m_facts.taxCurrency->code;
        m_invoice.totals.vatInTaxCurrency = *tax;
        return {};
    }

    const billing::Invoice &m_billed;
    const billing::Bill &m_bill;
    const billing::IssuingEntity &m_seller;
    const accounts::Account &m_payer;
    const InvoiceFacts &m_facts;
    SemanticInvoice m_invoice;
};

} // namespace

Result<SemanticInvoice> semanticInvoiceFor(const billing::Invoice &invoice, const billing::IssuingEntity &seller,
                                           const accounts::Account &payer, const InvoiceFacts &facts)
{
    return Mapping(invoice, seller, payer, facts).map();
}

} // namespace accord::einvoice
