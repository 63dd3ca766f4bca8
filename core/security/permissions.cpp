// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/permissions.h"

#include <QtCore/QRegularExpression>

#include <algorithm>
#include <array>

namespace accord::security {

namespace {

constexpr std::array reachNames{"none", "own", "region", "all"};

/// The fields of one line; a field in quotes may hold commas.
QStringList fieldsOf(const QString &line)
{
    QStringList fields{QString()};
    bool isQuoted = false;
    for (const QChar character : line) {
        if (character == u'"')
            isQuoted = !isQuoted;
        else if (character == u',' && !isQuoted)
            fields << QString();
        else
            fields.last() += character;
    }
    return fields;
}

std::optional<Grant> grantOf(const QString &cell)
{
    static const QRegularExpression form(
        u"^(none|own|region|all)( not own)?( four eyes)?( to limit)?(?: (\\d+) rows)?$"_s);
    const auto match = form.match(cell.trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    Grant grant;
    const auto name = std::ranges::find(reachNames, match.captured(1).toStdString());
    grant.reach = Reach(name - reachNames.begin());
    grant.notOwn = match.hasCaptured(2);
    grant.fourEyes = match.hasCaptured(3);
    grant.toLimit = match.hasCaptured(4);
    if (match.hasCaptured(5))
        grant.rows = match.captured(5).toInt();
    return grant;
}

tl::unexpected<Error> unreadable(qsizetype line, const QString &found)
{
    return fail(ErrorKind::InvalidInput, u"permission.matrix"_s, {{u"line"_s, line}, {u"found"_s, found}});
}

/// How near a person comes to being allowed: what stands in the way last is what is told.
enum class Obstacle { None, OwnWork, OtherCostCentre, OtherEntity, WholeCompany, OtherRegion, NotResponsible, Role };

bool haveOneOf(const QStringList &codes, const QStringList &wanted)
{
    return std::ranges::any_of(codes, [&](const QString &code) { return wanted.contains(code); });
}

Obstacle scopeObstacle(const Person &person, const Target &target)
{
    if (target.entity && !person.entities.isEmpty() && !person.entities.contains(*target.entity))
        return Obstacle::OtherEntity;
    if (target.costCentres && !person.costCentres.isEmpty() && !haveOneOf(*target.costCentres, person.costCentres))
        return Obstacle::OtherCostCentre;
    return Obstacle::None;
}

Obstacle obstacleTo(const QString &operation, const Grant &grant, const Person &person, const Target &target)
{
    if (grant.reach == Reach::None)
        return Obstacle::Role;
    if ((person.isConfined() && wholeCompanyOperations().contains(operation))
        || (!person.costCentres.isEmpty() && wholeBillOperations().contains(operation)))
        return Obstacle::WholeCompany;
    if (grant.reach == Reach::Region && target.region && !person.regions.contains(*target.region))
        return Obstacle::OtherRegion;
    if (grant.reach == Reach::Own && target.owner && *target.owner != person.name)
        return Obstacle::NotResponsible;
    if (const Obstacle outside = scopeObstacle(person, target); outside != Obstacle::None)
        return outside;
    if (grant.notOwn && !target.maker.isEmpty() && target.maker == person.name)
        return Obstacle::OwnWork;
    return Obstacle::None;
}

const char *idOf(Obstacle obstacle)
{
    switch (obstacle) {
    case Obstacle::OwnWork:
        return "permission.own_work";
    case Obstacle::OtherCostCentre:
        return "permission.other_cost_centre";
    case Obstacle::OtherEntity:
        return "permission.other_entity";
    case Obstacle::WholeCompany:
        return "permission.whole_company";
    case Obstacle::OtherRegion:
        return "permission.other_region";
    case Obstacle::NotResponsible:
        return "permission.not_responsible";
    case Obstacle::None:
    case Obstacle::Role:
        break;
    }
    return "permission.role_missing";
}

tl::unexpected<Error> refused(Obstacle obstacle, const Person &person, const QString &act, const QStringList &roles,
                              const Target &target)
{
    return fail(ErrorKind::Forbidden, QString::fromLatin1(idOf(obstacle)),
                {{u"user"_s, person.name},
                 {u"operation"_s, act},
                 {u"roles"_s, roles.join(u", "_s)},
                 {u"region"_s, target.region.value_or(QString())},
                 {u"owner"_s, target.owner.value_or(QString())},
                 {u"entity"_s, target.entity.value_or(QString())},
                 {u"cost_centre"_s, target.costCentres.value_or(QStringList()).join(u", "_s)}});
}

} // namespace

QString toString(Reach reach)
{
    return QString::fromLatin1(reachNames[size_t(reach)]);
}

const QStringList &knownRoles()
{
    static const QStringList roles{u"rep"_s,        u"csm"_s,   u"manager"_s, u"billing"_s, u"approver"_s,
                                   u"controller"_s, u"legal"_s, u"auditor"_s, u"admin"_s,   u"worker"_s};
    return roles;
}

const QStringList &wholeCompanyOperations()
{
    static const QStringList operations{u"bank.read"_s,       u"bank.import"_s,          u"usage.import"_s,
                                        u"payment.match"_s,   u"payment.reverse"_s,      u"period.close"_s,
                                        u"period.reopen"_s,   u"ledger.export"_s,        u"ledger.name"_s,
                                        u"price.edit"_s,      u"price.publish"_s,        u"policy.propose"_s,
                                        u"policy.publish"_s,  u"receivable.take_over"_s, u"collection.act"_s,
                                        u"collection.rule"_s, u"write_off.limit"_s,      u"tax.read"_s,
                                        u"workspace.number"_s};
    return operations;
}

const QStringList &wholeBillOperations()
{
    static const QStringList operations{u"bill.prepare"_s, u"document.issue"_s};
    return operations;
}

QStringList regionsOf(const QString &text)
{
    QStringList regions;
    for (const QString &region : text.split(u',', Qt::SkipEmptyParts)) {
        if (!region.trimmed().isEmpty())
            regions << region.trimmed();
    }
    return regions;
}

Result<Permissions> Permissions::fromCsv(const QByteArray &utf8)
{
    Permissions permissions;
    bool hasHead = false;
    const QStringList lines = QString::fromUtf8(utf8).split(u'\n');
    for (qsizetype n = 0; n < lines.size(); ++n) {
        if (lines[n].trimmed().isEmpty() || lines[n].startsWith(u'#'))
            continue;
        const QStringList fields = fieldsOf(lines[n].trimmed());
        if (!hasHead) {
            if (fields != QStringList{u"operation"_s, u"meaning"_s} + knownRoles())
                return unreadable(n + 1, lines[n]);
            hasHead = true;
            continue;
        }
        if (fields.size() != knownRoles().size() + 2 || permissions.find(fields[0]))
            return unreadable(n + 1, lines[n]);
        Row row{fields[0], fields[1], {}};
        for (const QString &cell : fields.mid(2)) {
            const auto grant = grantOf(cell);
            if (!grant)
                return unreadable(n + 1, cell);
            row.grants.push_back(*grant);
        }
        permissions.m_rows.push_back(std::move(row));
    }
    return permissions;
}

const Permissions::Row *Permissions::find(QStringView operation) const
{
    const auto found = std::ranges::find_if(m_rows, [&](const Row &row) { return row.operation == operation; });
    return found == m_rows.end() ? nullptr : &*found;
}

Grant Permissions::grant(QStringView operation, const QString &role) const
{
    const Row *row = find(operation);
    const qsizetype place = knownRoles().indexOf(role);
    return row && place >= 0 ? row->grants[size_t(place)] : Grant();
}

Reach Permissions::reach(QStringView operation, const QStringList &roles) const
{
    Reach farthest = Reach::None;
    for (const QString &role : roles)
        farthest = std::max(farthest, grant(operation, role).reach);
    return farthest;
}

QStringList Permissions::rolesFor(QStringView operation) const
{
    QStringList roles;
    for (const QString &role : knownRoles()) {
        if (grant(operation, role).reach != Reach::None)
            roles << role;
    }
    return roles;
}

Result<> Permissions::check(const Person &person, const QStringList &operations, const Target &target) const
{
    Obstacle least = Obstacle::Role;
    QStringList meanings;
    QStringList roles;
    for (const QString &operation : operations) {
        const Row *row = find(operation);
        if (!row)
            return fail(ErrorKind::Internal, u"permission.operation_unknown"_s, {{u"operation"_s, operation}});
        for (const QString &role : person.roles) {
            least = std::min(least, obstacleTo(operation, grant(operation, role), person, target));
            if (least == Obstacle::None)
                return {};
        }
        meanings << row->meaning;
        for (const QString &role : rolesFor(operation)) {
            if (!roles.contains(role))
                roles << role;
        }
    }
    return refused(least, person, meanings.join(u" or "_s), roles, target);
}

Result<> checkScope(const Person &person, const QString &act, const Target &target)
{
    const Obstacle outside = scopeObstacle(person, target);
    return outside == Obstacle::None ? Result<>() : refused(outside, person, act, {}, target);
}

std::optional<std::pair<QString, QString>> conflictOf(const QStringList &roles)
{
    const auto held = [&](const QString &role) { return roles.contains(role); };
    if (held(u"admin"_s)) {
        for (const QString &role : {u"billing"_s, u"approver"_s, u"controller"_s}) {
            if (held(role))
                return std::pair(u"admin"_s, role);
        }
    }
    if (held(u"auditor"_s)) {
        for (const QString &role : roles) { // each of the others writes something
            if (role != u"auditor")
                return std::pair(u"auditor"_s, role);
        }
    }
    return std::nullopt;
}

Result<> checkRoles(const QStringList &roles)
{
    for (const QString &role : roles) {
        if (!knownRoles().contains(role))
            return fail(ErrorKind::InvalidInput, u"permission.role_unknown"_s,
                        {{u"role"_s, role}, {u"roles"_s, knownRoles().join(u", "_s)}});
    }
    if (const auto conflict = conflictOf(roles))
        return fail(ErrorKind::Conflict, u"permission.roles_conflict"_s,
                    {{u"role"_s, conflict->first}, {u"other"_s, conflict->second}});
    return {};
}

} // namespace accord::security
