// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/approval_policies.h"

#include "core/approvals/policy_json.h"
#include "core/approvals/simulation.h"
#include "core/storage/approval_matters_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/approval_requests.h"
#include "core/workspace/permit.h"

#include <algorithm>

namespace accord::workspace {

using approvals::Approval;
using approvals::Policy;

namespace {

QString nameOfSubject(Services &services, const Approval &approval)
{
    if (approval.kind == approvals::SubjectKind::Invoice) {
        const auto invoice = services.invoices().find(billing::InvoiceId(approval.subject));
        return invoice ? invoice->accountName : QString();
    }
    if (approval.kind == approvals::SubjectKind::CreditNote) {
        const auto note = services.creditNotes().find(billing::CreditNoteId(approval.subject));
        return note ? note->accountName : QString();
    }
    const auto matter
        = storage::ApprovalMattersSql(services.session()).find(storage::ApprovalMatterId(approval.subject));
    return matter ? matter->title : QString();
}

QStringList peopleIn(const Policy &policy)
{
    QStringList people;
    for (const auto &rule : policy.rules) {
        for (const auto &step : rule.steps)
            people << step.asked.people;
        if (rule.escalation)
            people << rule.escalation->to.people;
    }
    return people;
}

void count(PolicySimulation &simulation, const approvals::Simulated &one)
{
    const bool before = !one.before.seats.empty();
    const bool after = !one.after.seats.empty();
    simulation.askedBefore += before;
    simulation.askedAfter += after;
    simulation.newlyAsked += after && !before;
    simulation.noLongerAsked += before && !after;
    simulation.differing += one.differs();
}

} // namespace

Result<Policy> ApprovalPolicies::current()
{
    return currentPolicy(m_services);
}

Result<PolicySimulation> ApprovalPolicies::simulate(const Policy &policy, const Period &period)
{
    const auto today = current();
    if (!today)
        return passOn(today);
    const auto documents = storage::ApprovalSubjectsSql(m_services.session()).documentsOf(period, today->currency);
    if (!documents)
        return passOn(documents);
    std::vector<std::vector<approvals::Subject>> subjects;
    for (const storage::PastDocument &document : *documents)
        subjects.push_back(approvals::withItsContract(document.subject));
    const auto simulated = approvals::simulate(subjects, *today, policy);
    if (!simulated)
        return passOn(simulated);
    PolicySimulation simulation{period, {}};
    for (const approvals::Simulated &one : *simulated) {
        count(simulation, one);
        simulation.documents.push_back({(*documents)[one.subject], approvals::inWords(one.before.seats),
                                        approvals::inWords(one.after.seats), one.after.inWords, one.differs()});
    }
    std::ranges::stable_sort(simulation.documents, std::greater<>(), &SimulatedDocument::differs);
    return simulation;
}

Result<std::vector<MovedRequest>> ApprovalPolicies::moves(const Policy &policy)
{
    const auto pending = m_services.approvals().pending();
    if (!pending)
        return passOn(pending);
    std::vector<MovedRequest> moved;
    for (const Approval &approval : *pending) {
        const auto demand = demandOn(m_services, approval, policy);
        if (!demand)
            return passOn(demand);
        if (demand->seats != approval.seats)
            moved.push_back({approval, nameOfSubject(m_services, approval), approvals::inWords(approval.seats),
                             approvals::inWords(demand->seats)});
    }
    return moved;
}

Result<> ApprovalPolicies::checkPolicy(const Policy &policy)
{
    if (const auto fine = approvals::check(policy); !fine)
        return fine;
    const auto company = m_services.companyCurrency();
    if (!company)
        return passOn(company);
    if (policy.currency != *company)
        return fail(ErrorKind::InvalidInput, u"approvals.policy_currency"_s,
                    {{u"value"_s, policy.currency.code()}, {u"company"_s, company->code()}});
    for (const QString &person : peopleIn(policy)) {
        if (const auto user = m_services.seller().user(person); !user)
            return passOn(user);
    }
    return {};
}

Result<std::optional<int>> ApprovalPolicies::proposalOf(const Policy &policy)
{
    const auto known = versions();
    if (!known)
        return passOn(known);
    const QByteArray digest = approvals::digestOf(policy);
    for (const storage::PolicyVersion &version : *known) {
        if (version.isPublished())
            break; // what was proposed before it is outdated
        if (version.digest == digest)
            return version.policy.version;
    }
    return std::nullopt;
}

Result<int> ApprovalPolicies::propose(const Policy &policy)
{
    const auto user = m_services.seller().user(m_services.actor());
    if (!user)
        return passOn(user);
    if (auto may = permit(m_services, Act::ProposePolicy); !may)
        return passOn(may);
    if (const auto fine = checkPolicy(policy); !fine)
        return passOn(fine);
    const auto now = current();
    if (!now)
        return passOn(now);
    if (now->version > 0 && approvals::digestOf(*now) == approvals::digestOf(policy))
        return fail(ErrorKind::Conflict, u"approvals.policy_same"_s, {{u"version"_s, now->version}});
    storage::Transaction transaction(m_services.session());
    const auto known = proposalOf(policy);
    if (!known)
        return passOn(known);
    if (*known)
        return transaction.commit().map([&] { return **known; });
    const auto version = store().propose(policy, user->name, m_services.clock().now());
    if (!version)
        return version;
    const auto audited = m_services.audit(u"approval_policy.propose"_s, u"approval_policy"_s, QString::number(*version),
                                          {{u"digest"_s, QString::fromLatin1(approvals::digestOf(policy))}});
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return *version; });
}

