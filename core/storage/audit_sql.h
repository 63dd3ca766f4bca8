// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/security/audit_chain.h"

namespace accord::storage {

class Session;
class Statement;

/// The audit records of a workspace.
class AuditSql final : public security::AuditStore
{
public:
    explicit AuditSql(Session &session);

    Result<std::optional<security::AuditRecord>> last() const override;
    Result<> append(const security::AuditRecord &record) override;
    Result<> visit(qint64 firstSequence,
                   const std::function<bool(const security::AuditRecord &)> &visit) const override;
    /// The history of one thing, newest first, at most \a limit records before \a beforeSequence (0: from the end).
    Result<std::vector<security::AuditRecord>> historyOf(const QString &subjectKind, const QString &subjectId,
                                                         qint64 beforeSequence, int limit) const;
    /// The history of whatever has this id or number, of any kind, newest first.
    Result<std::vector<security::AuditRecord>> historyOf(const QString &subjectId, int limit) const;
    /// The newest records of all before \a beforeSequence (0: from the end), newest first.
    Result<std::vector<security::AuditRecord>> newest(int limit, qint64 beforeSequence = 0) const;
    /// The region of the account that \a entry is about, itself or through a contract, an invoice or a credit note;
    /// empty when it is about none.
    Result<QString> regionOf(const security::AuditEntry &entry) const;

private:
    Session &m_session;
};

} // namespace accord::storage
