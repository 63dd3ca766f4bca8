// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/policy.h"

#include <QtCore/QDateTime>

namespace accord::storage {

class Session;

/// A version of the approval policy with its origin.
struct PolicyVersion
{
    approvals::Policy policy; ///< with its version
    QByteArray digest;
    QString proposedBy;
    QDateTime proposedAt;
    QString publishedBy; ///< empty: a proposal
    QDateTime publishedAt;

    bool isPublished() const { return !publishedBy.isEmpty(); }
};

/// Versions of the approval policy. A published one never changes.
class ApprovalPoliciesSql
{
public:
    explicit ApprovalPoliciesSql(Session &session)
        : m_session(session)
    { }

    /// The published version with the highest number; version 0 without any rule where none was published.
    Result<approvals::Policy> current(const Currency &company) const;
    /// \returns NotFound "approvals.policy_not_found".
    Result<PolicyVersion> version(int number) const;
    Result<std::vector<PolicyVersion>> versions() const; ///< newest first

    /// Stores the policy that a company begins with, as version 1.
    /// \returns Conflict "approvals.policy_not_proposed" where there is one.
    Result<> begin(const approvals::Policy &policy, const QString &who, const QDateTime &now);
    /// Stores \a policy as a proposal. \returns its version.
    Result<int> propose(const approvals::Policy &policy, const QString &who, const QDateTime &now);
    /// Makes a proposal the policy.
    Result<> publish(int version, const QString &who, const QDateTime &now);

private:
    Result<int> add(const approvals::Policy &policy, const QString &who, const QDateTime &now, bool published);
    Session &m_session;
};

} // namespace accord::storage
