// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/contract_json.h"
#include "core/storage/invoice_queries_sql.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/contract_activation.h"
#include "core/workspace/master_data.h"
#include "core/workspace/sample/sample_parts.h"

namespace accord::workspace::sample {

namespace {

/// The next version of the contract \a number, changed by \a change.
template<typename Change> Result<> amend(Services &services, const QString &number, Change change)
{
    auto contract = services.contracts().findByNumber(number);
    if (!contract)
        return passOn(contract);
    change(*contract);
    contract->version += 1;
    const auto saved = activateContract(services, *contract);
    return saved ? Result<>() : passOn(saved);
}

Result<> holdBilling(Services &services, const QString &number, const QString &reason)
{
    auto account = services.accounts().findByReference(number);
    if (!account)
        return passOn(account);
    account->billingHoldReason = reason;
    const auto saved = services.accounts().save(*account, services.clock().now());
    return saved ? Result<>() : passOn(saved);
}

Result<> decidePending(Services &approver, bool keepSome)
{
    ApprovalDesk desk(approver);
    const auto pending = desk.pending();
    if (!pending)
        return passOn(pending);
    int n = 0;
    for (const auto &approval : *pending) {
        if (keepSome && ++n % 2 == 0)
            continue;
        if (const auto decided = desk.decide(approval.id, approvals::Verdict::Approve, {}); !decided)
            return passOn(decided);
    }
    return {};
}

Result<> issueApproved(Services &biller, jobs::Progress &progress)
{
    storage::InvoiceFilter filter;
    filter.status = billing::InvoiceStatus::Approved;
    const auto approved = storage::InvoiceQueriesSql(biller.session()).page(filter, {}, 10000, biller.clock().today());
    if (!approved)
        return passOn(approved);
    std::vector<billing::InvoiceId> ids;
    for (auto row = approved->rbegin(); row != approved->rend(); ++row)
        ids.push_back(row->id);
    const auto issued = BillingDesk(biller).issue(ids, progress);
    return issued ? Result<>() : passOn(issued);
}

} // namespace

Result<> amendContracts(Services &services, const Period &month)
{
    // The annual contract renews itself for another year, twice.
    if (month.start == QDate(2024, 12, 1) || month.start == QDate(2025, 12, 1)) {
        return amend(services, u"ENT-ANNUAL-2024"_s,
                     [](contracts::Contract &contract) { contract.term.end = contract.term.end.addYears(1); });
    }
    if (month.start == QDate(2025, 7, 1)) {
        return amend(services, u"MC-2024-0101"_s, [](contracts::Contract &contract) {
            contract.customTerms << u"Usage data is kept for 24 months."_s;
            contract.terms.noticeDays = 60;
        });
    }
    if (month.start == QDate(2026, 6, 1))
        return holdBilling(services, u"A-0306"_s, u"Resort group is being sold; new owner to confirm the contract"_s);
    return {};
}

Result<> billMonth(Services &biller, Services &approver, const Period &month, bool isLast)
{
    jobs::Progress progress;
    const auto run = BillingDesk(biller).run(month, month.lastDay(), progress);
    if (!run)
        return passOn(run);
    if (!run->failures.empty())
        return tl::unexpected(run->failures.front().error);
    if (const auto decided = decidePending(approver, isLast); !decided)
        return decided;
    return issueApproved(biller, progress);
}

Result<> receivePayments(Services &services, const std::vector<Customer> &customers, const QDate &today,
                         std::mt19937 &random)
{
    QHash<QUuid, int> meanDaysLate;
    for (const Customer &customer : customers) {
        const auto account = services.accounts().findByReference(customer.number);
        if (!account)
            return passOn(account);
        meanDaysLate.insert(account->id.uuid(), customer.meanDaysLate);
    }
    const auto ids = services.invoices().ids();
    if (!ids)
        return passOn(ids);
    static const QStringList methods{u"wire"_s, u"ach"_s, u"cheque"_s};
    for (const auto &id : *ids) {
        const auto invoice = services.invoices().find(id);
        if (!invoice)
            return passOn(invoice);
        const int late = meanDaysLate.value(invoice->account.uuid()) + int(random() % 7) - 3;
        const QString method = methods[qsizetype(random() % 3)];
        const QDate received = std::max(invoice->issueDate.addDays(2), invoice->dueDate.addDays(late));
        if (invoice->state != billing::InvoiceState::Issued || received > today || invoice->bill.total.isZero())
            continue;
        const storage::Payment payment{services.ids().next(), invoice->account, received,
                                       invoice->bill.total,   method,           invoice->number};
        const auto done
            = services.ledger().receive(payment, id, services.ids().next<ledger::EntryId>(), services.clock().now());
        if (!done)
            return done;
    }
    return {};
}

} // namespace accord::workspace::sample
