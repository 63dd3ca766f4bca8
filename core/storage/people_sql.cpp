// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/people_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

namespace {

#define PROPOSALS                                                                                                      \
    "SELECT id, user_name, role, reason, proposed_by, proposed_at, decided_by, decided_at, verdict FROM "              \
    "role_proposal "

RoleProposal readProposal(Statement &row)
{
    RoleProposal proposal;
    proposal.id = row.read<RoleProposal::Id>();
    proposal.user = row.read<QString>();
    proposal.role = row.read<QString>();
    proposal.reason = row.read<QString>();
    proposal.proposedBy = row.read<QString>();
    proposal.proposedAt = row.read<QDateTime>();
    proposal.decidedBy = row.read<QString>();
    proposal.decidedAt = row.read<QDateTime>();
    proposal.isApproved = row.read<QString>() == u"approve";
    return proposal;
}

#define SCOPE_PROPOSALS                                                                                                \
    "SELECT id, user_name, region, entities, cost_centres, reason, proposed_by, proposed_at FROM scope_proposal "      \
    "WHERE verdict IS NULL "

ScopeProposal readScope(Statement &row)
{
    ScopeProposal proposal;
    proposal.id = row.read<ScopeProposal::Id>();
    proposal.user = row.read<QString>();
    proposal.scope.region = row.read<QString>();
    proposal.scope.entities = toStringList(row.read<QJsonArray>());
    proposal.scope.costCentres = toStringList(row.read<QJsonArray>());
    proposal.reason = row.read<QString>();
    proposal.proposedBy = row.read<QString>();
    proposal.proposedAt = row.read<QDateTime>();
    return proposal;
}

Result<> done(const Result<qint64> &changed)
{
    return changed ? Result<>() : passOn(changed);
}

} // namespace

Scope scopeOf(const User &user)
{
    return {user.region, user.entities, user.costCentres};
}

Result<> PeopleSql::put(const User &user)
{
    const auto changed = m_session.run("UPDATE app_user SET display_name = ? WHERE name = ?", notNull(user.displayName),
                                       notNull(user.name));
    if (!changed || *changed > 0)
        return done(changed);
    return done(m_session.run("INSERT INTO app_user (name, display_name, roles, region) VALUES (?,?,'[]','')",
                              notNull(user.name), notNull(user.displayName)));
}

Result<> PeopleSql::give(const QString &user, const Scope &scope)
{
    return done(m_session.run("UPDATE app_user SET region = ?, entities = ?, cost_centres = ? WHERE name = ?",
                              notNull(scope.region), QJsonArray::fromStringList(scope.entities),
                              QJsonArray::fromStringList(scope.costCentres), notNull(user)));
}

Result<> PeopleSql::give(const QString &user, const QString &role)
{
    return done(m_session.run("INSERT INTO app_user_role (user_name, role) VALUES (?,?)", notNull(user), role));
}

Result<> PeopleSql::takeAway(const QString &user, const QString &role)
{
    const auto taken
        = m_session.run("DELETE FROM app_user_role WHERE user_name = ? AND role = ?", notNull(user), notNull(role));
    if (taken && *taken == 0)
        return fail(ErrorKind::NotFound, u"identity.role_not_held"_s, {{u"user"_s, user}, {u"role"_s, role}});
    return done(taken);
}

Result<bool> PeopleSql::hasController() const
{
    const auto found
        = m_session.statement("SELECT count(*) FROM app_user_role WHERE role = 'controller'").first([](Statement &row) {
              return row.read<qint64>();
          });
    return found ? Result<bool>(found->value_or(0) > 0) : passOn(found);
}

Result<> PeopleSql::propose(const RoleProposal &proposal)
{
    return done(m_session.run("INSERT INTO role_proposal (id, user_name, role, reason, proposed_by, proposed_at) "
                              "VALUES (?,?,?,?,?,?)",
                              proposal.id, notNull(proposal.user), notNull(proposal.role), notNull(proposal.reason),
                              notNull(proposal.proposedBy), proposal.proposedAt));
}

Result<RoleProposal> PeopleSql::open(const QString &user, const QString &role) const
{
    auto select = m_session.statement(PROPOSALS "WHERE user_name = ? AND role = ? AND verdict IS NULL");
    const auto found = select.bind(notNull(user), notNull(role)).first(readProposal);
    if (!found)
        return passOn(found);
    if (!*found)
        return fail(ErrorKind::NotFound, u"identity.not_proposed"_s, {{u"user"_s, user}, {u"role"_s, role}});
    return **found;
}

Result<std::vector<RoleProposal>> PeopleSql::openProposals() const
{
    return m_session.statement(PROPOSALS "WHERE verdict IS NULL ORDER BY user_name, role").bind().all(readProposal);
}

Result<> PeopleSql::decide(const RoleProposal::Id &id, bool approve, const QString &who, const QDateTime &now)
{
    return done(m_session.run("UPDATE role_proposal SET decided_by = ?, decided_at = ?, verdict = ? WHERE id = ?",
                              notNull(who), now, approve ? u"approve"_s : u"reject"_s, id));
}

Result<> PeopleSql::propose(const ScopeProposal &proposal)
{
    return done(m_session.run("INSERT INTO scope_proposal (id, user_name, region, entities, cost_centres, reason, "
                              "proposed_by, proposed_at) VALUES (?,?,?,?,?,?,?,?)",
                              proposal.id, notNull(proposal.user), notNull(proposal.scope.region),
                              QJsonArray::fromStringList(proposal.scope.entities),
                              QJsonArray::fromStringList(proposal.scope.costCentres), notNull(proposal.reason),
                              notNull(proposal.proposedBy), proposal.proposedAt));
}

Result<std::optional<ScopeProposal>> PeopleSql::openScope(const QString &user) const
{
    return m_session.statement(SCOPE_PROPOSALS "AND user_name = ?").bind(notNull(user)).first(readScope);
}

Result<std::vector<ScopeProposal>> PeopleSql::openScopes() const
{
    return m_session.statement(SCOPE_PROPOSALS "ORDER BY user_name").bind().all(readScope);
}

Result<> PeopleSql::decide(const ScopeProposal::Id &id, bool approve, const QString &who, const QDateTime &now)
{
    return done(m_session.run("UPDATE scope_proposal SET decided_by = ?, decided_at = ?, verdict = ? WHERE id = ?",
                              notNull(who), now, approve ? u"approve"_s : u"reject"_s, id));
}

} // namespace accord::storage
