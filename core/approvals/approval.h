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

/// Somebody who may decide left a step to another person.
struct Delegation
{
    int step = 1;
    QString from;
    QString to;
    QString note;
    QDateTime delegatedAt;
};

/// What was asked or answered about a request.
struct Message
{
    QString who;
    QString text;
    QDateTime writtenAt;
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
    std::vector<Delegation> delegations = {}; ///< oldest first
    std::vector<Message> messages = {}; ///< oldest first

    ApprovalState state() const;
    /// The step that is to be decided next; none once decided.
    std::optional<int> nextStep() const;
    /// Who the next step was left to last; none when nobody was.
    std::optional<Delegation> delegation() const;
    /// Whether somebody other than the requester wrote the last message: an answer is awaited.
    bool isQuestionOpen() const { return !messages.empty() && messages.back().who != requestedBy; }
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
///
/// A delegate needs no role, but nothing else is lifted for one.
Result<void> mayDecide(const Approval &approval, const Decider &decider);

/// Whether \a decider may leave the next step to \a to, which needs the role: a delegate cannot delegate.
/// \returns what mayDecide() returns for \a decider; Forbidden "approvals.own_request" and "approvals.decided_before"
///          when \a to could not decide; InvalidInput "approvals.delegate_self".
Result<void> mayDelegate(const Approval &approval, const Decider &decider, const QString &to);

/// \a approval with the decision added.
/// \returns what mayDecide() returns; InvalidInput "approvals.reason_missing" for a rejection without one; Conflict
///          "approvals.subject_changed" when \a currentDigest is not the submitted one.
Result<Approval> decide(Approval approval, const Decider &decider, Verdict verdict, const QString &reason,
                        const QByteArray &currentDigest, const QDateTime &now);

QString toString(ApprovalState state);
QString toString(Verdict verdict);

} // namespace accord::approvals
