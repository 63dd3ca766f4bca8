// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/policy.h"

#include <QtCore/QDateTime>

namespace accord::approvals {

struct Approval;
using ApprovalId = Id<Approval>;

enum class Verdict { Approve, Reject };
enum class ApprovalState { Pending, Approved, Rejected, Superseded };

struct Decision
{
    int step = 1;
    QString decidedBy;
    Verdict verdict = Verdict::Approve;
    QString reason; ///< never empty with Reject
    QDateTime decidedAt;
};

/// A request for approval, bound to one revision of its subject by a digest.
struct Approval
{
    ApprovalId id;
    SubjectKind kind = SubjectKind::Invoice;
    QUuid subject;
    int revision = 1;
    QByteArray digest; ///< of the subject as it was submitted
    Money amount; ///< in company currency
    QString requestedBy;
    QString createdBy; ///< who made the subject
    QDateTime requestedAt;
    QString ruleInWords; ///< which rule asked
    std::vector<int> steps; ///< steps to decide, ascending
    std::vector<Decision> decisions;
    bool superseded = false; ///< the subject changed after it was submitted

    ApprovalState state() const;
    /// The step that is to be decided next; none once decided.
    std::optional<int> nextStep() const;
};

/// A person who wants to decide.
struct Decider
{
    QString user;
    QStringList roles;
};

/// Whether \a decider may decide the next step now.
///
/// \returns Forbidden "approvals.own_request" for the requester or creator, "approvals.decided_before" for somebody who
///          decided an earlier step, "approvals.role_missing"; Conflict "approvals.not_pending".
Result<void> mayDecide(const Approval &approval, const Decider &decider);

/// \a approval with the decision added.
/// \returns what mayDecide() returns; InvalidInput "approvals.reason_missing" for a rejection without one; Conflict
///          "approvals.subject_changed" when \a currentDigest is not the submitted one.
Result<Approval> decide(Approval approval, const Decider &decider, Verdict verdict, const QString &reason,
                        const QByteArray &currentDigest, const QDateTime &now);

QString toString(ApprovalState state);
QString toString(Verdict verdict);

} // namespace accord::approvals
