// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/security/permissions.h"
#include "core/workspace/services.h"

#include <QtCore/QHash>

namespace accord::workspace {

/// How much of the audit trail the actor reads, as the permission matrix says: all of it, what concerns accounts of
/// their regions beside their own acts, or their own acts alone. Who only administers reads who did what and to which
/// record, but not the content of it.
class AuditReading
{
public:
    /// \returns what reading the actor and the matrix can fail with.
    static Result<AuditReading> of(Services &services);

    security::Reach reach() const { return m_reach; }
    bool showsContent() const { return m_showsContent; }
    /// Those of \a records that the actor may read, as far as they may.
    Result<std::vector<security::AuditRecord>> readable(std::vector<security::AuditRecord> records);
    /// The newest that the actor may read, newest first.
    Result<std::vector<security::AuditRecord>> newest(int limit);
    /// Whether the whole chain can be looked at, to verify it: on a file always, since a verification shows no content.
    /// \returns Forbidden "permission.role_missing" for who is shown a part of it by a team's database.
    Result<> mayVerify();

private:
    explicit AuditReading(Services &services)
        : m_services(&services)
    { }
    Result<bool> isReadable(const security::AuditRecord &record);

    Services *m_services;
    security::Person m_person;
    security::Reach m_reach = security::Reach::None;
    bool m_showsContent = false;
    QHash<QString, QString> m_regions; ///< by subject
};

} // namespace accord::workspace
