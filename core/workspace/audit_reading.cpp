// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/audit_reading.h"

#include "core/workspace/permit.h"
#include "core/workspace/seen_rows.h"

namespace accord::workspace {

using security::AuditRecord;
using security::Reach;

namespace {

const QString operation = u"audit.read"_s;
/// Reads who did what, without its content.
const QString bare = u"admin"_s;

} // namespace

Result<AuditReading> AuditReading::of(Services &services)
{
    const auto matrix = permissions();
    const auto user = services.seller().user(services.actor());
    if (!matrix)
        return passOn(matrix);
    if (!user)
        return passOn(user);
    AuditReading reading(services);
    reading.m_person = personOf(*user);
    reading.m_reach = (*matrix)->reach(operation, user->roles);
    QStringList others = user->roles;
    others.removeAll(bare);
    reading.m_showsContent = reading.m_reach != Reach::All || (*matrix)->reach(operation, others) == Reach::All;
    return reading;
}

Result<bool> AuditReading::isReadable(const AuditRecord &record)
{
    if (m_reach == Reach::All)
        return true;
    if (m_reach == Reach::None)
        return false;
    if (record.entry.actor == m_person.name)
        return true;
    if (m_reach == Reach::Own)
        return false;
    const QString subject = record.entry.subjectKind + u'/' + record.entry.subjectId;
    if (!m_regions.contains(subject)) {
        const auto region = storage::AuditSql(m_services->session()).regionOf(record.entry);
        if (!region)
            return passOn(region);
        m_regions.insert(subject, *region);
    }
    return m_person.regions.contains(m_regions.value(subject));
}

Result<std::vector<AuditRecord>> AuditReading::readable(std::vector<AuditRecord> records)
{
    std::vector<AuditRecord> shown;
    for (AuditRecord &record : records) {
        const auto may = isReadable(record);
        if (!may)
            return passOn(may);
        if (!*may)
            continue;
        if (!m_showsContent && record.entry.actor != m_person.name) {
            record.entry.body = {};
            record.bodyText.clear();
        }
        shown.push_back(std::move(record));
    }
    return shown;
}

Result<std::vector<AuditRecord>> AuditReading::newest(int limit)
{
    constexpr int atOnce = 1000;
    std::vector<AuditRecord> shown;
    for (qint64 before = 0; int(shown.size()) < limit;) {
        const auto page = storage::AuditSql(m_services->session())
                              .newest(m_reach == Reach::All ? limit : std::max(limit, atOnce), before);
        if (!page)
            return passOn(page);
        if (page->empty())
            break;
        before = page->back().sequence;
        auto some = readable(*page);
        if (!some)
            return some;
        std::move(some->begin(), some->end(), std::back_inserter(shown));
    }
    if (int(shown.size()) > limit)
        shown.resize(size_t(limit));
    return shown;
}

Result<> AuditReading::mayVerify()
{
    const auto seesAll = seenRows(*m_services);
    if (!seesAll)
        return passOn(seesAll);
    if ((*seesAll)(operation))
        return {};
    const auto matrix = permissions();
    if (!matrix)
        return passOn(matrix);
    QStringList roles;
    for (const QString &role : (*matrix)->rolesFor(operation)) {
        if ((*matrix)->grant(operation, role).reach == Reach::All)
            roles << role;
    }
    return fail(
        ErrorKind::Forbidden, u"permission.role_missing"_s,
        {{u"user"_s, m_person.name}, {u"operation"_s, u"verify the audit trail"_s}, {u"roles"_s, roles.join(u", "_s)}});
}

} // namespace accord::workspace
