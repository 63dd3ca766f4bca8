// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/asked_secret.h"
#include "app/accordctl/command.h"

#include "core/workspace/people_desk.h"
#include "core/workspace/sign_in.h"

namespace accord::ctl {

using workspace::PeopleDesk;
using workspace::RoleWish;
using workspace::ScopeWish;

namespace {

QString wordFor(RoleWish wish)
{
    switch (wish) {
    case RoleWish::Given:
        return u"given"_s;
    case RoleWish::Proposed:
        return u"proposed"_s;
    case RoleWish::Held:
        break;
    }
    return u"held"_s;
}

QStringList codesIn(const Arguments &arguments, const QString &option)
{
    return arguments.value(option).split(u',', Qt::SkipEmptyParts);
}

ScopeWish scopeIn(const Arguments &arguments)
{
    return {arguments.value(u"region"_s), codesIn(arguments, u"entities"_s), codesIn(arguments, u"cost-centers"_s)};
}

QString inWords(const ScopeWish &scope)
{
    const auto listed = [](const QStringList &codes) { return codes.isEmpty() ? u"all"_s : codes.join(u", "_s); };
    return u"regions: %1; entities: %2; cost centers: %3"_s.arg(scope.region.isEmpty() ? u"none"_s : scope.region,
                                                                listed(scope.entities), listed(scope.costCentres));
}

Result<int> list(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto people = PeopleDesk(**services).list();
    if (!people)
        return passOn(people);
    QJsonArray rows;
    for (const auto &person : *people) {
        QStringList proposed;
        for (const auto &one : person.proposed)
            proposed << one.role;
        rows.append(QJsonObject{
            {u"name"_s, person.user.name},
            {u"display_name"_s, person.user.displayName},
            {u"region"_s, person.user.region},
            {u"entities"_s, person.entities.join(u", "_s)},
            {u"cost_centers"_s, person.user.costCentres.join(u", "_s)},
            {u"roles"_s, person.user.roles.join(u", "_s)},
            {u"proposed"_s, proposed.join(u", "_s)},
            {u"proposed_scope"_s, person.proposedScope ? inWords(person.proposedScope->scope) : QString()}});
    }
    const auto written
        = context.output().records(rows, {u"name"_s, u"display_name"_s, u"region"_s, u"entities"_s, u"cost_centers"_s,
                                          u"roles"_s, u"proposed"_s, u"proposed_scope"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> add(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const QString name = context.arguments().positional(0);
    const auto added
        = PeopleDesk(**services)
              .add({name, context.arguments().value(u"display-name"_s, name), {}, {}}, scopeIn(context.arguments()));
    if (!added)
        return passOn(added);
    context.output().note(*added == RoleWish::Proposed
                              ? u"%1 added, without a role; a controller agrees to what they reach"_s.arg(name)
                              : u"%1 added, without a role"_s.arg(name));
    return Exit::Done;
}

Result<int> proposeScope(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const QString name = context.arguments().positional(0);
    const auto people = PeopleDesk(**services).list();
    if (!people)
        return passOn(people);
    ScopeWish scope; // what is not said stays
    const auto known = std::ranges::find(*people, name, [](const auto &row) { return row.user.name; });
    if (known != people->end())
        scope = {known->user.region, known->entities, known->user.costCentres};
    const ScopeWish said = scopeIn(context.arguments());
    if (context.arguments().has(u"region"_s))
        scope.region = said.region;
    if (context.arguments().has(u"entities"_s))
        scope.entities = said.entities;
    if (context.arguments().has(u"cost-centers"_s))
        scope.costCentres = said.costCentres;
    const auto wish = PeopleDesk(**services).proposeScope(name, scope, context.arguments().value(u"reason"_s));
    if (!wish)
        return passOn(wish);
    context.output().document({{u"name"_s, name}, {u"scope"_s, inWords(scope)}, {u"state"_s, wordFor(*wish)}});
    return Exit::Done;
}

Result<int> decideScope(Context &context, bool approve)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const QString name = context.arguments().positional(0);
    if (const auto decided = PeopleDesk(**services).decideScope(name, approve); !decided)
        return passOn(decided);
    context.output().document({{u"name"_s, name}, {u"state"_s, approve ? u"given"_s : u"rejected"_s}});
    return Exit::Done;
}

Result<int> approveScope(Context &context)
{
    return decideScope(context, true);
}

Result<int> rejectScope(Context &context)
{
    return decideScope(context, false);
}

Result<int> proposeRole(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const QString name = context.arguments().positional(0);
    const QString role = context.arguments().positional(1);
    const auto wish = PeopleDesk(**services).propose(name, role, context.arguments().value(u"reason"_s));
    if (!wish)
        return passOn(wish);
    context.output().document({{u"name"_s, name}, {u"role"_s, role}, {u"state"_s, wordFor(*wish)}});
    return Exit::Done;
}

Result<int> decide(Context &context, bool approve)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const QString name = context.arguments().positional(0);
    const QString role = context.arguments().positional(1);
    const auto decided = PeopleDesk(**services).decide(name, role, approve);
    if (!decided)
        return passOn(decided);
    context.output().document(
        {{u"name"_s, name}, {u"role"_s, role}, {u"state"_s, approve ? u"given"_s : u"rejected"_s}});
    return Exit::Done;
}

Result<int> approveRole(Context &context)
{
    return decide(context, true);
}

Result<int> rejectRole(Context &context)
{
    return decide(context, false);
}

Result<int> revoke(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const QString name = context.arguments().positional(0);
    const QString role = context.arguments().positional(1);
    const auto revoked = PeopleDesk(**services).revoke(name, role, context.arguments().value(u"reason"_s));
    if (!revoked)
        return passOn(revoked);
    context.output().document({{u"name"_s, name}, {u"role"_s, role}, {u"state"_s, u"taken_away"_s}});
    return Exit::Done;
}

Result<int> passphrase(Context &context)
{
    const auto services = context.services(); // asks for the one until now
    if (!services)
        return passOn(services);
    if (context.arguments().has(u"remove"_s)) {
        const QString user = context.arguments().value(u"remove"_s);
        if (const auto removed = workspace::removePassphrase(**services, user); !removed)
            return passOn(removed);
        context.output().note(u"%1 signs in without a passphrase now, and should choose a new one"_s.arg(user));
        return Exit::Done;
    }
    const auto asks = workspace::asksForPassphrase(**services, (*services)->actor());
    if (!asks)
        return passOn(asks);
    QString before;
    if (*asks) {
        const auto said = askedSecret("ACCORD_PASSPHRASE", u"Passphrase until now:"_s);
        if (!said)
            return passOn(said);
        before = *said;
    }
    const auto next = askedSecret("ACCORD_NEW_PASSPHRASE", u"New passphrase:"_s);
    if (!next)
        return passOn(next);
    if (const auto set = workspace::setPassphrase(**services, before, *next); !set)
        return passOn(set);
    context.output().note(u"%1 signs in with the new passphrase from now on"_s.arg((*services)->actor()));
    return Exit::Done;
}

} // namespace

std::vector<Command> personCommands()
{
    return {{u"person"_s,
             u"list"_s,
             u"person list"_s,
             u"Everybody with roles and what they reach, and what of it waits for a controller."_s,
             0,
             {},
             list},
            {u"person"_s,
             u"add"_s,
             u"person add NAME [--display-name TEXT] [--region REGION,…] [--entities CODE,…] [--cost-centers CODE,…]"_s,
             u"Adds a person without a role; a controller approves what of the customers they reach."_s,
             1,
             {u"display-name"_s, u"region"_s, u"entities"_s, u"cost-centers"_s},
             add},
            {u"person"_s,
             u"propose-scope"_s,
             u"person propose-scope NAME [--region REGION,…] [--entities CODE,…] [--cost-centers CODE,…] "
             "[--reason TEXT]"_s,
             u"Proposes what of the customers a person reaches: regions, and only some issuing companies or cost "
             "centers where they are named; empty means all of those, and no region. What is left out stays. A "
             "controller approves it."_s,
             1,
             {u"region"_s, u"entities"_s, u"cost-centers"_s, u"reason"_s},
             proposeScope},
            {u"person"_s,
             u"approve-scope"_s,
             u"person approve-scope NAME"_s,
             u"Agrees to what an administrator proposed that a person reaches."_s,
             1,
             {},
             approveScope},
            {u"person"_s,
             u"reject-scope"_s,
             u"person reject-scope NAME"_s,
             u"Refuses what an administrator proposed that a person reaches."_s,
             1,
             {},
             rejectScope},
            {u"person"_s,
             u"propose-role"_s,
             u"person propose-role NAME ROLE [--reason TEXT]"_s,
             u"Proposes a role; a controller approves it."_s,
             2,
             {u"reason"_s},
             proposeRole},
            {u"person"_s,
             u"approve-role"_s,
             u"person approve-role NAME ROLE"_s,
             u"Gives a role that an administrator proposed."_s,
             2,
             {},
             approveRole},
            {u"person"_s,
             u"reject-role"_s,
             u"person reject-role NAME ROLE"_s,
             u"Refuses a role that an administrator proposed."_s,
             2,
             {},
             rejectRole},
            {u"person"_s,
             u"revoke"_s,
             u"person revoke NAME ROLE [--reason TEXT]"_s,
             u"Takes a role away, at once."_s,
             2,
             {u"reason"_s},
             revoke},
            {u"person"_s,
             u"passphrase"_s,
             u"person passphrase [--remove NAME]"_s,
             u"Gives who works a passphrase, asked on the terminal or taken from ACCORD_PASSPHRASE and "
             "ACCORD_NEW_PASSPHRASE; an administrator removes a forgotten one."_s,
             0,
             {u"remove"_s},
             passphrase}};
}

} // namespace accord::ctl
