// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/approval.h"

namespace accord::approvals {

namespace {
/// Approvers need this role; a controller may stand in for one.
bool holdsApproverRole(const Decider &decider)
{
    return decider.roles.contains(u"approver"_s) || decider.roles.contains(u"controller"_s);
}
} // namespace

ApprovalState Approval::state() const
{
    if (superseded)
        return ApprovalState::Superseded;
    if (std::any_of(decisions.begin(), decisions.end(), [](const Decision &d) { return d.verdict == Verdict::Reject; }))
        return ApprovalState::Rejected;
    return nextStep() ? ApprovalState::Pending : ApprovalState::Approved;
}

std::optional<int> Approval::nextStep() const
{
    for (const int step : steps) {
        if (std::none_of(decisions.begin(), decisions.end(), [step](const Decision &d) { return d.step == step; }))
            return step;
    }
    return std::nullopt;
}

std::optional<Delegation> Approval::delegation() const
{
    const auto step = nextStep();
    for (auto delegation = delegations.rbegin(); delegation != delegations.rend(); ++delegation) {
        if (delegation->step == step)
            return *delegation;
    }
    return std::nullopt;
}

namespace {

/// Segregation of duties: holds for everybody, delegates too.
Result<void> standsApart(const Approval &approval, const QString &user)
{
    if (user == approval.requestedBy || user == approval.createdBy)
        return fail(ErrorKind::Forbidden, u"approvals.own_request"_s, {{u"user"_s, user}});
    if (std::any_of(approval.decisions.begin(), approval.decisions.end(),
                    [&](const Decision &d) { return d.decidedBy == user; }))
        return fail(ErrorKind::Forbidden, u"approvals.decided_before"_s, {{u"user"_s, user}});
    return {};
}

bool isDelegate(const Approval &approval, const QString &user)
{
    const auto step = approval.nextStep();
    return std::any_of(approval.delegations.begin(), approval.delegations.end(),
                       [&](const Delegation &d) { return d.step == step && d.to == user; });
}

} // namespace

Result<void> mayDelegate(const Approval &approval, const Decider &decider, const QString &to)
{
    if (const auto allowed = mayDecide(approval, decider); !allowed)
        return allowed;
    if (!holdsApproverRole(decider))
        return fail(ErrorKind::Forbidden, u"approvals.role_missing"_s,
                    {{u"user"_s, decider.user}, {u"role"_s, u"approver"_s}});
    if (to == decider.user || to.isEmpty())
        return fail(ErrorKind::InvalidInput, u"approvals.delegate_self"_s);
    return standsApart(approval, to);
}

Result<void> mayDecide(const Approval &approval, const Decider &decider)
{
    if (approval.state() != ApprovalState::Pending)
        return fail(ErrorKind::Conflict, u"approvals.not_pending"_s, {{u"state"_s, toString(approval.state())}});
    if (const auto apart = standsApart(approval, decider.user); !apart)
        return apart;
    if (!holdsApproverRole(decider) && !isDelegate(approval, decider.user))
        return fail(ErrorKind::Forbidden, u"approvals.role_missing"_s,
                    {{u"user"_s, decider.user}, {u"role"_s, u"approver"_s}});
    return {};
}

Result<Approval> decide(Approval approval, const Decider &decider, Verdict verdict, const QString &reason,
                        const QByteArray &currentDigest, const QDateTime &now)
{
    if (const auto allowed = mayDecide(approval, decider); !allowed)
        return passOn(allowed);
    if (currentDigest != approval.digest)
        return fail(ErrorKind::Conflict, u"approvals.subject_changed"_s);
    if (verdict == Verdict::Reject && reason.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"approvals.reason_missing"_s);
    approval.decisions.push_back({*approval.nextStep(), decider.user, verdict, reason.trimmed(), now});
    return approval;
}

QString toString(ApprovalState state)
{
    switch (state) {
    case ApprovalState::Pending:
        return u"pending"_s;
    case ApprovalState::Approved:
        return u"approved"_s;
    case ApprovalState::Rejected:
        return u"rejected"_s;
    case ApprovalState::Superseded:
        return u"superseded"_s;
    }
    Q_UNREACHABLE();
}

QString toString(Verdict verdict)
{
    return verdict == Verdict::Approve ? u"approve"_s : u"reject"_s;
}

} // namespace accord::approvals
