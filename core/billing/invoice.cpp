// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/invoice.h"

#include "core/base/canonical.h"

#include <QtCore/QJsonDocument>

namespace accord::billing {

namespace {

void add(CanonicalForm &form, const std::optional<Decimal> &value)
{
    form.add(value ? value->toShortString() : u""_s);
}

void addLine(CanonicalForm &form, const BillLine &line)
{
    form.add(line.key.toString())
        .add(line.description)
        .add(line.locationCode)
        .add(line.costCentre)
        .add(line.department);
    form.add(line.quantity.toShortString()).add(line.unit);
    add(form, line.unitPrice);
    add(form, line.used);
    add(form, line.included);
    form.add(line.gross.minor())
        .add(line.discount.minor())
        .add(line.net.minor())
        .add(line.tax.minor())
        .add(line.purchaseOrder);
    if (line.priced)
        form.add(line.priced->gross.minor()).add(line.priced->discount.minor()).add(line.priced->net.minor());
}

} // namespace

QByteArray digestOf(const Invoice &invoice)
{
    const Bill &bill = invoice.bill;
    CanonicalForm form;
    form.add(u"accord.invoice/1"_s)
        .add(invoice.id.toString())
        .add(invoice.issuingEntity.toString())
        .add(invoice.account.toString());
    form.add(bill.period.toString()).add(invoice.issueDate).add(invoice.dueDate).add(bill.currency.code());
    form.add(bill.purchaseOrder).add(bill.subtotal.minor()).add(bill.tax.minor()).add(bill.total.minor());
    form.add(invoice.usageWatermark).add(qint64(invoice.engine));
    form.add(QJsonDocument(invoice.inputs).toJson(QJsonDocument::Compact));
    for (const BillLine &line : bill.lines)
        addLine(form, line);
    for (const tax::TaxGroup &group : bill.taxGroups) {
        form.add(group.component.jurisdiction)
            .add(tax::code(group.component.category))
            .add(group.component.percent.toShortString());
        form.add(group.taxable.minor()).add(group.tax.minor());
    }
    for (const CostAllocation &row : bill.allocations)
        form.add(row.entity.toString()).add(row.costCentre).add(row.amount.minor()).add(row.overCap.minor());
    for (const CreditApplied &credit : bill.credits)
        form.add(credit.contract.toString()).add(credit.name).add(credit.before.minor()).add(credit.amount.minor());
    for (const Instalment &part : bill.instalments)
        form.add(part.name).add(part.due).add(part.milestone).add(part.amount.minor());
    return form.digest();
}

Settlement settlementOf(const Invoice &invoice)
{
    return {invoice.bill.total, invoice.bill.amountDue(), invoice.paid,
            invoice.credited,   invoice.writtenOff,       invoice.isVoid};
}

InvoiceStatus statusOf(InvoiceState state, const Settlement &settlement, const QDate &dueDate, const QDate &today)
{
    switch (state) {
    case InvoiceState::Draft:
        return InvoiceStatus::Draft;
    case InvoiceState::InApproval:
        return InvoiceStatus::InApproval;
    case InvoiceState::Approved:
        return InvoiceStatus::Approved;
    case InvoiceState::Issued:
        break;
    }
    if (settlement.isVoid)
        return InvoiceStatus::Void;
    if (settlement.isCreditedInFull())
        return InvoiceStatus::Credited;
    if (settlement.open().minor() <= 0)
        return settlement.writtenOff.minor() > 0 ? InvoiceStatus::WrittenOff : InvoiceStatus::Paid;
    if (dueDate < today)
        return InvoiceStatus::Overdue;
    return settlement.received().isZero() ? InvoiceStatus::Issued : InvoiceStatus::PartlyPaid;
}

QDate earliestIssueDate(const Bill &bill)
{
    QDate earliest;
    for (const BillLine &line : bill.lines) {
        if (!line.inAdvance && (!earliest.isValid() || line.key.period.lastDay() > earliest))
            earliest = line.key.period.lastDay();
    }
    return earliest;
}

QString toString(InvoiceState state)
{
    switch (state) {
    case InvoiceState::Draft:
        return u"draft"_s;
    case InvoiceState::InApproval:
        return u"in_approval"_s;
    case InvoiceState::Approved:
        return u"approved"_s;
    case InvoiceState::Issued:
        return u"issued"_s;
    }
    Q_UNREACHABLE();
}

QString toString(InvoiceStatus status)
{
    switch (status) {
    case InvoiceStatus::Draft:
        return u"draft"_s;
    case InvoiceStatus::InApproval:
        return u"in_approval"_s;
    case InvoiceStatus::Approved:
        return u"approved"_s;
    case InvoiceStatus::Issued:
        return u"issued"_s;
    case InvoiceStatus::PartlyPaid:
        return u"partly_paid"_s;
    case InvoiceStatus::Paid:
        return u"paid"_s;
    case InvoiceStatus::Overdue:
        return u"overdue"_s;
    case InvoiceStatus::WrittenOff:
        return u"written_off"_s;
    case InvoiceStatus::Credited:
        return u"credited"_s;
    case InvoiceStatus::Void:
        return u"void"_s;
    }
    Q_UNREACHABLE();
}

Result<InvoiceState> invoiceStateFromString(const QString &text)
{
    for (const auto state :
         {InvoiceState::Draft, InvoiceState::InApproval, InvoiceState::Approved, InvoiceState::Issued}) {
        if (toString(state) == text)
            return state;
    }
    return fail(ErrorKind::InvalidInput, u"billing.state_unknown"_s, {{u"value"_s, text}});
}

} // namespace accord::billing
