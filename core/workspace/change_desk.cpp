// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/change_desk.h"

#include "core/approvals/simulation.h"
#include "core/storage/transaction.h"
#include "core/workspace/approval_requests.h"
#include "core/workspace/contract_activation.h"

#include <algorithm>

namespace accord::workspace {

using approvals::Approval;
using approvals::ApprovalState;
using storage::ApprovalMatter;
using storage::ApprovalMattersSql;
using storage::AskedChangesSql;

namespace {

Result<> mayAsk(Services &services)
{
    const auto user = services.seller().user(services.actor());
    if (!user)
        return passOn(user);
    for (const QString &role : {u"auditor"_s, u"worker"_s}) {
        if (user->roles.contains(role))
            return fail(ErrorKind::Forbidden, u"approvals.change_role"_s, {{u"user"_s, user->name}, {u"role"_s, role}});
    }
    return {};
}

/// The request that waits for the same field of the same record, if there is one.
Result<> standsAlone(Services &services, const approvals::RecordChange &change)
{
    const auto pending = services.approvals().pending();
    if (!pending)
        return passOn(pending);
    for (const Approval &one : *pending) {
        const auto other = AskedChangesSql(services.session()).of(storage::ApprovalMatterId(one.subject));
        if (!other)
            return passOn(other);
        if (*other && (*other)->field == change.field && (*other)->record == change.record
            && (*other)->part == change.part)
            return fail(ErrorKind::Conflict, u"approvals.change_waits"_s,
                        {{u"what"_s, inWords(change).what}, {u"user"_s, one.requestedBy}});
    }
    return {};
}

ApprovalMatter matterOf(Services &services, const PreparedChange &prepared, const QString &reason)
{
    ApprovalMatter matter;
    matter.id = services.ids().next<storage::ApprovalMatterId>();
    matter.subject = prepared.subject;
    matter.account = prepared.account;
    matter.title = prepared.title;
    matter.reason = reason.trimmed();
    matter.amount = prepared.subject.amount;
    matter.madeBy = services.actor();
    matter.madeAt = services.clock().now();
    return matter;
}

} // namespace

Result<ChangePreview> ChangeDesk::preview(const ChangeWish &wish)
{
    auto prepared = prepareChange(m_services, wish);
    const auto policy = currentPolicy(m_services);
    if (!prepared)
        return passOn(prepared);
    if (!policy)
        return passOn(policy);
    const auto demand = approvals::demandOf(approvals::withItsContract(prepared->subject), *policy);
    if (!demand)
        return passOn(demand);
    ChangeInWords words = inWords(prepared->change);
    return ChangePreview{std::move(*prepared), std::move(words), approvals::inWords(demand->seats), demand->inWords};
}

Result<ChangeOutcome> ChangeDesk::request(const ChangeWish &wish, const QString &beneficiary)
{
    if (wish.reason.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"approvals.matter_reason"_s);
    storage::Transaction transaction(m_services.session());
    if (const auto may = mayAsk(m_services); !may)
        return passOn(may);
    auto looked = preview(wish);
    if (!looked)
        return passOn(looked);
    const approvals::RecordChange &change = looked->prepared.change;
    if (const auto alone = standsAlone(m_services, change); !alone)
        return passOn(alone);
    const ApprovalMatter matter = matterOf(m_services, looked->prepared, wish.reason);
    if (const auto added = ApprovalMattersSql(m_services.session()).add(matter); !added)
        return passOn(added);
    if (const auto added = AskedChangesSql(m_services.session()).add(matter.id, change); !added)
        return passOn(added);
    auto asked = submit(m_services, {matter.subject,
                                     matter.id.uuid(),
                                     1,
                                     storage::digestOf(matter, change),
                                     matter.madeBy,
                                     matter.madeBy,
                                     beneficiary,
                                     {}});
    if (!asked)
        return passOn(asked);
    if (!*asked) {
        if (const auto done = carryOutMatter(m_services, matter); !done)
            return passOn(done);
    }
    const auto audited
        = m_services.audit(u"approval.request"_s, approvals::toString(matter.subject.kind), matter.id.toString(),
                           {{u"title"_s, matter.title},
                            {u"record"_s, change.recordName},
                            {u"revision"_s, change.revision},
                            {u"field"_s, approvals::toString(change.field)},
                            {u"part"_s, change.part},
                            {u"before"_s, change.before},
                            {u"after"_s, change.after},
                            {u"asks"_s, asked->has_value()}});
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return ChangeOutcome{matter.id, std::move(*looked), std::move(*asked)}; });
}

Result<ChangeOutcome> ChangeDesk::again(const approvals::ApprovalId &id)
{
    const auto approval = m_services.approvals().find(id);
    if (!approval)
        return passOn(approval);
    const storage::ApprovalMatterId matterId(approval->subject);
    const auto matter = ApprovalMattersSql(m_services.session()).find(matterId);
    const auto change = AskedChangesSql(m_services.session()).of(matterId);
    if (!matter)
        return passOn(matter);
    if (!change)
        return passOn(change);
    if (!*change)
        return fail(ErrorKind::NotFound, u"approvals.change_none"_s);
    if (approval->requestedBy != m_services.actor())
        return fail(ErrorKind::Forbidden, u"approvals.again_by_other"_s, {{u"user"_s, approval->requestedBy}});
    if (approval->state() == ApprovalState::Pending || approval->state() == ApprovalState::Approved)
        return fail(ErrorKind::Conflict, u"approvals.again_waits"_s,
                    {{u"state"_s, approvals::toString(approval->state())}});
    const bool removes = (*change)->after.isEmpty();
    return request({(*change)->field, (*change)->recordName, (*change)->part, removes ? u"none"_s : (*change)->after,
                    (*change)->from, matter->reason},
                   approval->beneficiary);
}

Result<std::optional<ChangeState>> ChangeDesk::stateOf(const Approval &approval)
{
    const storage::ApprovalMatterId matter(approval.subject);
    AskedChangesSql sql(m_services.session());
    const auto change = sql.of(matter);
    if (!change)
        return passOn(change);
    if (!*change)
        return std::nullopt;
    const auto now = revisionNow(m_services, **change);
    const auto done = sql.done(matter);
    if (!now)
        return passOn(now);
    if (!done)
        return passOn(done);
    return ChangeState{**change, inWords(**change), *now, *done};
}

Result<std::optional<OutdatedRecord>> outdatedRecord(Services &services, const Approval &approval)
{
    const auto change = ChangeDesk(services).stateOf(approval);
    if (!change)
        return passOn(change);
    if (*change && (*change)->isOutdated())
        return OutdatedRecord{(*change)->change.recordName, (*change)->change.revision, (*change)->revisionNow};
    const auto contract = askedActivation(services, approval);
    if (!contract)
        return passOn(contract);
    if (*contract && (*contract)->isOutdated())
        return OutdatedRecord{(*contract)->contract.number, (*contract)->contract.version - 1,
                              (*contract)->versionNow()};
    return std::nullopt;
}

Result<> carryOutMatter(Services &services, const ApprovalMatter &matter)
{
    AskedChangesSql sql(services.session());
    const auto change = sql.of(matter.id);
    if (!change)
        return passOn(change);
    if (!*change) {
        const auto contract = storage::AskedContractsSql(services.session()).of(matter.id);
        if (!contract)
            return passOn(contract);
        return *contract ? activateAsked(services, **contract) : Result<>(); // it changes no record
    }
    const auto revision = carryOut(services, **change, matter.reason);
    if (!revision)
        return passOn(revision);
    return sql.noteDone(matter.id, {*revision, services.clock().now()});
}

} // namespace accord::workspace
