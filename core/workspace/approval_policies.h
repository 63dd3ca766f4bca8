// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/progress.h"
#include "core/storage/approval_policies_sql.h"
#include "core/storage/approval_subjects_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// An open request that a new policy moves: it asks somebody else, or nobody.
struct MovedRequest
{
    approvals::Approval approval;
    QString accountName;
    QString before; ///< who is asked, in words
    QString after; ///< empty: nobody any more
};

/// What publishing a policy does.
struct PolicyPublication
{
    int version = 0; ///< 0: looked at only, and not proposed yet
    std::vector<MovedRequest> moved; ///< their decisions so far are dropped, and those are asked who the policy says
};

/// A document of the past that two policies see differently, or the same.
struct SimulatedDocument
{
    storage::PastDocument document;
    QString before; ///< who would be asked today, in words; empty: nobody
    QString after;
    QString rules; ///< that would ask, in words
    bool differs = false;
};

struct PolicySimulation
{
    Period period;
    std::vector<SimulatedDocument> documents; ///< those that differ first, then by day
    int differing = 0;
    int askedBefore = 0;
    int askedAfter = 0;
    int newlyAsked = 0; ///< nobody was asked before
    int noLongerAsked = 0;
};

/// Versions of the approval policy: looks at, proposes, simulates and publishes.
class ApprovalPolicies
{
public:
    explicit ApprovalPolicies(Services &services)
        : m_services(services)
    { }

    Result<approvals::Policy> current();
    Result<std::vector<storage::PolicyVersion>> versions() { return store().versions(); }
    Result<storage::PolicyVersion> version(int number) { return store().version(number); }

    /// What \a policy would have asked about the documents of \a period, beside what today's policy asks.
    Result<PolicySimulation> simulate(const approvals::Policy &policy, const Period &period);
    /// Which open requests \a policy would move; writes nothing.
    Result<std::vector<MovedRequest>> moves(const approvals::Policy &policy);

    /// Stores \a policy as a proposal; one that says the same as an open proposal is that one.
    /// \returns its version; Forbidden "permission.role_missing" unless the actor is administrator or controller,
    ///          InvalidInput "approvals.policy_currency", NotFound "identity.user_not_found" for a person who is asked,
    ///          Conflict "approvals.policy_same" where it says what the policy in force says.
    Result<int> propose(const approvals::Policy &policy);
    /// Makes a proposal the policy and asks again about the open requests that it moves, all or nothing.
    /// \returns Forbidden "permission.role_missing" unless the actor is a controller,
    /// "approvals.policy_four_eyes"
    ///          where they proposed it; Conflict "approvals.policy_outdated", "approvals.policy_immutable".
    Result<PolicyPublication> publish(int version);
    /// Publishes what another person proposed in the same words.
    /// \returns Conflict "approvals.policy_not_proposed" where nobody did, and what publish() says.
    Result<PolicyPublication> publish(const approvals::Policy &policy);

private:
    storage::ApprovalPoliciesSql store() { return storage::ApprovalPoliciesSql(m_services.session()); }
    Result<> checkPolicy(const approvals::Policy &policy);
    Result<std::optional<int>> proposalOf(const approvals::Policy &policy);
    Services &m_services;
};

} // namespace accord::workspace