Result<PolicyPublication> ApprovalPolicies::publish(int number)
{
    if (auto may = permit(m_services, Act::PublishPolicy); !may)
        return passOn(may);
    const auto user = m_services.seller().user(m_services.actor());
    if (!user)
        return passOn(user);
    storage::Transaction transaction(m_services.session());
    const auto proposal = store().version(number);
    if (!proposal)
        return passOn(proposal);
    if (proposal->isPublished())
        return fail(ErrorKind::Conflict, u"approvals.policy_immutable"_s, {{u"version"_s, number}});
    const auto separation = m_services.seller().setting(u"separation"_s, u"enforced"_s);
    if (!separation)
        return passOn(separation);
    if (*separation == u"enforced"_s && proposal->proposedBy == user->name)
        return fail(ErrorKind::Forbidden, u"approvals.policy_four_eyes"_s, {{u"user"_s, user->name}});
    if (const auto fine = checkPolicy(proposal->policy); !fine)
        return passOn(fine);
    auto moved = moves(proposal->policy);
    if (!moved)
        return passOn(moved);
    if (const auto done = store().publish(number, user->name, m_services.clock().now()); !done)
        return passOn(done);
    QJsonArray restarted;
    for (const MovedRequest &one : *moved) {
        if (const auto asked = askAgain(m_services, one.approval); !asked)
            return passOn(asked);
        restarted.append(one.approval.id.toString());
    }
    const auto audited = m_services.audit(u"approval_policy.publish"_s, u"approval_policy"_s, QString::number(number),
                                          {{u"digest"_s, QString::fromLatin1(proposal->digest)},
                                           {u"proposed_by"_s, proposal->proposedBy},
                                           {u"restarted"_s, restarted}});
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return PolicyPublication{number, std::move(*moved)}; });
}

Result<PolicyPublication> ApprovalPolicies::publish(const Policy &policy)
{
    const auto proposal = proposalOf(policy);
    if (!proposal)
        return passOn(proposal);
    if (!*proposal)
        return fail(ErrorKind::Conflict, u"approvals.policy_not_proposed"_s);
    return publish(**proposal);
}

} // namespace accord::workspace
