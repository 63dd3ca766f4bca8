// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/policy.h"
#include "core/approvals/standing_delegation.h"

namespace accord::approvals {

struct Approval;
using ApprovalId = Id<Approval>;

enum class Verdict { Approve, Reject };
enum class ApprovalState { Pending, Approved, Rejected, Superseded };

struct Decision
{
    int step = 1; ///< number of the seat
    QString decidedBy;
    Verdict verdict = Verdict::Approve;
    QString reason; ///< never empty with Reject
    QDateTime decidedAt;
    QString onBehalfOf = {}; ///< whose place a delegate took; empty for one's own
    bool escalated = false; ///< the decider was asked because nobody else decided in time
};

/// Somebody who may decide left a step of one request to another person.
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
    std::vector<Seat> seats; ///< decisions that it needs, by stage
    std::vector<Decision> decisions = {};
    bool superseded = false; ///< the subject changed after it was submitted
    std::vector<Delegation> delegations = {}; ///< oldest first
    std::vector<Message> messages = {}; ///< oldest first
    QString beneficiary = {}; ///< user who would gain by it, and never decides it; empty: nobody
    int policyVersion = 0; ///< that asked
    QJsonObject facts = {}; ///< of the subject; see factsToJson()
    BusinessHours hours = {}; ///< of that policy
    std::optional<Money> overBudget = {}; ///< what of it is over a budget, in company currency

    ApprovalState state() const;
    /// Seats that can be decided now: the undecided ones of the first stage that has any. None once decided.
    std::vector<Seat> openSeats() const;
    /// Stage that is decided now, counted from 1, and how many there are.
    int stage() const;
    int stages() const;
    /// Who an open seat was left to last; none when nobody was.
    std::optional<Delegation> delegation(int seat) const;
    std::optional<Delegation> delegation() const; ///< of any open seat
    /// When \a seat, an open one, goes to those it escalates to as well; null where it never does.
    QDateTime escalatesAt(const Seat &seat) const;
    /// Whether somebody other than the requester wrote the last message: an answer is awaited.
    bool isQuestionOpen() const { return !messages.empty() && messages.back().who != requestedBy; }
    /// Neither asked for it, nor made it, nor gains by it.
    bool isApartFrom(const QString &user) const;
};

/// Somebody for whom another person may decide now.
struct Principal
{
    QString user;
    QStringList roles;
    std::optional<Money> limit;
};

/// A person who wants to decide, at an instant.
struct Decider
{
    QString user;
    QStringList roles;
    QDateTime at;
    std::vector<Principal> standsInFor = {}; ///< by delegations that hold at \c at
};

/// Which seat somebody takes, and how.
struct Place
{
    int seat = 1;
    QString onBehalfOf; ///< empty: in their own right
    bool escalated = false;
};

/// The first open seat that \a decider may take: in their own right, as the one it was left to, after it escalated, or
/// in the place of somebody they stand in for.
///
/// \returns Forbidden "approvals.own_request" for the requester, creator and beneficiary and for who would decide in
/// the
///          place of one, "approvals.decided_before" for who decided already, or in whose place it was, or would be
///          decided twice, "approvals.role_missing", "approvals.delegation_limit" above what was delegated; Conflict
///          "approvals.not_pending".
Result<Place> placeOf(const Approval &approval, const Decider &decider);
/// Whether there is one.
Result<void> mayDecide(const Approval &approval, const Decider &decider);

/// Whether \a decider may leave the seat they could take themselves to \a to: a delegate cannot delegate.
/// \returns what placeOf() returns for \a decider; Forbidden "approvals.own_request" and "approvals.decided_before"
///          when \a to could not decide; InvalidInput "approvals.delegate_self".
Result<int> mayDelegate(const Approval &approval, const Decider &decider, const QString &to);

/// \a approval with the decision added.
/// \returns what placeOf() returns; InvalidInput "approvals.reason_missing" for a rejection without one; Conflict
///          "approvals.subject_changed" when \a currentDigest is not the submitted one.
Result<Approval> decide(Approval approval, const Decider &decider, Verdict verdict, const QString &reason,
                        const QByteArray &currentDigest);

QString toString(ApprovalState state);
QString toString(Verdict verdict);

} // namespace accord::approvals
