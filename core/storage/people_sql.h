// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/storage/seller_sql.h"

#include <optional>

namespace accord::storage {

class Session;

/// A role that somebody wants to give to a person; another one decides.
struct RoleProposal
{
    using Id = accord::Id<RoleProposal>;
    Id id;
    QString user;
    QString role;
    QString reason;
    QString proposedBy;
    QDateTime proposedAt;
    QString decidedBy = {}; ///< empty: nobody yet
    QDateTime decidedAt = {};
    bool isApproved = false;

    bool isOpen() const { return decidedBy.isEmpty(); }
};

/// What of the customers a person reaches.
struct Scope
{
    QString region; ///< several behind each other with commas
    QStringList entities; ///< ids of issuing companies, sorted; none: of all
    QStringList costCentres; ///< codes, sorted; none: of all

    bool operator==(const Scope &) const = default;
};
Scope scopeOf(const User &user);

/// Another scope that somebody wants a person to have; another one decides.
struct ScopeProposal
{
    using Id = accord::Id<ScopeProposal>;
    Id id;
    QString user;
    Scope scope;
    QString reason;
    QString proposedBy;
    QDateTime proposedAt;
};

/// People and how they came to their roles and their scope.
class PeopleSql
{
public:
    explicit PeopleSql(Session &session)
        : m_session(session)
    { }

    /// Adds a person without a role and a scope, or changes the name of one.
    Result<> put(const User &user);
    /// Gives a scope without a proposal: only while nobody could agree, or to take all regions away.
    /// \returns Conflict "identity.scope_not_approved".
    Result<> give(const QString &user, const Scope &scope);
    /// Gives a role without a proposal: only while nobody could agree.
    /// \returns Conflict "identity.role_not_approved", "permission.roles_conflict".
    Result<> give(const QString &user, const QString &role);
    /// \returns Conflict "company.last_administrator", "identity.last_controller"; NotFound "identity.role_not_held".
    Result<> takeAway(const QString &user, const QString &role);
    Result<bool> hasController() const;

    /// \returns Conflict "identity.propose_role", and "storage.unique" when it is proposed already.
    Result<> propose(const RoleProposal &proposal);
    /// What waits for a decision about \a user and \a role. \returns NotFound "identity.not_proposed".
    Result<RoleProposal> open(const QString &user, const QString &role) const;
    Result<std::vector<RoleProposal>> openProposals() const; ///< by person and role
    /// \returns Conflict "identity.approve_role", "identity.own_role", "permission.roles_conflict".
    Result<> decide(const RoleProposal::Id &id, bool approve, const QString &who, const QDateTime &now);

    /// \returns Conflict "identity.propose_scope", and "storage.unique" when one is proposed already.
    Result<> propose(const ScopeProposal &proposal);
    /// What waits for a decision about \a user; nothing when nothing does.
    Result<std::optional<ScopeProposal>> openScope(const QString &user) const;
    Result<std::vector<ScopeProposal>> openScopes() const; ///< by person
    /// The scope that is agreed to is the person's from then on.
    /// \returns Conflict "identity.approve_scope", "identity.own_scope".
    Result<> decide(const ScopeProposal::Id &id, bool approve, const QString &who, const QDateTime &now);

private:
    Session &m_session;
};

} // namespace accord::storage
