// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/billing_desk.h"

#include "core/workspace/budget_check.h"
#include "core/workspace/carried_bills.h"
#include "core/workspace/credit_control.h"
#include "core/workspace/einvoice_desk.h"
#include "core/workspace/invoice_draft.h"
#include "core/workspace/invoice_groups.h"
#include "core/workspace/invoice_submission.h"
#include "core/workspace/order_use.h"
#include "core/workspace/payer_bills.h"
#include "core/workspace/print_check.h"
#include "core/workspace/rate_changes.h"

#include <algorithm>

namespace accord::workspace {

using billing::Bill;
using billing::BillException;
using contracts::Severity;

namespace {

/// A change of more than a fifth against the invoice before.
bool changedMuch(const Money &before, const Money &now)
{
    if (before.currency() != now.currency() || before.isZero())
        return false;
    const Exact change = (Exact(now) - Exact(before)) / Exact(before);
    return change > Exact::ratio(1, 5) || change < Exact::ratio(-1, 5);
}

/// The day of issue as far as it is known when \a bill is drafted.
QDate dayOf(const BillAssembly &assembly, const Bill &bill)
{
    return std::max(assembly.input.taxDay, billing::earliestIssueDate(bill));
}

} // namespace

bool isBlocking(const std::vector<BillException> &exceptions)
{
    return std::ranges::find(exceptions, Severity::Blocking, &BillException::severity) != exceptions.end();
}

bool PreviewRow::isBlocked() const
{
    return isBlocking(exceptions);
}

std::optional<Money> PreviewRow::change() const
{
    const auto difference
        = previous ? total.minus(*previous) : Result<Money>(fail(ErrorKind::NotFound, u"billing.no_previous"_s));
    return difference ? std::optional(*difference) : std::nullopt;
}

std::vector<storage::CurrencyTotal> Preview::totals() const
{
    std::vector<storage::CurrencyTotal> totals;
    for (const PreviewRow &row : rows) {
        if (row.isBlocked() || row.isCarried)
            continue;
        auto found = std::find_if(totals.begin(), totals.end(),
                                  [&](const auto &t) { return t.total.currency() == row.total.currency(); });
        if (found == totals.end())
            found = totals.insert(totals.end(),
                                  {0, Money::zero(row.total.currency()), Money::zero(row.total.currency())});
        ++found->count;
        found->total = found->total.plus(row.total).value_or(found->total);
        found->open = found->total;
    }
    return totals;
}

Result<std::vector<BillException>> BillingDesk::lookAt(const BillAssembly &assembly, const Bill &bill,
                                                       const std::vector<BillException> &unprinted,
                                                       std::optional<Money> &previous)
{
    std::vector<BillException> exceptions = assembly.exceptions;
    exceptions.insert(exceptions.end(), bill.exceptions.begin(), bill.exceptions.end());
    const auto before = m_services.invoices().previousTotal(assembly.input.payer.id, bill.period.start);
    if (!before)
        return passOn(before);
    previous = *before;
    if (previous && changedMuch(*previous, bill.total))
        exceptions.push_back({Severity::Note,
                              u"billing.changed_much"_s,
                              {{u"before"_s, previous->toString()},
                               {u"now"_s, bill.total.toString()},
                               {u"currency"_s, bill.currency.code()}}});
    const auto rates = changedRates(m_services, bill);
    if (!rates)
        return passOn(rates);
    exceptions.insert(exceptions.end(), rates->begin(), rates->end());
    auto effects = budgetEffects(m_services, bill, dayOf(assembly, bill));
    if (!effects)
        return passOn(effects);
    const auto overBudget = exceptionsOf(*effects);
    exceptions.insert(exceptions.end(), overBudget.begin(), overBudget.end());
    const auto credit = creditStanding(m_services, assembly.input.payer.id, dayOf(assembly, bill), bill.amountDue());
    if (!credit)
        return passOn(credit);
    const auto beyondCredit = exceptionsOf(*credit);
    exceptions.insert(exceptions.end(), beyondCredit.begin(), beyondCredit.end());
    exceptions.insert(exceptions.end(), unprinted.begin(), unprinted.end());
    const auto electronic = EinvoiceDesk(m_services).missing(assembly, bill, dayOf(assembly, bill));
    if (!electronic)
        return passOn(electronic);
    if (*electronic)
        exceptions.push_back(**electronic);
    if (assembly.input.payer.needsPurchaseOrder && lacksPurchaseOrder(bill))
        exceptions.push_back(
            {Severity::Warning, u"billing.purchase_order_missing"_s, {{u"account"_s, assembly.input.payer.name}}});
    const auto ordered = problemsWithOrders(m_services, assembly.input.payer.id, dayOf(assembly, bill), bill);
    if (!ordered)
        return passOn(ordered);
    exceptions.insert(exceptions.end(), ordered->begin(), ordered->end());
    const auto carried = carriedExceptions(assembly, bill);
    exceptions.insert(exceptions.end(), carried.begin(), carried.end());
    return exceptions;
}

Result<Preview> BillingDesk::preview(const Period &period, const QDate &issueDate, jobs::Progress &progress)
{
    const QDate day = issueDate.isValid() ? issueDate : m_services.clock().today();
    Preview preview{period, day, {}, 0};
    const auto payers = m_services.contracts().payersWithContracts(period);
    if (!payers)
        return passOn(payers);
    progress.setTotal(qint64(payers->size()));
    for (const auto &payer : *payers) {
        if (progress.cancelled())
            return fail(ErrorKind::Cancelled, u"jobs.cancelled"_s);
        auto assemblies = assembleForRun(m_services, payer, period, day);
        if (!assemblies)
            return passOn(assemblies);
        bool anything = false;
        for (const BillAssembly &assembly : *assemblies) {
            const accounts::Account &account = assembly.input.payer;
            PreviewRow row{account.id, account.number, account.name, Money::zero(account.currency), 0, {}, {}};
            const auto bill = billOf(assembly, m_services.reference().taxRates);
            if (!bill) {
                row.exceptions = {{Severity::Blocking, bill.error().id, bill.error().args}};
            } else if (bill->isEmpty() || isSkippedZero(assembly, *bill)) {
                continue;
            } else {
                auto exceptions = lookAt(assembly, *bill, unprintable(*bill, account, assembly.seller), row.previous);
                if (!exceptions)
                    return passOn(exceptions);
                row.exceptions = std::move(*exceptions);
                row.total = bill->total;
                row.lines = int(bill->lines.size());
                row.isCarried = !row.isBlocked() && isCarried(assembly, *bill);
                if (!row.isCarried)
                    leaveTaken(*assemblies, *bill);
            }
            anything = true;
            preview.rows.push_back(std::move(row));
        }
        preview.alreadyBilled += !anything;
        progress.advance();
    }
    std::stable_sort(preview.rows.begin(), preview.rows.end(), [](const PreviewRow &a, const PreviewRow &b) {
        const auto rank = [](const PreviewRow &row) { return row.isBlocked() ? 0 : row.exceptions.empty() ? 2 : 1; };
        return rank(a) < rank(b);
    });
    return preview;
}

Result<std::vector<BillException>> BillingDesk::findBeforeDraft(const BillAssembly &assembly, const Bill &bill)
{
    std::optional<Money> previous;
    auto exceptions = lookAt(assembly, bill, unprintable(bill, assembly.input.payer, assembly.seller), previous);
    if (!exceptions)
        return exceptions;
    const auto blocking = std::ranges::find(*exceptions, Severity::Blocking, &BillException::severity);
    if (blocking != exceptions->end())
        return fail(ErrorKind::Conflict, u"billing.correction_blocked"_s,
                    {{u"account"_s, assembly.input.payer.name}, {u"finding"_s, blocking->id}});
    return exceptions;
}

} // namespace accord::workspace
