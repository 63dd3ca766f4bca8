// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/invoice_groups.h"

#include "core/billing/commitment_lines.h"
#include "core/billing/fixed_amounts.h"
#include "core/billing/rating.h"
#include "core/workspace/order_use.h"
#include "core/workspace/stored_usage.h"

namespace accord::workspace {

using billing::BilledCharge;
using billing::BillLine;
using contracts::InvoiceBy;

namespace {

QString groupOf(const BillLine &line, InvoiceBy by)
{
    switch (by) {
    case InvoiceBy::PurchaseOrder:
        return line.purchaseOrder;
    case InvoiceBy::CostCentre:
        return line.costCentre;
    case InvoiceBy::Department:
        return line.department;
    case InvoiceBy::Payer:
        return {};
    }
    Q_UNREACHABLE();
}

QStringList groupsOf(const billing::Bill &bill, InvoiceBy by)
{
    QStringList groups;
    for (const BillLine &line : bill.lines)
        if (!groups.contains(groupOf(line, by)))
            groups << groupOf(line, by);
    groups.sort();
    return groups;
}

/// Leaves \a line to another invoice: its charge counts as billed, and an adjustment is not looked at here.
void leave(billing::BillInput &input, const BillLine &line)
{
    const BilledCharge elsewhere = billing::chargeOf(line, input.period);
    const bool isCommitment = line.key.kind == billing::commitmentKind();
    std::erase_if(input.billed, [&](const BilledCharge &billed) {
        return billed.key == elsewhere.key && (line.key.sequence > 0 || billed.lastSequence < 0);
    });
    if (line.key.sequence == 0)
        input.billedKeys.insert(line.key.toString());
    input.spent.push_back(elsewhere);
    if (!isCommitment)
        input.elsewhere.push_back(elsewhere);
    for (billing::ServiceReport &report : input.serviceReports)
        report.billed.push_back(elsewhere);
}

} // namespace

std::vector<BillAssembly> dividedByGroup(BillAssembly whole, const tax::RateTable &rates)
{
    const InvoiceBy by
        = whole.input.contracts.empty() ? InvoiceBy::Payer : whole.input.contracts.front().terms.invoiceBy;
    if (by == InvoiceBy::Payer)
        return {std::move(whole)};
    auto bill = billing::rate(whole.input, *whole.usage, rates);
    if (!bill || (by == InvoiceBy::PurchaseOrder && !useOrders(whole, *bill)))
        return {std::move(whole)}; // whoever bills it meets the same error and says so
    std::vector<BillAssembly> parts;
    for (const QString &group : groupsOf(*bill, by)) {
        BillAssembly part = whole;
        part.wholeTotal = bill->total;
        for (const BillLine &line : bill->lines)
            if (groupOf(line, by) != group)
                leave(part.input, line);
        if (by == InvoiceBy::PurchaseOrder)
            part.purchaseOrder = group;
        parts.push_back(std::move(part));
    }
    return parts;
}

Result<billing::Bill> billOf(const BillAssembly &assembly, const tax::RateTable &rates, pricing::Recorder *recorder)
{
    return billOf(assembly, *assembly.usage, rates, recorder);
}

Result<billing::Bill> billOf(const BillAssembly &assembly, const billing::UsageLookup &usage,
                             const tax::RateTable &rates, pricing::Recorder *recorder)
{
    auto bill = billing::rate(assembly.input, usage, rates, recorder);
    if (!bill)
        return bill;
    if (assembly.purchaseOrder)
        bill->purchaseOrder = *assembly.purchaseOrder;
    const auto used = useOrders(assembly, *bill);
    return used ? std::move(bill) : passOn(used);
}

} // namespace accord::workspace
