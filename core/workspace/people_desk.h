// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/people_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// What of the customers a person is to reach, as people write it.
struct ScopeWish
{
    QString region; ///< several behind each other with commas; none: no account by region
    QStringList entities; ///< codes of issuing companies; none: of all
    QStringList costCentres; ///< of customers; none: of all
};

/// A scope that waits for a controller.
struct WaitingScope
{
    ScopeWish scope;
    QString reason;
    QString proposedBy;
};

struct PersonRow
{
    storage::User user;
    QStringList entities; ///< codes of the companies in \c user
    std::vector<storage::RoleProposal> proposed; ///< roles that wait for a controller
    std::optional<WaitingScope> proposedScope;
};

/// What became of a role or a scope that was to be given.
enum class RoleWish {
    Given, ///< at once, since there is no controller who could agree, or since it only takes all regions away
    Proposed,
    Held ///< the person had it
};

/// People, their roles and their scope. Giving either takes two: an administrator proposes it, a controller agrees.
/// Taking a role or all regions away takes an administrator. Each act leaves one record.
class PeopleDesk
{
public:
    explicit PeopleDesk(Services &services)
        : m_services(services)
    { }

    Result<std::vector<PersonRow>> list(); ///< by user name
    /// Adds a person without roles, and proposes \a scope.
    /// \returns Forbidden "permission.role_missing"; InvalidInput "company.user_incomplete"; Conflict
    ///          "identity.user_exists"; what proposeScope() refuses.
    Result<RoleWish> add(const storage::User &person, const ScopeWish &scope = {});
    /// Adds \a person or changes the name, takes away the roles that are not in it any more, and proposes those that
    /// are new, and \a scope where it is another one; what is proposed already stays proposed.
    /// \returns what add(), propose() and proposeScope() refuse.
    Result<> save(const storage::User &person, const ScopeWish &scope);
    /// \returns Forbidden "permission.role_missing"; NotFound "identity.user_not_found"; InvalidInput
    ///          "permission.role_unknown"; Conflict "permission.roles_conflict", "identity.proposed_already".
    Result<RoleWish> propose(const QString &user, const QString &role, const QString &reason = {});
    /// \returns Forbidden "permission.role_missing", "permission.own_work"; NotFound "identity.not_proposed".
    Result<> decide(const QString &user, const QString &role, bool approve);
    /// Proposes what of the customers \a user reaches, in place of what they reach now.
    /// \returns Forbidden "permission.role_missing"; NotFound "identity.user_not_found", "billing.entity_not_found";
    ///          Conflict "identity.scope_proposed_already".
    Result<RoleWish> proposeScope(const QString &user, const ScopeWish &scope, const QString &reason = {});
    /// \returns Forbidden "permission.role_missing", "permission.own_work"; NotFound "identity.scope_not_proposed".
    Result<> decideScope(const QString &user, bool approve);
    /// \returns Forbidden "permission.role_missing"; NotFound "identity.role_not_held"; Conflict
    ///          "company.last_administrator", "identity.last_controller".
    Result<> revoke(const QString &user, const QString &role, const QString &reason = {});

private:
    Result<RoleWish> give(const storage::User &person, const QString &role, const QString &reason);
    Result<RoleWish> giveScope(const storage::User &person, const ScopeWish &wish, const QString &reason);
    Result<storage::Scope> scopeFrom(const ScopeWish &wish) const;
    Result<ScopeWish> wordsOf(const storage::Scope &scope) const;
    Result<> takeAway(const QString &user, const QString &role, const QString &reason);

    Services &m_services;
};

} // namespace accord::workspace
