// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/company_desk.h"

#include "core/storage/backup.h"
#include "core/storage/migrations.h"
#include "core/storage/number_series_sql.h"
#include "core/storage/transaction.h"
#include "core/storage/workspace_file.h"
#include "core/workspace/people_desk.h"
#include "core/workspace/permit.h"
#include "core/workspace/printed_document.h"

#include <QtCore/QFileInfo>

namespace accord::workspace {

using billing::IssuingEntity;

Result<> CompanyDesk::mayChange()
{
    if (m_services.session().isReadOnly())
        return fail(ErrorKind::Unavailable, u"storage.read_only"_s);
    return permit(m_services, Act::ChangeCompany);
}

/// Numbers of one year are alike, and those of two companies never the same: who names a document by its number means
/// one.
Result<> CompanyDesk::checkNumberFormat(const IssuingEntity &next, const IssuingEntity &stored)
{
    if (next.numberFormat == stored.numberFormat)
        return {};
    const auto entities = m_services.seller().entities();
    const auto series = storage::NumberSeriesSql(m_services.session()).all();
    if (!entities)
        return passOn(entities);
    if (!series)
        return passOn(series);
    const int year = m_services.clock().today().year();
    const auto example
        = [&](const IssuingEntity &of) { return billing::formatNumber(of.numberFormat, year, 1).value_or(QString()); };
    for (const IssuingEntity &other : *entities) {
        if (other.id != next.id && other.numberFormat == next.numberFormat)
            return fail(ErrorKind::InvalidInput, u"company.number_format_taken"_s,
                        {{u"value"_s, example(other)}, {u"company"_s, other.code}});
    }
    for (const storage::NumberSeries &one : *series) {
        if (one.key.entity == next.id && one.key.year == year && one.hasBegun)
            return fail(ErrorKind::Conflict, u"company.number_format_begun"_s,
                        {{u"value"_s, example(stored)}, {u"year"_s, year}, {u"next"_s, year + 1}});
    }
    return {};
}

Result<IssuingEntity> CompanyDesk::saveEntity(const IssuingEntity &entity)
{
    if (entity.legalName.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"company.name_missing"_s);
    if (const auto formatted = billing::formatNumber(entity.numberFormat, 2024, 1); !formatted)
        return passOn(formatted);
    if (const auto code = checkPaymentCode(entity); !code)
        return passOn(code);
    storage::Transaction transaction(m_services.session());
    if (const auto may = mayChange(); !may)
        return passOn(may);
    const auto stored = m_services.seller().entity(entity.id);
    if (!stored)
        return passOn(stored);
    if (stored->version != entity.version)
        return fail(ErrorKind::Conflict, u"storage.changed_meanwhile"_s);
    if (const auto numbers = checkNumberFormat(entity, *stored); !numbers)
        return passOn(numbers);
    IssuingEntity next = entity;
    next.code = stored->code; // documents were issued under it
    next.currency = stored->currency; // its books are kept in it
    if (const auto saved = m_services.seller().save(next); !saved)
        return passOn(saved);
    ++next.version;
    const auto audited = m_services.audit(u"entity.save"_s, u"issuing_entity"_s, next.id.toString(),
                                          {{u"code"_s, next.code},
                                           {u"name_before"_s, stored->legalName},
                                           {u"name"_s, next.legalName},
                                           {u"version"_s, next.version}});
    if (!audited)
        return passOn(audited);
    if (const auto committed = transaction.commit(); !committed)
        return passOn(committed);
    return next;
}

Result<> CompanyDesk::saveUser(const storage::User &user)
{
    return PeopleDesk(m_services).save(user);
}

Result<DatabaseFacts> CompanyDesk::database()
{
    const auto version = storage::schemaVersion(m_services.session());
    if (!version)
        return passOn(version);
    storage::AuditSql audit(m_services.session());
    const auto head = security::AuditChain(audit, m_services.clock()).head();
    if (!head)
        return passOn(head);
    const QString path = m_services.session().path();
    const auto bytes = storage::storedBytes(m_services.session());
    if (!bytes)
        return passOn(bytes);
    return DatabaseFacts{path, *bytes, *version, m_services.session().isReadOnly(), head->toString()};
}

Result<> CompanyDesk::backup(const QString &path)
{
    if (const auto copied = storage::backup(m_services.session(), path); !copied)
        return copied;
    if (m_services.session().isReadOnly())
        return {};
    storage::Transaction transaction(m_services.session());
    const auto audited
        = m_services.audit(u"workspace.backup"_s, u"workspace"_s, {}, {{u"file"_s, QFileInfo(path).fileName()}});
    if (!audited)
        return passOn(audited);
    return transaction.commit();
}

} // namespace accord::workspace
