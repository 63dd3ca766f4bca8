// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/company_desk.h"

#include "core/storage/backup.h"
#include "core/storage/migrations.h"
#include "core/storage/transaction.h"
#include "core/storage/workspace_file.h"

#include <QtCore/QFileInfo>

namespace accord::workspace {

using billing::IssuingEntity;

namespace {

bool isAdministrator(const storage::User &user)
{
    return user.roles.contains(u"admin"_s);
}

} // namespace

Result<> CompanyDesk::mayChange()
{
    if (m_services.session().isReadOnly())
        return fail(ErrorKind::Unavailable, u"storage.read_only"_s);
    const auto user = m_services.seller().user(m_services.actor());
    if (!user)
        return passOn(user);
    if (!isAdministrator(*user))
        return fail(ErrorKind::Forbidden, u"company.not_administrator"_s);
    return {};
}

Result<IssuingEntity> CompanyDesk::saveEntity(const IssuingEntity &entity)
{
    if (entity.legalName.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"company.name_missing"_s);
    if (const auto formatted = billing::formatNumber(entity.numberFormat, 2024, 1); !formatted)
        return passOn(formatted);
    storage::Transaction transaction(m_services.session());
    if (const auto may = mayChange(); !may)
        return passOn(may);
    const auto stored = m_services.seller().entity(entity.id);
    if (!stored)
        return passOn(stored);
    if (stored->version != entity.version)
        return fail(ErrorKind::Conflict, u"storage.changed_meanwhile"_s);
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
    if (user.name.trimmed().isEmpty() || user.displayName.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"company.user_incomplete"_s);
    storage::Transaction transaction(m_services.session());
    if (const auto may = mayChange(); !may)
        return may;
    const auto users = m_services.seller().users();
    if (!users)
        return passOn(users);
    QStringList before;
    bool administratorLeft = isAdministrator(user);
    for (const auto &other : *users) {
        if (other.name == user.name)
            before = other.roles;
        else
            administratorLeft = administratorLeft || isAdministrator(other);
    }
    if (!administratorLeft)
        return fail(ErrorKind::Conflict, u"company.last_administrator"_s);
    if (const auto saved = m_services.seller().save(user); !saved)
        return saved;
    const auto audited = m_services.audit(u"user.save"_s, u"user"_s, user.name,
                                          {{u"roles_before"_s, QJsonArray::fromStringList(before)},
                                           {u"roles"_s, QJsonArray::fromStringList(user.roles)}});
    if (!audited)
        return passOn(audited);
    return transaction.commit();
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
