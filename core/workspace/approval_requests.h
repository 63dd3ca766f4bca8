// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"

namespace accord::workspace {

/// What is held against the policy, and by whom.
struct Submission
{
    approvals::Subject subject;
    QUuid id; ///< of the document or matter
    int revision = 1;
    QByteArray digest;
    QString requestedBy;
    QString createdBy;
    QString beneficiary = {}; ///< empty: nobody
    std::optional<Money> overBudget = {}; ///< > 0, in company currency: what a budget asks an approval for
};

/// The policy in force.
Result<approvals::Policy> currentPolicy(Services &services);

/// Asks who has to agree to \a submission, by the policy in force, and stores the request in the caller's transaction.
/// Somebody who was asked about an earlier revision is asked again, whatever the policy says now.
/// \returns none where nobody has to.
Result<std::optional<approvals::Approval>> submit(Services &services, const Submission &submission);

/// As submit(), but an approver is asked where no rule asks, and \a because is said of it first.
Result<approvals::Approval> submitAlways(Services &services, const Submission &submission, const QString &because);

/// What \a approval was submitted as, to be held against another policy.
std::vector<approvals::Subject> subjectsOf(const approvals::Approval &approval);
/// What \a policy asks for it.
Result<approvals::Demand> demandOn(Services &services, const approvals::Approval &approval,
                                   const approvals::Policy &policy);

/// Drops \a approval, which is pending, and asks by the policy in force; in the caller's transaction. A change of a
/// record that was changed meanwhile is only dropped.
Result<std::optional<approvals::Approval>> askAgain(Services &services, const approvals::Approval &approval);

/// Moves the document on after the last decision: approved, or back to draft. What a matter changes is done.
Result<> settle(Services &services, approvals::SubjectKind kind, const QUuid &subject, bool approved);

/// Who wants to decide now, with those they stand in for. \returns NotFound "identity.user_not_found".
Result<approvals::Decider> deciderOf(Services &services, const QString &user);

} // namespace accord::workspace
