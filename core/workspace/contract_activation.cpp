// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/contract_activation.h"

#include "core/contracts/contract_json.h"
#include "core/contracts/contract_value.h"
#include "core/storage/transaction.h"
#include "core/workspace/approval_requests.h"
#include "core/workspace/coupons.h"
#include "core/workspace/master_data.h"
#include "core/workspace/permit.h"
#include "core/workspace/record_change_kinds.h"

#include <algorithm>

namespace accord::workspace {

using approvals::Approval;
using approvals::ApprovalState;
using approvals::Subject;
using approvals::SubjectKind;
using contracts::Contract;
using storage::ApprovalMatter;
using storage::AskedContract;
using storage::AskedContractsSql;

namespace {

void addName(QStringList &names, const QString &name)
{
    if (!name.isEmpty() && !names.contains(name))
        names << name;
}

/// The version that holds; none before the first.
Result<std::optional<Contract>> versionInForce(Services &services, const QString &number)
{
    auto saved = services.contracts().findByNumber(number);
    if (saved)
        return std::optional(std::move(*saved));
    return saved.error().kind == ErrorKind::NotFound ? Result<std::optional<Contract>>(std::nullopt) : passOn(saved);
}

Result<std::optional<Approval>> requestAbout(Services &services, const AskedContract &asked)
{
    return services.approvals().latestFor(SubjectKind::Contract, asked.matter.uuid());
}

/// Makes room for another version: one's own request that waits is dropped, that of somebody else stands.
Result<> standAlone(Services &services, const Contract &contract)
{
    const auto other = AskedContractsSql(services.session()).latestOf(contract.number);
    if (!other)
        return passOn(other);
    if (!*other)
        return {};
    const auto request = requestAbout(services, **other);
    if (!request)
        return passOn(request);
    if (!*request || (*request)->state() != ApprovalState::Pending)
        return {};
    if ((*request)->requestedBy != services.actor())
        return fail(ErrorKind::Conflict, u"contracts.activation_waits"_s,
                    {{u"number"_s, contract.number},
                     {u"version"_s, (*other)->contract.version},
                     {u"user"_s, (*request)->requestedBy}});
    return services.approvals().supersede(SubjectKind::Contract, (*other)->matter.uuid());
}

ApprovalMatter matterOf(Services &services, const Contract &contract, const Subject &subject)
{
    ApprovalMatter matter;
    matter.id = services.ids().next<storage::ApprovalMatterId>();
    matter.subject = subject;
    matter.account = contract.account;
    matter.title = u"Contract %1, version %2"_s.arg(contract.number).arg(contract.version);
    matter.reason = contract.changeReason.trimmed().isEmpty()
                        ? u"It is to hold from %1"_s.arg(
                              (contract.effectiveFrom.isValid() ? contract.effectiveFrom : contract.term.start)
                                  .toString(Qt::ISODate))
                        : contract.changeReason.trimmed();
    matter.amount = subject.amount;
    matter.madeBy = services.actor();
    matter.madeAt = services.clock().now();
    return matter;
}

Result<bool> policyAsksAboutContracts(Services &services)
{
    const auto policy = currentPolicy(services);
    if (!policy)
        return passOn(policy);
    return std::ranges::any_of(policy->rules, [](const auto &rule) { return rule.kind == SubjectKind::Contract; });
}

/// \param mayAlone  nobody is asked where no rule does
Result<std::optional<Approval>> ask(Services &services, const Contract &contract, const Subject &subject, bool mayAlone)
{
    const ApprovalMatter matter = matterOf(services, contract, subject);
    const AskedContract asked{matter.id, contract};
    if (const auto added = storage::ApprovalMattersSql(services.session()).add(matter); !added)
        return passOn(added);
    if (const auto added = AskedContractsSql(services.session()).add(asked); !added)
        return passOn(added);
    const Submission submission{subject,       matter.id.uuid(), 1,  storage::digestOf(matter, asked),
                                matter.madeBy, matter.madeBy,    {}, {}};
    auto request = mayAlone ? submit(services, submission)
                            : submitAlways(services, submission, u"a contract by who may not put it into force"_s)
                                  .map([](Approval made) { return std::optional(std::move(made)); });
    if (!request)
        return request;
    if (!*request) {
        if (const auto done = activateAsked(services, asked); !done)
            return passOn(done);
    }
    const auto audited
        = services.audit(u"approval.request"_s, approvals::toString(SubjectKind::Contract), matter.id.toString(),
                         {{u"title"_s, matter.title},
                          {u"record"_s, contract.number},
                          {u"version"_s, contract.version},
                          {u"digest"_s, QString::fromLatin1(storage::digestOf(matter, asked))},
                          {u"asks"_s, request->has_value()}});
    return audited ? request : passOn(audited);
}

/// Whether exactly \a asked is, or was, in force.
Result<bool> cameToHold(Services &services, const Contract &asked)
{
    const auto stored = services.contracts().findVersion(asked.id, asked.version);
    if (!stored)
        return stored.error().kind == ErrorKind::NotFound ? Result<bool>(false) : passOn(stored);
    return contracts::toJson(*stored) == contracts::toJson(asked);
}

/// What differs from the version that \a asked follows; of a first version all that it has.
Result<std::vector<contracts::TermChange>> changesOf(Services &services, const Contract &asked)
{
    const auto base = services.contracts().findVersion(asked.id, asked.version - 1);
    if (base)
        return contracts::diff(*base, asked);
    if (base.error().kind != ErrorKind::NotFound)
        return passOn(base);
    Contract nothing;
    nothing.currency = asked.currency;
    auto changes = contracts::diff(nothing, asked);
    std::erase_if(changes, [](const contracts::TermChange &change) { return change.isRemoved(); });
    return changes;
}

Result<AskedActivation> described(Services &services, AskedContract asked, Approval approval)
{
    auto before = versionInForce(services, asked.contract.number);
    const auto done = cameToHold(services, asked.contract);
    auto changes = changesOf(services, asked.contract);
    if (!before)
        return passOn(before);
    if (!done)
        return passOn(done);
    if (!changes)
        return passOn(changes);
    return AskedActivation{std::move(asked.contract), std::move(*before), std::move(approval), *done,
                           std::move(*changes)};
}

} // namespace

QString AskedActivation::reason() const
{
    const auto refused
        = std::ranges::find(approval.decisions, approvals::Verdict::Reject, &approvals::Decision::verdict);
    return refused == approval.decisions.end() ? QString() : refused->reason;
}

Result<Subject> subjectOf(Services &services, const Contract &contract, const std::optional<Contract> &before)
{
    const auto locations = services.accounts().locationsPaidBy(contract.account);
    if (!locations)
        return passOn(locations);
    const QDate day = contract.effectiveFrom.isValid() ? contract.effectiveFrom : services.clock().today();
    auto worth = contracts::boundValue(contract, billing::servedOn(contract, *locations, day))
                     .and_then([&](const Money &value) { return inCompany(services, value); });
    if (worth && before) {
        const auto was = contracts::boundValue(*before, billing::servedOn(*before, *locations, day))
                             .and_then([&](const Money &value) { return inCompany(services, value); });
        if (!was)
            return passOn(was);
        if (was->minor() > worth->minor())
            worth = was;
    }
    if (!worth)
        return passOn(worth);
    Subject subject{SubjectKind::Contract, *worth, {}, {}};
    for (const accounts::CostShare &share : contract.shares)
        addName(subject.costCentres, share.costCentre);
    for (const auto &one : *locations) {
        addName(subject.costCentres, one.location.costCentre);
        addName(subject.departments, one.location.department);
    }
    if (const Decimal discount = contracts::largestDiscount(contract); !discount.isZero())
        subject.discountPercent = discount;
    subject.netDays = contract.terms.netDays;
    return subject;
}

Result<std::optional<Approval>> activateContract(Services &services, const Contract &contract)
{
    if (auto may = permitFor(services, Act::SaveContract, contract.account); !may)
        return passOn(may);
    storage::Transaction transaction(services.session());
    const auto before = versionInForce(services, contract.number);
    if (!before)
        return passOn(before);
    if (const auto coupons = checkCoupons(services, contract, *before); !coupons)
        return passOn(coupons);
    const auto asks = policyAsksAboutContracts(services);
    if (!asks)
        return passOn(asks);
    const bool mayAlone = permit(services, Act::ActivateContract).has_value();
    if (!*asks && mayAlone) {
        const auto saved = MasterData(services).keepAgreed(contract);
        return saved ? transaction.commit().map([] { return std::optional<Approval>(); }) : passOn(saved);
    }
    if (const auto alone = standAlone(services, contract); !alone)
        return passOn(alone);
    const auto subject = subjectOf(services, contract, *before);
    if (!subject)
        return passOn(subject);
    auto request = ask(services, contract, *subject, mayAlone);
    return request ? transaction.commit().map([&] { return std::move(*request); }) : request;
}

Result<> activateAsked(Services &services, const AskedContract &asked)
{
    const auto before = versionInForce(services, asked.contract.number);
    if (!before)
        return passOn(before);
    const int now = *before ? (*before)->version : 0;
    if (now + 1 != asked.contract.version)
        return fail(ErrorKind::Conflict, u"approvals.change_outdated"_s,
                    {{u"record"_s, asked.contract.number}, {u"asked"_s, asked.contract.version - 1}, {u"now"_s, now}});
    if (const auto left = checkCouponUses(services, asked.contract, *before); !left)
        return left;
    return MasterData(services).keepAgreed(asked.contract);
}

Result<std::optional<AskedActivation>> askedActivation(Services &services, const Approval &approval)
{
    auto asked = AskedContractsSql(services.session()).of(storage::ApprovalMatterId(approval.subject));
    if (!asked)
        return passOn(asked);
    if (!*asked)
        return std::nullopt;
    return described(services, std::move(**asked), approval).map([](AskedActivation activation) {
        return std::optional(std::move(activation));
    });
}

Result<std::vector<AskedActivation>> openActivations(Services &services)
{
    auto open = AskedContractsSql(services.session()).open();
    if (!open)
        return passOn(open);
    std::vector<AskedActivation> activations;
    for (AskedContract &asked : *open) {
        auto request = requestAbout(services, asked);
        if (!request)
            return passOn(request);
        if (!*request)
            continue; // nobody was asked, and what became of it is not what was asked for
        auto activation = described(services, std::move(asked), std::move(**request));
        if (!activation)
            return passOn(activation);
        activations.push_back(std::move(*activation));
    }
    return activations;
}

Result<std::optional<AskedActivation>> askedActivation(Services &services, const std::optional<Contract> &saved,
                                                       const accounts::AccountId &account)
{
    auto open = openActivations(services);
    if (!open)
        return passOn(open);
    for (AskedActivation &one : *open) {
        const bool same
            = saved ? one.contract.number == saved->number && one.contract.version == saved->version + 1
                    : !one.before && one.contract.account == account && one.approval.requestedBy == services.actor();
        if (same && one.approval.state() != ApprovalState::Superseded)
            return std::optional(std::move(one));
    }
    return std::nullopt;
}

} // namespace accord::workspace
