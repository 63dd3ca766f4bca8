// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"

#include "core/storage/backup.h"
#include "core/storage/postgresql_address.h"
#include "core/storage/postgresql_address.h"
#include "core/storage/team_security.h"
#include "core/storage/workspace_file.h"
#include "core/workspace/sample/sample_company.h"
#include "core/workspace/saved_servers.h"
#include "core/workspace/verification.h"
#include "core/workspace/workspace_copy.h"

namespace accord::ctl {

namespace {

Result<int> create(Context &context)
{
    const auto currency = Currency::fromCode(context.arguments().value(u"currency"_s, u"USD"_s));
    if (!currency)
        return passOn(currency);
    const auto made = workspace::Workspace::create(context.arguments().positional(0),
                                                   context.arguments().value(u"company"_s, u"My company"_s), *currency,
                                                   context.arguments().value(u"country"_s, u"US"_s));
    if (!made)
        return passOn(made);
    context.output().note(u"%1 made"_s.arg((*made)->path()));
    return Exit::Done;
}

Result<int> sample(Context &context)
{
    const QString path = context.arguments().positional(0);
    if (context.arguments().has(u"force"_s) && !storage::isServerUrl(path)) { // a team's database is never replaced
        const auto kept = storage::setAside(path);
        if (!kept)
            return passOn(kept);
        if (!kept->isEmpty())
            context.output().note(u"The file that was there is kept as %1"_s.arg(*kept));
    }
    const auto made = workspace::createSampleCompany(path, context.progress());
    if (!made)
        return passOn(made);
    context.output().note(u"%1 made: the sample company Meridian Cloud Inc., as of 2026-06-30"_s.arg(path));
    return Exit::Done;
}

Result<int> verify(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto checks = workspace::verify(**services, context.progress());
    if (!checks)
        return passOn(checks);
    QJsonArray rows;
    int violations = 0, leftOut = 0;
    for (const auto &check : *checks) {
        QStringList subjects;
        for (const auto &violation : check.violations)
            subjects << violation.subject;
        violations += int(check.violations.size());
        leftOut += check.isLeftOut;
        rows.append(QJsonObject{{u"invariant"_s, check.invariant},
                                {u"holds"_s, check.isLeftOut ? QJsonValue() : QJsonValue(check.holds())},
                                {u"meaning"_s, check.inWords},
                                {u"violations"_s, QJsonArray::fromStringList(subjects)}});
    }
    if (context.output().format() == Format::Json)
        context.output().document({{u"holds"_s, violations == 0}, {u"left_out"_s, leftOut}, {u"checks"_s, rows}});
    else
        context.output().records(rows, {u"invariant"_s, u"holds"_s, u"meaning"_s});
    for (const auto &check : *checks) {
        for (const auto &violation : check.violations)
            Output::error(u"%1 does not hold: %2"_s.arg(violation.invariant, violation.subject));
    }
    if (leftOut > 0)
        Output::error(
            u"%1 of %2 checks were left out, as %3 is shown a part of the rows that they are about; a controller "
            "sees all of them"_s.arg(leftOut)
                .arg(checks->size())
                .arg((*services)->actor()));
    return violations == 0 ? Exit::Done : Exit::Refused;
}

Result<int> backup(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto done = storage::backup((*services)->session(), context.arguments().positional(0));
    if (!done)
        return passOn(done);
    context.output().note(u"%1 written and checked"_s.arg(context.arguments().positional(0)));
    return Exit::Done;
}

Result<int> copy(Context &context)
{
    const workspace::SavedServers servers;
    const QString source = servers.resolved(context.arguments().positional(0));
    const QString target = servers.resolved(context.arguments().positional(1));
    std::optional<storage::CopiedContents> copied;
    const auto done = context.withPasswords({source, target}, [&]() -> Result<> {
        const auto contents = workspace::copyWorkspace(source, target, context.progress());
        if (contents)
            copied = *contents;
        return contents ? Result<>() : passOn(contents);
    });
    if (!done)
        return passOn(done);
    if (context.output().format() == Format::Json)
        context.output().document({{u"tables"_s, copied->tables}, {u"rows"_s, copied->rows}, {u"target"_s, target}});
    context.output().note(u"%1 rows of %2 tables copied to %3, compared and verified"_s.arg(copied->rows)
                              .arg(copied->tables)
                              .arg(target));
    if (storage::isServerUrl(target))
        context.output().note(u"Only the owner of the database can open it until people are let in: accordctl "
                              "workspace secure %1"_s.arg(target));
    return Exit::Done;
}

/// "PERSON=LOGIN" of each --login.
Result<storage::LoginWishes> loginsFrom(const Arguments &arguments)
{
    storage::LoginWishes wishes;
    wishes.existing = arguments.has(u"existing"_s);
    for (const QString &pair : arguments.values(u"login"_s)) {
        const qsizetype sign = pair.indexOf(u'=');
        if (sign <= 0 || sign + 1 == pair.size())
            return fail(ErrorKind::InvalidInput, u"usage.option_login"_s, {{u"value"_s, pair}});
        wishes.logins.insert(pair.left(sign), pair.mid(sign + 1));
    }
    return wishes;
}

Result<int> secure(Context &context)
{
    const auto wishes = loginsFrom(context.arguments());
    if (!wishes)
        return passOn(wishes);
    const auto reference = workspace::ReferenceData::load();
    if (!reference)
        return passOn(reference);
    const QString server = workspace::SavedServers().resolved(context.arguments().positional(0));
    std::optional<storage::SecuredTeam> team;
    const auto done = context.withPasswords({server}, [&]() -> Result<> {
        const auto secured = storage::secureTeam(server, (*reference)->exchangeRates, *wishes);
        if (secured)
            team = *secured;
        return secured ? Result<>() : passOn(secured);
    });
    if (!done)
        return passOn(done);
    if (context.output().format() == Format::Json)
        context.output().document({{u"tables"_s, team->tables},
                                   {u"people"_s, QJsonArray::fromStringList(team->people)},
                                   {u"logins_made"_s, QJsonArray::fromStringList(team->made)}});
    context.output().note(
        u"%1 tables are guarded, %2 people have a login"_s.arg(team->tables).arg(team->people.size()));
    if (!team->made.isEmpty())
        context.output().note(
            u"New logins, to be given a password or a certificate: %1"_s.arg(team->made.join(u", "_s)));
    return Exit::Done;
}

Result<int> migrate(Context &context)
{
    if (context.arguments().has(u"backed-up"_s)) {
        const QString server = workspace::SavedServers().resolved(context.arguments().value(u"workspace"_s));
        int version = 0;
        const auto done = context.withPasswords({server}, [&]() -> Result<> {
            const auto migrated = storage::migrateServer(server, SystemClock());
            version = migrated.value_or(0);
            return migrated ? Result<>() : passOn(migrated);
        });
        if (!done)
            return passOn(done);
        context.output().note(u"The schema is at version %1"_s.arg(version));
        return Exit::Done;
    }
    const auto services = context.services(); // opening migrates, after a verified backup
    if (!services)
        return passOn(services);
    const auto version = storage::schemaVersion((*services)->session());
    if (!version)
        return passOn(version);
    context.output().note(u"The schema is at version %1"_s.arg(*version));
    return Exit::Done;
}

} // namespace

std::vector<Command> workspaceCommands()
{
    return {{u"workspace"_s,
             u"create"_s,
             u"workspace create FILE [--company NAME] [--currency CODE] [--country CODE]"_s,
             u"Makes an empty workspace."_s,
             1,
             {u"company"_s, u"currency"_s, u"country"_s},
             create},
            {u"workspace"_s,
             u"sample"_s,
             u"workspace sample FILE [--force]"_s,
             u"Makes the sample company, the same on every machine."_s,
             1,
             {u"force"_s},
             sample},
            {u"workspace"_s,
             u"verify"_s,
             u"--workspace FILE workspace verify"_s,
             u"Checks the file, the invariants, the audit chain and every invoice."_s,
             0,
             {},
             verify},
            {u"workspace"_s,
             u"backup"_s,
             u"--workspace FILE workspace backup TARGET"_s,
             u"Writes a checked copy while others go on working."_s,
             1,
             {},
             backup},
            {u"workspace"_s,
             u"copy"_s,
             u"workspace copy SOURCE TARGET"_s,
             u"Copies a company from a file to the database of a team, or back, and verifies the copy."_s,
             2,
             {},
             copy},
            {u"workspace"_s,
             u"secure"_s,
             u"workspace secure URL [--login PERSON=LOGIN]… [--existing]"_s,
             u"Keeps everybody in a team's database to their roles and regions, and gives each person a login."_s,
             1,
             {u"login"_s, u"existing"_s},
             secure},
            {u"workspace"_s,
             u"migrate"_s,
             u"--workspace FILE workspace migrate [--backed-up]"_s,
             u"Brings an older file to the newest schema, after a backup; a team's database with --backed-up."_s,
             0,
             {u"backed-up"_s},
             migrate}};
}

} // namespace accord::ctl
