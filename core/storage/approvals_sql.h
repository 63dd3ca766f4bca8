// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approval.h"

namespace accord::storage {

class Session;

/// Requests and decisions. What must hold is held by triggers as well.
class ApprovalsSql
{
public:
    explicit ApprovalsSql(Session &session)
        : m_session(session)
    { }

    Result<> add(const approvals::Approval &approval);
    /// Stores the decisions that are new in \a approval, the escalation they rest on, and its state.
    Result<> saveDecisions(const approvals::Approval &approval);
    Result<> add(const approvals::ApprovalId &id, const approvals::Delegation &delegation);
    Result<> add(const approvals::ApprovalId &id, const approvals::Message &message);
    /// Requests for earlier revisions of \a subject count no more.
    Result<> supersede(approvals::SubjectKind kind, const QUuid &subject);
    /// \returns NotFound "approvals.not_found".
    Result<approvals::Approval> find(const approvals::ApprovalId &id) const;
    Result<std::optional<approvals::Approval>> latestFor(approvals::SubjectKind kind, const QUuid &subject) const;
    /// Other requests for the subject of \a approval, newest first.
    Result<std::vector<approvals::Approval>> earlierThan(const approvals::Approval &approval) const;
    Result<std::vector<approvals::Approval>> pending() const; ///< oldest first
    /// Newest first; with those that went back to who asked, since their record was changed meanwhile.
    Result<std::vector<approvals::Approval>> decided(int limit) const;

private:
    Result<std::vector<approvals::Approval>> withDecisions(Result<std::vector<approvals::Approval>> approvals) const;
    Result<> addSeat(const approvals::ApprovalId &id, const approvals::Seat &seat);
    Result<> noteEscalation(const approvals::ApprovalId &id, int seat, const QDateTime &now);
    Result<> readSeats(approvals::Approval &approval) const;
    Result<> readDecisions(approvals::Approval &approval) const;
    Result<> readTalk(approvals::Approval &approval) const;
    Session &m_session;
};

} // namespace accord::storage
