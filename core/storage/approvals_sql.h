// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approval.h"

namespace accord::storage {

class Session;

/// The policy matrix, requests and decisions. What must hold is held by triggers as well.
class ApprovalsSql
{
public:
    explicit ApprovalsSql(Session &session)
        : m_session(session)
    { }

    Result<> save(const approvals::PolicyRule &rule);
    Result<std::vector<approvals::PolicyRule>> rules() const;

    Result<> add(const approvals::Approval &approval);
    /// Stores the decisions that are new in \a approval, and its state.
    Result<> saveDecisions(const approvals::Approval &approval);
    Result<> add(const approvals::ApprovalId &id, const approvals::Delegation &delegation);
    Result<> add(const approvals::ApprovalId &id, const approvals::Message &message);
    /// Requests for earlier revisions of \a subject count no more.
    Result<> supersede(approvals::SubjectKind kind, const QUuid &subject);
    /// \returns NotFound "approvals.not_found".
    Result<approvals::Approval> find(const approvals::ApprovalId &id) const;
    Result<std::optional<approvals::Approval>> latestFor(approvals::SubjectKind kind, const QUuid &subject) const;
    Result<std::vector<approvals::Approval>> pending() const; ///< oldest first
    Result<std::vector<approvals::Approval>> decided(int limit) const; ///< newest first

private:
    Result<std::vector<approvals::Approval>> withDecisions(Result<std::vector<approvals::Approval>> approvals) const;
    Result<> readTalk(approvals::Approval &approval) const;
    Session &m_session;
};

} // namespace accord::storage
