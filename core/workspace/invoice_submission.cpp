// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/invoice_submission.h"

#include "core/storage/approval_subjects_sql.h"
#include "core/storage/purchase_orders_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/approval_requests.h"
#include "core/workspace/budget_check.h"

#include <algorithm>

namespace accord::workspace {

using billing::Invoice;
using billing::InvoiceState;

namespace {

/// What a budget asks an approval for, in company currency at the document's own rate.
Result<std::optional<Money>> overBudget(Services &services, const Invoice &invoice)
{
    const auto effects = budgetEffects(services, invoice.bill, invoice.issueDate, invoice.id.uuid());
    if (!effects)
        return passOn(effects);
    const auto over = overrunToApprove(*effects);
    if (!over || invoice.bill.total.isZero())
        return std::nullopt;
    const auto company = (Exact(*over) * Exact(invoice.companyTotal) / Exact(invoice.bill.total))
                             .toMoney(invoice.companyTotal.currency());
    return company ? Result<std::optional<Money>>(*company) : passOn(company);
}

Result<> checkOrder(Services &services, const Invoice &invoice, const QString &order)
{
    if (invoice.state == InvoiceState::Issued)
        return fail(ErrorKind::Conflict, u"billing.invoice_immutable"_s);
    if (!lacksPurchaseOrder(invoice.bill))
        return fail(ErrorKind::Conflict, u"billing.order_named_already"_s,
                    {{u"number"_s, invoice.bill.purchaseOrder}, {u"account"_s, invoice.accountName}});
    const auto orders = storage::PurchaseOrdersSql(services.session()).ofAccount(invoice.account);
    if (!orders)
        return passOn(orders);
    const bool known = std::ranges::any_of(*orders, [&](const auto &one) { return one.order.number == order; });
    return known ? Result<>() : fail(ErrorKind::NotFound, u"purchasing.order_not_found"_s, {{u"number"_s, order}});
}

} // namespace

Result<> submitInvoice(Services &services, const Invoice &invoice, const QString &requestedBy)
{
    const auto over = overBudget(services, invoice);
    if (!over)
        return passOn(over);
    const auto asked = submit(services, {storage::subjectOf(invoice),
                                         invoice.id.uuid(),
                                         invoice.revision,
                                         invoice.digest,
                                         requestedBy.isEmpty() ? invoice.createdBy : requestedBy,
                                         invoice.createdBy,
                                         {},
                                         *over});
    if (!asked)
        return passOn(asked);
    return services.invoices().setState(invoice.id, *asked ? InvoiceState::InApproval : InvoiceState::Approved);
}

bool lacksPurchaseOrder(const billing::Bill &bill)
{
    return std::ranges::any_of(bill.lines, [](const auto &line) { return line.purchaseOrder.isEmpty(); });
}

Result<> holdsItsBudgets(Services &services, const Invoice &invoice)
{
    const auto effects = budgetEffects(services, invoice.bill, invoice.issueDate, invoice.id.uuid());
    if (!effects)
        return passOn(effects);
    for (const BudgetEffect &effect : *effects) {
        // Of what is committed nobody knows yet whether it is issued: only what is issued counts here.
        const qint64 issued = effect.before.actual.minor() + effect.spent.minor();
        if (effect.action == purchasing::BudgetCap::Block
            && issued > effect.budget.budget.amount.minor() + effect.granted.minor())
            return fail(
                ErrorKind::Conflict, u"billing.budget_blocked"_s,
                {{u"account"_s, invoice.accountName},
                 {u"budget"_s, effect.name()},
                 {u"amount"_s, effect.budget.budget.amount.toString()},
                 {u"over"_s, Money(issued - effect.budget.budget.amount.minor(), effect.over.currency()).toString()},
                 {u"currency"_s, effect.over.currency().code()}});
    }
    return {};
}

Result<Invoice> nameOrder(Services &services, const billing::InvoiceId &id, const QString &order)
{
    storage::Transaction transaction(services.session());
    auto invoice = services.invoices().find(id);
    if (!invoice)
        return invoice;
    if (const auto fine = checkOrder(services, *invoice, order); !fine)
        return passOn(fine);
    for (auto &line : invoice->bill.lines) {
        if (line.purchaseOrder.isEmpty())
            line.purchaseOrder = order;
    }
    if (invoice->bill.purchaseOrder.isEmpty())
        invoice->bill.purchaseOrder = order;
    std::erase_if(invoice->bill.exceptions,
                  [](const auto &exception) { return exception.id == u"billing.purchase_order_missing"_s; });
    ++invoice->revision;
    invoice->digest = billing::digestOf(*invoice);
    if (const auto dropped = services.approvals().supersede(approvals::SubjectKind::Invoice, id.uuid()); !dropped)
        return passOn(dropped);
    if (const auto saved = services.invoices().saveOrder(*invoice); !saved)
        return passOn(saved);
    if (const auto asked = submitInvoice(services, *invoice); !asked)
        return passOn(asked);
    const auto audited = services.audit(u"invoice.name_order"_s, u"invoice"_s, id.toString(),
                                        {{u"purchase_order"_s, order}, {u"revision"_s, invoice->revision}});
    if (!audited)
        return passOn(audited);
    auto stored = services.invoices().find(id);
    if (!stored)
        return stored;
    return transaction.commit().map([&] { return *stored; });
}

} // namespace accord::workspace
