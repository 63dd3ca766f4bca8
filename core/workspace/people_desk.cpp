// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/people_desk.h"

#include "core/storage/transaction.h"
#include "core/workspace/permit.h"

namespace accord::workspace {

using storage::PeopleSql;
using storage::RoleProposal;
using storage::Scope;
using storage::ScopeProposal;
using storage::User;

namespace {

Result<> checkComplete(const User &person)
{
    if (person.name.trimmed().isEmpty() || person.displayName.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"company.user_incomplete"_s);
    return {};
}

QStringList sortedOnce(const QStringList &codes)
{
    QStringList sorted;
    for (const QString &code : codes) {
        if (!code.trimmed().isEmpty())
            sorted << code.trimmed();
    }
    sorted.sort();
    sorted.removeDuplicates();
    return sorted;
}

QJsonObject toJson(const ScopeWish &scope)
{
    return {{u"region"_s, scope.region},
            {u"entities"_s, QJsonArray::fromStringList(scope.entities)},
            {u"cost_centres"_s, QJsonArray::fromStringList(scope.costCentres)}};
}

} // namespace

Result<std::vector<PersonRow>> PeopleDesk::list()
{
    const auto users = m_services.seller().users();
    const auto proposals = PeopleSql(m_services.session()).openProposals();
    const auto scopes = PeopleSql(m_services.session()).openScopes();
    if (!users)
        return passOn(users);
    if (!proposals)
        return passOn(proposals);
    if (!scopes)
        return passOn(scopes);
    std::vector<PersonRow> rows;
    for (const User &user : *users) {
        const auto now = wordsOf(storage::scopeOf(user));
        if (!now)
            return passOn(now);
        PersonRow row{user, now->entities, {}, {}};
        std::ranges::copy_if(*proposals, std::back_inserter(row.proposed),
                             [&](const RoleProposal &one) { return one.user == user.name; });
        const auto waiting = std::ranges::find(*scopes, user.name, &ScopeProposal::user);
        if (waiting != scopes->end()) {
            const auto wish = wordsOf(waiting->scope);
            if (!wish)
                return passOn(wish);
            row.proposedScope = WaitingScope{*wish, waiting->reason, waiting->proposedBy};
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<RoleWish> PeopleDesk::add(const User &person, const ScopeWish &scope)
{
    if (auto may = permit(m_services, Act::ChangePeople); !may)
        return passOn(may);
    if (auto complete = checkComplete(person); !complete)
        return passOn(complete);
    storage::Transaction transaction(m_services.session());
    if (const auto known = m_services.seller().user(person.name))
        return fail(ErrorKind::Conflict, u"identity.user_exists"_s, {{u"user"_s, person.name}});
    if (const auto put = PeopleSql(m_services.session()).put(person); !put)
        return passOn(put);
    const auto audited
        = m_services.audit(u"user.add"_s, u"user"_s, person.name, {{u"display_name"_s, person.displayName}});
    if (!audited)
        return passOn(audited);
    const auto wish = giveScope({person.name, person.displayName, {}, {}}, scope, {});
    if (!wish)
        return wish;
    return transaction.commit().map([&] { return *wish; });
}

Result<> PeopleDesk::save(const User &person, const ScopeWish &scope)
{
    if (auto may = permit(m_services, Act::ChangePeople); !may)
        return may;
    if (auto complete = checkComplete(person); !complete)
        return complete;
    storage::Transaction transaction(m_services.session());
    const auto known = m_services.seller().user(person.name);
    if (!known && known.error().kind != ErrorKind::NotFound)
        return passOn(known);
    const QStringList before = known ? known->roles : QStringList();
    if (!known || known->displayName != person.displayName) {
        if (const auto put = PeopleSql(m_services.session()).put(person); !put)
            return put;
        const auto audited = m_services.audit(known ? u"user.save"_s : u"user.add"_s, u"user"_s, person.name,
                                              {{u"display_name_before"_s, known ? known->displayName : QString()},
                                               {u"display_name"_s, person.displayName}});
        if (!audited)
            return passOn(audited);
    }
    for (const QString &role : before) {
        if (person.roles.contains(role))
            continue;
        if (const auto taken = takeAway(person.name, role, {}); !taken)
            return taken;
    }
    for (const QString &role : person.roles) {
        const auto given = before.contains(role) ? Result<RoleWish>(RoleWish::Held) : give(person, role, {});
        if (!given && given.error().id != u"identity.proposed_already")
            return passOn(given);
    }
    const User now = known ? *known : User{person.name, person.displayName, {}, {}};
    const auto given = giveScope(now, scope, {});
    if (!given && given.error().id != u"identity.scope_proposed_already")
        return passOn(given);
    return transaction.commit();
}

Result<RoleWish> PeopleDesk::propose(const QString &name, const QString &role, const QString &reason)
{
    if (auto may = permit(m_services, Act::ChangePeople); !may)
        return passOn(may);
    storage::Transaction transaction(m_services.session());
    const auto user = m_services.seller().user(name);
    if (!user)
        return passOn(user);
    if (user->roles.contains(role))
        return RoleWish::Held;
    const auto wish = give(*user, role, reason);
    if (!wish)
        return wish;
    return transaction.commit().map([&] { return *wish; });
}

Result<RoleWish> PeopleDesk::give(const User &person, const QString &role, const QString &reason)
{
    PeopleSql people(m_services.session());
    const auto now = m_services.seller().user(person.name);
    if (!now)
        return passOn(now);
    if (const auto fits = security::checkRoles(now->roles + QStringList{role}); !fits)
        return passOn(fits);
    const auto hasController = people.hasController();
    if (!hasController)
        return passOn(hasController);
    if (!*hasController) { // nobody could agree yet
        if (const auto given = people.give(person.name, role); !given)
            return passOn(given);
        const auto audited = m_services.audit(u"user.give_role"_s, u"user"_s, person.name,
                                              {{u"role"_s, role}, {u"alone"_s, true}, {u"reason"_s, reason}});
        return audited ? Result<RoleWish>(RoleWish::Given) : passOn(audited);
    }
    if (people.open(person.name, role))
        return fail(ErrorKind::Conflict, u"identity.proposed_already"_s, {{u"user"_s, person.name}, {u"role"_s, role}});
    const auto proposed = people.propose({m_services.ids().next<RoleProposal::Id>(), person.name, role,
                                          reason.trimmed(), m_services.actor(), m_services.clock().now()});
    if (!proposed)
        return passOn(proposed);
    const auto audited
        = m_services.audit(u"user.propose_role"_s, u"user"_s, person.name, {{u"role"_s, role}, {u"reason"_s, reason}});
    return audited ? Result<RoleWish>(RoleWish::Proposed) : passOn(audited);
}

Result<> PeopleDesk::decide(const QString &user, const QString &role, bool approve)
{
    if (auto may = permit(m_services, Act::ApproveRole); !may)
        return may;
    PeopleSql people(m_services.session());
    storage::Transaction transaction(m_services.session());
    const auto proposal = people.open(user, role);
    if (!proposal)
        return passOn(proposal);
    for (const QString &maker : {proposal->proposedBy, proposal->user}) {
        if (auto may = permit(m_services, Act::ApproveRole, {{}, {}, maker}); !may)
            return may;
    }
    if (const auto decided = people.decide(proposal->id, approve, m_services.actor(), m_services.clock().now());
        !decided)
        return decided;
    const auto audited = m_services.audit(approve ? u"user.approve_role"_s : u"user.reject_role"_s, u"user"_s, user,
                                          {{u"role"_s, role}, {u"proposed_by"_s, proposal->proposedBy}});
    if (!audited)
        return passOn(audited);
    return transaction.commit();
}

Result<> PeopleDesk::takeAway(const QString &user, const QString &role, const QString &reason)
{
    if (const auto taken = PeopleSql(m_services.session()).takeAway(user, role); !taken)
        return taken;
    const auto audited
        = m_services.audit(u"user.revoke_role"_s, u"user"_s, user, {{u"role"_s, role}, {u"reason"_s, reason}});
    return audited ? Result<>() : passOn(audited);
}

Result<> PeopleDesk::revoke(const QString &name, const QString &role, const QString &reason)
{
    if (auto may = permit(m_services, Act::ChangePeople); !may)
        return may;
    storage::Transaction transaction(m_services.session());
    const auto user = m_services.seller().user(name);
    if (!user)
        return passOn(user);
    if (const auto taken = takeAway(name, role, reason); !taken)
        return taken;
    return transaction.commit();
}

Result<RoleWish> PeopleDesk::proposeScope(const QString &name, const ScopeWish &scope, const QString &reason)
{
    if (auto may = permit(m_services, Act::ChangePeople); !may)
        return passOn(may);
    storage::Transaction transaction(m_services.session());
    const auto user = m_services.seller().user(name);
    if (!user)
        return passOn(user);
    const auto wish = giveScope(*user, scope, reason);
    if (!wish)
        return wish;
    return transaction.commit().map([&] { return *wish; });
}

Result<RoleWish> PeopleDesk::giveScope(const User &person, const ScopeWish &wish, const QString &reason)
{
    PeopleSql people(m_services.session());
    const auto scope = scopeFrom(wish);
    const auto hasController = people.hasController();
    if (!scope)
        return passOn(scope);
    if (!hasController)
        return passOn(hasController);
    const Scope before = storage::scopeOf(person);
    if (*scope == before)
        return RoleWish::Held;
    Scope without = before;
    without.region.clear();
    const auto known = wordsOf(before);
    if (!known)
        return passOn(known);
    const QJsonObject record{{u"before"_s, toJson(*known)}, {u"after"_s, toJson(wish)}, {u"reason"_s, reason}};
    if (!*hasController || *scope == without) { // nobody could agree yet, or nobody has to
        if (const auto given = people.give(person.name, *scope); !given)
            return passOn(given);
        const auto audited = m_services.audit(u"user.give_scope"_s, u"user"_s, person.name, record);
        return audited ? Result<RoleWish>(RoleWish::Given) : passOn(audited);
    }
    const auto waiting = people.openScope(person.name);
    if (!waiting)
        return passOn(waiting);
    if (*waiting)
        return fail(ErrorKind::Conflict, u"identity.scope_proposed_already"_s, {{u"user"_s, person.name}});
    const auto proposed = people.propose(ScopeProposal{m_services.ids().next<ScopeProposal::Id>(), person.name, *scope,
                                                       reason.trimmed(), m_services.actor(), m_services.clock().now()});
    if (!proposed)
        return passOn(proposed);
    const auto audited = m_services.audit(u"user.propose_scope"_s, u"user"_s, person.name, record);
    return audited ? Result<RoleWish>(RoleWish::Proposed) : passOn(audited);
}

Result<> PeopleDesk::decideScope(const QString &name, bool approve)
{
    if (auto may = permit(m_services, Act::ApproveRole); !may)
        return may;
    PeopleSql people(m_services.session());
    storage::Transaction transaction(m_services.session());
    const auto proposal = people.openScope(name);
    if (!proposal)
        return passOn(proposal);
    if (!*proposal)
        return fail(ErrorKind::NotFound, u"identity.scope_not_proposed"_s, {{u"user"_s, name}});
    for (const QString &maker : {(*proposal)->proposedBy, (*proposal)->user}) {
        if (auto may = permit(m_services, Act::ApproveRole, {{}, {}, maker}); !may)
            return may;
    }
    const auto user = m_services.seller().user(name);
    if (!user)
        return passOn(user);
    const auto before = wordsOf(storage::scopeOf(*user));
    const auto after = wordsOf((*proposal)->scope);
    if (!before)
        return passOn(before);
    if (!after)
        return passOn(after);
    if (const auto decided = people.decide((*proposal)->id, approve, m_services.actor(), m_services.clock().now());
        !decided)
        return decided;
    const auto audited = m_services.audit(
        approve ? u"user.approve_scope"_s : u"user.reject_scope"_s, u"user"_s, name,
        {{u"before"_s, toJson(*before)}, {u"after"_s, toJson(*after)}, {u"proposed_by"_s, (*proposal)->proposedBy}});
    if (!audited)
        return passOn(audited);
    return transaction.commit();
}

Result<Scope> PeopleDesk::scopeFrom(const ScopeWish &wish) const
{
    Scope scope{wish.region.trimmed(), {}, sortedOnce(wish.costCentres)};
    for (const QString &code : wish.entities) {
        const auto entity = m_services.seller().entityOf(code.trimmed());
        if (!entity)
            return passOn(entity);
        scope.entities << entity->id.toString();
    }
    scope.entities = sortedOnce(scope.entities);
    return scope;
}

Result<ScopeWish> PeopleDesk::wordsOf(const Scope &scope) const
{
    ScopeWish wish{scope.region, {}, scope.costCentres};
    if (scope.entities.isEmpty())
        return wish;
    const auto entities = m_services.seller().entities();
    if (!entities)
        return passOn(entities);
    for (const auto &entity : *entities) {
        if (scope.entities.contains(entity.id.toString()))
            wish.entities << entity.code;
    }
    return wish;
}

} // namespace accord::workspace
