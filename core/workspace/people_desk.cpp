// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/people_desk.h"

#include "core/storage/transaction.h"
#include "core/workspace/permit.h"

namespace accord::workspace {

using storage::PeopleSql;
using storage::RoleProposal;
using storage::User;

namespace {

Result<> checkComplete(const User &person)
{
    if (person.name.trimmed().isEmpty() || person.displayName.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"company.user_incomplete"_s);
    return {};
}

} // namespace

Result<std::vector<PersonRow>> PeopleDesk::list()
{
    const auto users = m_services.seller().users();
    const auto proposals = PeopleSql(m_services.session()).openProposals();
    if (!users)
        return passOn(users);
    if (!proposals)
        return passOn(proposals);
    std::vector<PersonRow> rows;
    for (const User &user : *users) {
        PersonRow row{user, {}};
        std::ranges::copy_if(*proposals, std::back_inserter(row.proposed),
                             [&](const RoleProposal &one) { return one.user == user.name; });
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<> PeopleDesk::add(const User &person)
{
    if (auto may = permit(m_services, Act::ChangePeople); !may)
        return may;
    if (auto complete = checkComplete(person); !complete)
        return complete;
    storage::Transaction transaction(m_services.session());
    if (const auto known = m_services.seller().user(person.name))
        return fail(ErrorKind::Conflict, u"identity.user_exists"_s, {{u"user"_s, person.name}});
    if (const auto put = PeopleSql(m_services.session()).put(person); !put)
        return put;
    const auto audited = m_services.audit(u"user.add"_s, u"user"_s, person.name,
                                          {{u"display_name"_s, person.displayName}, {u"region"_s, person.region}});
    if (!audited)
        return passOn(audited);
    return transaction.commit();
}

Result<> PeopleDesk::save(const User &person)
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
    const bool isOther = !known || known->displayName != person.displayName || known->region != person.region;
    if (isOther) {
        if (const auto put = PeopleSql(m_services.session()).put(person); !put)
            return put;
        const auto audited = m_services.audit(known ? u"user.save"_s : u"user.add"_s, u"user"_s, person.name,
                                              {{u"display_name"_s, person.displayName},
                                               {u"region_before"_s, known ? known->region : QString()},
                                               {u"region"_s, person.region}});
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

} // namespace accord::workspace
