// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/invoice_draft.h"

#include "core/billing/discount_shares.h"
#include "core/workspace/agreed_payment.h"

namespace accord::workspace {

using billing::Bill;
using billing::Invoice;

Result<DraftFacts> draftFacts(Services &services, const accounts::AccountId &payer, const QDate &issueDate)
{
    const auto company = services.companyCurrency();
    if (!company)
        return passOn(company);
    const auto payment = agreedPaymentOf(services, payer);
    if (!payment)
        return passOn(payment);
    DraftFacts facts;
    facts.id = services.ids().next<billing::InvoiceId>();
    facts.issueDate = issueDate;
    facts.companyCurrency = *company;
    facts.createdBy = services.actor();
    facts.createdAt = services.clock().now();
    if (*payment)
        facts.payment = toJson(**payment);
    return facts;
}

Result<Invoice> draftInvoice(const DraftFacts &facts, const BillAssembly &assembly, Bill bill,
                             const ExchangeRates &rates)
{
    const auto rate = rates.quote(bill.currency, facts.companyCurrency, facts.issueDate);
    if (!rate)
        return passOn(rate);
    const auto companyTotal = rates.convert(bill.total, facts.companyCurrency, facts.issueDate);
    if (!companyTotal)
        return passOn(companyTotal);
    Invoice invoice;
    invoice.id = facts.id;
    invoice.issuingEntity = assembly.seller.id;
    invoice.account = assembly.input.payer.id;
    invoice.accountName = assembly.input.payer.name;
    invoice.issueDate = std::max(facts.issueDate, billing::earliestIssueDate(bill));
    invoice.dueDate = invoice.issueDate.addDays(bill.netDays);
    invoice.bill = std::move(bill);
    invoice.companyTotal = *companyTotal;
    invoice.createdBy = facts.createdBy;
    invoice.createdAt = facts.createdAt;
    invoice.run = facts.run;
    invoice.usageWatermark = assembly.usageWatermark;
    invoice.inputs = frozenInputs(assembly, facts.companyCurrency, *rate);
    if (const QJsonArray shares = billing::sharesToJson(invoice.bill.lines); !shares.isEmpty())
        invoice.inputs.insert(u"discount_shares"_s, shares);
    if (!facts.payment.isEmpty())
        invoice.inputs.insert(u"payment"_s, facts.payment);
    if (facts.prepayment)
        invoice.inputs.insert(u"prepayment"_s, billing::toJson(*facts.prepayment));
    if (!facts.lateCharge.isEmpty())
        invoice.inputs.insert(u"late_charge"_s, facts.lateCharge);
    invoice.digest = billing::digestOf(invoice);
    invoice.paid = invoice.credited = invoice.writtenOff = Money::zero(invoice.bill.currency);
    return invoice;
}

bool isSkippedZero(const BillAssembly &assembly, const Bill &bill)
{
    return bill.total.isZero() && !billing::hasDeductions(bill)
           && assembly.input.payer.zeroInvoices == accounts::ZeroInvoicePolicy::Skip;
}

} // namespace accord::workspace
