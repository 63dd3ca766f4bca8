// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/record_change.h"
#include "core/storage/approval_matters_sql.h"

namespace accord::storage {

/// That a change was done.
struct DoneChange
{
    int revision = 0; ///< of the record with the change in it
    QDateTime doneAt;
};

/// What matters change, and which changes were done. Rows are only ever added.
class AskedChangesSql
{
public:
    explicit AskedChangesSql(Session &session)
        : m_session(session)
    { }

    Result<> add(const ApprovalMatterId &matter, const approvals::RecordChange &change);
    /// None for a matter that changes no record.
    Result<std::optional<approvals::RecordChange>> of(const ApprovalMatterId &matter) const;
    /// \returns "approvals.not_decided" while somebody still has to agree, "storage.unique" where it was done already.
    Result<> noteDone(const ApprovalMatterId &matter, const DoneChange &done);
    Result<std::optional<DoneChange>> done(const ApprovalMatterId &matter) const;

private:
    Session &m_session;
};

/// SHA-256 of the canonical form of \a matter with what it changes.
QByteArray digestOf(const ApprovalMatter &matter, const approvals::RecordChange &change);

} // namespace accord::storage
