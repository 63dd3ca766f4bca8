// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/approval_requests.h"

#include "core/storage/approval_matters_sql.h"
#include "core/storage/approval_policies_sql.h"
#include "core/storage/standing_delegations_sql.h"
#include "core/workspace/change_desk.h"
#include "core/workspace/dunning_desk.h"
#include "core/workspace/permit.h"
#include "core/workspace/refunds.h"
#include "core/workspace/write_offs.h"

namespace accord::workspace {

using approvals::Approval;
using approvals::Demand;
using approvals::Policy;
using approvals::Subject;
using approvals::SubjectKind;

namespace {

std::vector<Subject> subjects(const Subject &subject, const std::optional<Money> &overBudget)
{
    std::vector<Subject> all = approvals::withItsContract(subject);
    if (overBudget) {
        all.push_back(subject);
        all.back().kind = SubjectKind::BudgetOverrun;
        all.back().amount = *overBudget;
    }
    return all;
}

Result<Demand> demand(const Subject &subject, const std::optional<Money> &overBudget, const Policy &policy)
{
    auto asked = approvals::demandOf(subjects(subject, overBudget), policy);
    if (!asked || !overBudget)
        return asked;
    const bool ruled = std::ranges::any_of(policy.rules, [&](const approvals::PolicyRule &rule) {
        return rule.kind == SubjectKind::BudgetOverrun && asked->rules.contains(rule.name);
    });
    if (!ruled)
        approvals::askForOverrun(*asked, *overBudget);
    return asked;
}

/// Those who were asked before, where the policy asks nobody any more.
Result<Demand> withEarlier(Services &services, const Submission &submission, Demand asked)
{
    if (!asked.seats.empty() || submission.revision <= 1)
        return asked;
    const auto earlier = services.approvals().latestFor(submission.subject.kind, submission.id);
    if (!earlier)
        return passOn(earlier);
    if (*earlier && !(*earlier)->superseded) {
        asked.seats = (*earlier)->seats;
        asked.inWords = (*earlier)->ruleInWords;
    }
    return asked;
}

Approval requestFor(const Submission &submission, Demand demand, const Policy &policy, const QDateTime &now)
{
    Approval approval;
    approval.kind = submission.subject.kind;
    approval.subject = submission.id;
    approval.revision = submission.revision;
    approval.digest = submission.digest;
    approval.amount = submission.subject.amount;
    approval.requestedBy = submission.requestedBy;
    approval.createdBy = submission.createdBy;
    approval.beneficiary = submission.beneficiary;
    approval.requestedAt = now;
    approval.ruleInWords = demand.inWords;
    approval.seats = std::move(demand.seats);
    approval.policyVersion = policy.version;
    approval.facts = approvals::factsToJson(submission.subject);
    approval.overBudget = submission.overBudget;
    approval.hours = policy.hours;
    return approval;
}

} // namespace

Result<Policy> currentPolicy(Services &services)
{
    const auto company = services.companyCurrency();
    if (!company)
        return passOn(company);
    return storage::ApprovalPoliciesSql(services.session()).current(*company);
}

namespace {

Result<Demand> demandNow(Services &services, const Submission &submission, const Policy &policy)
{
    auto asked = demand(submission.subject, submission.overBudget, policy);
    return asked ? withEarlier(services, submission, std::move(*asked)) : asked;
}

Result<Approval> store(Services &services, const Submission &submission, Demand asked, const Policy &policy)
{
    Approval approval = requestFor(submission, std::move(asked), policy, services.clock().now());
    approval.id = services.ids().next<approvals::ApprovalId>();
    if (const auto added = services.approvals().add(approval); !added)
        return passOn(added);
    return approval;
}

/// Whether somebody decides whatever the policy says: what is asked for is beyond a limit, takes money out or cuts a
/// service.
bool isAlwaysAskedFor(SubjectKind kind)
{
    return kind == SubjectKind::WriteOff || kind == SubjectKind::Refund || kind == SubjectKind::ServiceAction;
}

/// The same of a request that was made: a contract by somebody who puts none into force is asked for as well.
Result<bool> isAlwaysAskedFor(Services &services, const Approval &approval)
{
    if (approval.kind != SubjectKind::Contract)
        return isAlwaysAskedFor(approval.kind);
    const auto mayAlone = permits(services, approval.requestedBy, Act::ActivateContract);
    return mayAlone ? Result<bool>(!*mayAlone) : passOn(mayAlone);
}

/// Where no rule asks.
std::vector<approvals::Seat> anApprover()
{
    return {{1, 1, {{u"approver"_s}, {}}, {}, {}}};
}

} // namespace

Result<std::optional<Approval>> submit(Services &services, const Submission &submission)
{
    const auto policy = currentPolicy(services);
    if (!policy)
        return passOn(policy);
    auto asked = demandNow(services, submission, *policy);
    if (!asked)
        return passOn(asked);
    if (asked->seats.empty())
        return std::nullopt;
    const auto stored = store(services, submission, std::move(*asked), *policy);
    return stored ? Result<std::optional<Approval>>(*stored) : passOn(stored);
}

Result<Approval> submitAlways(Services &services, const Submission &submission, const QString &because)
{
    const auto policy = currentPolicy(services);
    if (!policy)
        return passOn(policy);
    auto asked = demandNow(services, submission, *policy);
    if (!asked)
        return passOn(asked);
    if (asked->seats.empty())
        asked->seats = anApprover();
    asked->inWords = asked->inWords.isEmpty() ? because : because + u"; "_s + asked->inWords;
    return store(services, submission, std::move(*asked), *policy);
}

std::vector<Subject> subjectsOf(const Approval &approval)
{
    return subjects(approvals::subjectFromFacts(approval.kind, approval.amount, approval.facts), approval.overBudget);
}

Result<Demand> demandOn(Services &services, const Approval &approval, const Policy &policy)
{
    const auto always = isAlwaysAskedFor(services, approval);
    if (!always)
        return passOn(always);
    auto asked = demand(approvals::subjectFromFacts(approval.kind, approval.amount, approval.facts),
                        approval.overBudget, policy);
    if (asked && asked->seats.empty() && *always)
        asked->seats = anApprover();
    return asked;
}

Result<std::optional<Approval>> askAgain(Services &services, const Approval &approval)
{
    if (const auto dropped = services.approvals().supersede(approval.kind, approval.subject); !dropped)
        return passOn(dropped);
    const auto outdated = outdatedRecord(services, approval);
    if (!outdated)
        return passOn(outdated);
    if (*outdated)
        return std::nullopt; // it goes back to who asked
    const Submission submission{approvals::subjectFromFacts(approval.kind, approval.amount, approval.facts),
                                approval.subject,
                                approval.revision,
                                approval.digest,
                                approval.requestedBy,
                                approval.createdBy,
                                approval.beneficiary,
                                approval.overBudget};
    const auto always = isAlwaysAskedFor(services, approval);
    if (!always)
        return passOn(always);
    if (*always)
        return submitAlways(services, submission, u"asked again after a change of the policy"_s)
            .map([](Approval asked) { return std::optional(std::move(asked)); });
    auto again = submit(services, submission);
    if (!again || *again)
        return again;
    if (const auto moved = settle(services, approval.kind, approval.subject, true); !moved)
        return passOn(moved);
    return again;
}

Result<> settle(Services &services, SubjectKind kind, const QUuid &subject, bool approved)
{
    if (kind == SubjectKind::Invoice)
        return services.invoices().setState(billing::InvoiceId(subject),
                                            approved ? billing::InvoiceState::Approved : billing::InvoiceState::Draft);
    if (kind == SubjectKind::CreditNote)
        return services.creditNotes().setState(billing::CreditNoteId(subject), approved
                                                                                   ? billing::CreditNoteState::Approved
                                                                                   : billing::CreditNoteState::Draft);
    const auto matter = storage::ApprovalMattersSql(services.session()).find(storage::ApprovalMatterId(subject));
    if (matter)
        return approved ? carryOutMatter(services, *matter) : Result<>();
    if (matter.error().kind != ErrorKind::NotFound)
        return passOn(matter);
    if (kind == SubjectKind::WriteOff)
        return decideWriteOff(services, subject, approved);
    if (kind == SubjectKind::Refund)
        return decideRefund(services, subject, approved);
    if (kind == SubjectKind::ServiceAction)
        return decideServiceAction(services, subject, approved);
    return {};
}

Result<approvals::Decider> deciderOf(Services &services, const QString &name)
{
    const auto user = services.seller().user(name);
    if (!user)
        return passOn(user);
    approvals::Decider decider{user->name, user->roles, services.clock().now()};
    const auto held = storage::StandingDelegationsSql(services.session()).heldBy(user->name, decider.at);
    if (!held)
        return passOn(held);
    for (const approvals::StandingDelegation &one : *held) {
        const auto principal = services.seller().user(one.from);
        if (!principal)
            return passOn(principal);
        decider.standsInFor.push_back({principal->name, principal->roles, one.limit});
    }
    return decider;
}

} // namespace accord::workspace
