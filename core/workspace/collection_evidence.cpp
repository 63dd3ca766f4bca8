// SPDX-License-Identifier: GPL-3.0-or-later
// What stands beside the decision about a receivable that is to be given up, about less service, and about a matter.
#include "core/workspace/approval_desk.h"
#include "core/workspace/cash_book.h"

#include <algorithm>

namespace accord::workspace {

namespace {

constexpr int daysRelated = 365;

Result<> addSteps(Services &services, WriteOffEvidence &evidence)
{
    constexpr int stepsLookedAt = 10'000;
    const storage::DunningSql dunning(services.session());
    auto steps = dunning.steps(stepsLookedAt);
    auto promises = dunning.promises();
    if (!steps)
        return passOn(steps);
    if (!promises)
        return passOn(promises);
    std::ranges::copy_if(*steps, std::back_inserter(evidence.steps), [&](const storage::DunningStepRow &step) {
        return step.account == evidence.row.payer && step.documents.contains(evidence.row.number);
    });
    std::ranges::copy_if(*promises, std::back_inserter(evidence.promises),
                         [&](const storage::PromiseRow &promise) { return promise.account == evidence.row.payer; });
    std::ranges::reverse(evidence.promises); // newest first
    return {};
}

Result<> addWriteOff(Services &services, const Currency &company, ApprovalItem &item)
{
    const storage::ReceivablesSql receivables(services.session(), company);
    const auto row = receivables.writeOff(item.approval.subject);
    const auto limit = writeOffLimit(services);
    if (!row)
        return passOn(row);
    if (!limit)
        return passOn(limit);
    const auto invoice = services.invoices().find(row->invoice);
    if (!invoice)
        return passOn(invoice);
    WriteOffEvidence evidence{*row,
                              invoice->issueDate,
                              invoice->dueDate,
                              0,
                              invoice->bill.total,
                              billing::settlementOf(*invoice).open(),
                              Money(*limit, company),
                              {},
                              {}};
    evidence.daysLate = int(invoice->dueDate.daysTo(row->requestedAt.date()));
    if (const auto added = addSteps(services, evidence); !added)
        return added;
    const auto others = receivables.writeOffs();
    if (!others)
        return passOn(others);
    for (const storage::WriteOffRow &other : *others) {
        if (other.id == row->id || other.payer != row->payer
            || other.requestedAt.date().addDays(daysRelated) < row->requestedAt.date())
            continue;
        using approvals::ApprovalState;
        item.related.push_back({other.number, other.company, other.requestedAt.date(),
                                other.state == u"done"_s       ? ApprovalState::Approved
                                : other.state == u"rejected"_s ? ApprovalState::Rejected
                                                               : ApprovalState::Pending});
    }
    item.writeOff = std::move(evidence);
    return {};
}

} // namespace

Result<> addCollection(Services &services, ApprovalItem &item)
{
    const auto company = services.companyCurrency();
    if (!company)
        return passOn(company);
    if (item.approval.kind == approvals::SubjectKind::WriteOff)
        return addWriteOff(services, *company, item);
    if (item.approval.kind != approvals::SubjectKind::ServiceAction)
        return {};
    const auto step = storage::DunningSql(services.session()).step(item.approval.subject);
    if (!step)
        return passOn(step);
    item.serviceAction = *step;
    return {};
}

Result<> addRelated(Services &services, ApprovalItem &item)
{
    if (!item.matter || !item.matter->account)
        return {};
    const QDate day = item.matter->madeAt.date();
    const auto matters
        = storage::ApprovalMattersSql(services.session()).madeIn({day.addDays(-daysRelated), day.addDays(1)});
    if (!matters)
        return passOn(matters);
    for (auto other = matters->rbegin(); other != matters->rend(); ++other) {
        if (other->id == item.matter->id || other->account != item.matter->account
            || other->subject.kind != item.matter->subject.kind)
            continue;
        const auto asked = services.approvals().latestFor(other->subject.kind, other->id.uuid());
        if (!asked)
            return passOn(asked);
        item.related.push_back({other->title, other->subject.amount, other->madeAt.date(),
                                *asked ? (*asked)->state() : approvals::ApprovalState::Approved});
    }
    return {};
}

} // namespace accord::workspace
