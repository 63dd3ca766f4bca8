// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/team_security.h"

#include "core/money/exchange_ranges.h"
#include "core/storage/migrations.h"
#include "core/storage/permissions.h"
#include "core/storage/postgresql_address.h"
#include "core/storage/seller_sql.h"
#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/transaction.h"
#include "core/storage/workspace_file.h"

namespace accord::storage {

namespace {

constexpr qsizetype accessFields = 12;

/// The lines of `table_access.txt`: the name of the table and what stands behind it.
Result<QList<QStringList>> tableAccess()
{
    const auto text = embeddedSql(u"table_access.txt"_s);
    if (!text)
        return passOn(text);
    QList<QStringList> tables;
    for (const QString &line : QString::fromUtf8(*text).split(u'\n', Qt::SkipEmptyParts)) {
        if (line.startsWith(u'#'))
            continue;
        QStringList fields = line.split(u'|');
        for (QString &field : fields)
            field = field.trimmed();
        if (fields.size() != accessFields)
            return fail(ErrorKind::Internal, u"storage.migration"_s, {{u"name"_s, line}});
        tables << fields;
    }
    return tables;
}

Result<> writeMatrix(Session &session)
{
    const auto matrix = embeddedPermissions();
    if (!matrix)
        return passOn(matrix);
    if (const auto emptied = session.run("DELETE FROM permission"); !emptied)
        return passOn(emptied);
    auto insert = session.statement("INSERT INTO permission (operation, role, reach, whole) VALUES (?,?,?,?)");
    for (const auto &row : (*matrix)->rows()) {
        const QString whole = security::wholeCompanyOperations().contains(row.operation) ? u"company"_s
                              : security::wholeBillOperations().contains(row.operation)  ? u"bill"_s
                                                                                         : u""_s;
        for (qsizetype i = 0; i < security::knownRoles().size(); ++i) {
            const auto added = insert
                                   .bind(row.operation, security::knownRoles()[i],
                                         security::toString(row.grants[size_t(i)].reach), notNull(whole))
                                   .run();
            if (!added)
                return passOn(added);
        }
    }
    return {};
}

Result<int> writeAccess(Session &session)
{
    const auto tables = tableAccess();
    if (!tables)
        return passOn(tables);
    if (const auto emptied = session.run("DELETE FROM table_access"); !emptied)
        return passOn(emptied);
    for (const QStringList &one : *tables) {
        const auto added = session.run(
            "INSERT INTO table_access (name, reading, adding, changing, removing, within, own, added_by, changed_by, "
            "also_reading, also_changing, adding_if) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            one[0], one[1], one[2], one[3], one[4], one[5], notNull(one[6]), notNull(one[7]), notNull(one[8]),
            notNull(one[9]), notNull(one[10]), notNull(one[11]));
        if (!added)
            return passOn(added);
    }
    return int(tables->size());
}

Result<> writeRates(Session &session, const ExchangeRates &rates)
{
    if (const auto emptied = session.run("DELETE FROM reference_rate"); !emptied)
        return passOn(emptied);
    const auto euro = Currency::fromCode(u"EUR"_s);
    if (!euro)
        return passOn(euro);
    const auto today = session.statement("SELECT current_date").first([](Statement &row) { return row.read<QDate>(); });
    if (!today)
        return passOn(today);
    const QDate begin(1999, 1, 1); // of the euro
    for (const auto &[code, range] : exchangeRanges(rates, *euro, begin, today->value_or(begin))) {
        const auto currency = Currency::fromCode(code);
        const auto least = range.least.rounded(12), most = range.most.rounded(12);
        if (!currency || !least || !most)
            return currency ? (least ? passOn(most) : passOn(least)) : passOn(currency);
        const auto added = session.run("INSERT INTO reference_rate (currency, digits, least, most) VALUES (?,?,"
                                       "CAST(? AS NUMERIC),CAST(? AS NUMERIC))",
                                       code, currency->minorDigits(), least->toString(), most->toString());
        if (!added)
            return passOn(added);
    }
    return {};
}

Result<> call(Session &session, Sql sql)
{
    const auto done = session.statement(sql).first([](Statement &) { return true; });
    return done ? Result<>() : passOn(done);
}

Result<> checkPeople(const std::vector<User> &people)
{
    for (const QString &role : {u"admin"_s, u"controller"_s}) {
        const bool held = std::ranges::any_of(people, [&](const User &one) { return one.roles.contains(role); });
        if (!held)
            return fail(ErrorKind::Conflict, u"identity.nobody_controls"_s, {{u"role"_s, role}});
    }
    return {};
}

/// The rules of a team's database, in the order in which they are laid down.
Result<std::vector<QByteArray>> secureRules()
{
    std::vector<QByteArray> rules;
    for (const QString &name : {u"secure"_s, u"secure_documents"_s, u"secure_ledger"_s, u"secure_acts"_s,
                                u"secure_sync"_s, u"secure_scopes"_s}) {
        auto script = embeddedSql(name + u".postgresql.sql"_s);
        if (!script)
            return passOn(script);
        rules.push_back(std::move(*script));
    }
    return rules;
}

Result<> bindPeople(Session &session, const LoginWishes &wishes, SecuredTeam &team)
{
    const auto people = SellerSql(session).users();
    if (!people)
        return passOn(people);
    if (auto controlled = checkPeople(*people); !controlled)
        return controlled;
    for (const User &one : *people) {
        const QString login = wishes.logins.value(one.name);
        auto made = session.statement("SELECT acc.bind_person(?, ?, ?)")
                        .bind(one.name, notNull(login), wishes.existing || !login.isEmpty())
                        .first([](Statement &row) { return row.read<bool>(); });
        if (!made) {
            made.error().args.insert(u"user"_s, one.name);
            made.error().args.insert(u"login"_s, login.isEmpty() ? one.name : login);
            return passOn(made);
        }
        team.people << one.name;
        if (made->value_or(false))
            team.made << (login.isEmpty() ? one.name : login);
    }
    return call(session, "SELECT acc.give_roles()");
}

} // namespace

Result<SecuredTeam> secureTeam(const QString &url, const ExchangeRates &rates, const LoginWishes &wishes)
{
    if (!isServerUrl(url))
        return fail(ErrorKind::InvalidInput, u"storage.not_a_team"_s, {{u"path"_s, url}});
    const auto rules = secureRules();
    const auto migrations = embeddedMigrations();
    if (!rules)
        return passOn(rules);
    if (!migrations)
        return passOn(migrations);
    auto session = Session::open(url, Access::ReadWrite);
    if (!session)
        return passOn(session);
    // What somebody changed behind the program's back is not made good by this.
    if (const auto known = checkSchema(**session, *migrations); !known)
        return passOn(known);
    Transaction transaction(**session);
    if (!transaction.begun())
        return passOn(transaction.begun());
    for (const QByteArray &part : *rules) {
        if (auto laid = (*session)->driver().executeScript(part); !laid)
            return passOn(laid);
    }
    SecuredTeam team;
    if (const auto written = writeMatrix(**session); !written)
        return passOn(written);
    const auto tables = writeAccess(**session);
    if (!tables)
        return passOn(tables);
    team.tables = *tables;
    if (const auto measured = writeRates(**session, rates); !measured)
        return passOn(measured);
    if (const auto guarded = call(**session, "SELECT acc.guard_schema()"); !guarded)
        return passOn(guarded);
    if (const auto guarded = call(**session, "SELECT acc.guard_scopes()"); !guarded)
        return passOn(guarded);
    if (const auto guarded = call(**session, "SELECT acc.guard_usage_months()"); !guarded)
        return passOn(guarded);
    if (const auto bound = bindPeople(**session, wishes, team); !bound)
        return passOn(bound);
    if (const auto recorded = (*session)->driver().recordFingerprint(); !recorded)
        return passOn(recorded);
    return transaction.commit().map([&] { return team; });
}

namespace {

Result<bool> isSecured(Session &session)
{
    if (session.dialect().database() == Dialect::Database::Sqlite)
        return false;
    const auto known = session.statement("SELECT to_regprocedure('acc.me()') IS NOT NULL").first([](Statement &row) {
        return row.read<bool>();
    });
    return known ? Result<bool>(known->value_or(false)) : passOn(known);
}

} // namespace

Result<std::vector<TeamSession>> teamSessions(Session &session)
{
    const auto secured = isSecured(session);
    if (!secured)
        return passOn(secured);
    if (!*secured)
        return fail(ErrorKind::InvalidInput, u"storage.not_a_team"_s, {{u"path"_s, session.path()}});
    return session.statement("SELECT person, since, latest, program, address FROM acc.sessions()")
        .bind()
        .all([](Statement &row) {
            TeamSession one;
            one.person = row.read<QString>();
            one.since = row.read<QDateTime>();
            one.latest = row.read<QDateTime>();
            one.program = row.read<QString>();
            one.address = row.read<QString>();
            return one;
        });
}

Result<QString> personOfLogin(Session &session)
{
    const auto secured = isSecured(session);
    if (!secured)
        return passOn(secured);
    if (!*secured)
        return QString();
    struct Login
    {
        QString person;
        bool isOwner = false;
        QString name;
    };
    const auto login = session.statement("SELECT coalesce(acc.me(), ''), acc.is_owner(), session_user::text")
                           .first([](Statement &row) {
                               Login one;
                               one.person = row.read<QString>();
                               one.isOwner = row.read<bool>();
                               one.name = row.read<QString>();
                               return one;
                           });
    if (!login)
        return passOn(login);
    if ((*login)->person.isEmpty() && !(*login)->isOwner)
        return fail(ErrorKind::Forbidden, u"identity.login_unknown"_s, {{u"login"_s, (*login)->name}});
    return (*login)->person;
}

} // namespace accord::storage
