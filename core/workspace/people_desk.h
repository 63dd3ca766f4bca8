// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/people_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

struct PersonRow
{
    storage::User user;
    std::vector<storage::RoleProposal> proposed; ///< roles that wait for a controller
};

/// What became of a role that was to be given.
enum class RoleWish {
    Given, ///< at once, since there is no controller who could agree
    Proposed,
    Held ///< the person had it
};

/// People and their roles. Giving a role takes two: an administrator proposes it, a controller agrees. Taking one away
/// takes an administrator. Each act leaves one record.
class PeopleDesk
{
public:
    explicit PeopleDesk(Services &services)
        : m_services(services)
    { }

    Result<std::vector<PersonRow>> list(); ///< by user name
    /// Adds a person without roles.
    /// \returns Forbidden "permission.role_missing"; InvalidInput "company.user_incomplete"; Conflict
    ///          "identity.user_exists".
    Result<> add(const storage::User &person);
    /// Adds \a person or changes name and regions, takes away the roles that are not in it any more, and proposes those
    /// that are new.
    /// \returns what add() and propose() refuse.
    Result<> save(const storage::User &person);
    /// \returns Forbidden "permission.role_missing"; NotFound "identity.user_not_found"; InvalidInput
    ///          "permission.role_unknown"; Conflict "permission.roles_conflict", "identity.proposed_already".
    Result<RoleWish> propose(const QString &user, const QString &role, const QString &reason = {});
    /// \returns Forbidden "permission.role_missing", "permission.own_work"; NotFound "identity.not_proposed".
    Result<> decide(const QString &user, const QString &role, bool approve);
    /// \returns Forbidden "permission.role_missing"; NotFound "identity.role_not_held"; Conflict
    ///          "company.last_administrator", "identity.last_controller".
    Result<> revoke(const QString &user, const QString &role, const QString &reason = {});

private:
    Result<RoleWish> give(const storage::User &person, const QString &role, const QString &reason);
    Result<> takeAway(const QString &user, const QString &role, const QString &reason);

    Services &m_services;
};

} // namespace accord::workspace
