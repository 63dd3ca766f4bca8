// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/invoice.h"

namespace accord::storage {

class Session;
struct WorkBatch;

struct BillRunRow
{
    billing::BillRunId id;
    Period period;
    QDate issueDate;
    QString state; ///< "running", "done", "cancelled"
    QString startedBy;
    QDateTime startedAt;
    QDateTime finishedAt;
    int accounts = 0; ///< finished with so far
    int created = 0; ///< invoices made
};

/// How far each run has come, so that it can be resumed wherever it was stopped.
class BillRunsSql
{
public:
    explicit BillRunsSql(Session &session)
        : m_session(session)
    { }

    Result<> add(const BillRunRow &run);
    /// \returns NotFound "billing.run_not_found".
    Result<BillRunRow> find(const billing::BillRunId &id) const;
    Result<> finish(const billing::BillRunId &run, const QString &state, const QDateTime &now);
    Result<> reopen(const billing::BillRunId &run);
    /// \a part: the batch of a shared run that the account is in, with the fence of whoever writes.
    Result<> noteAccount(const billing::BillRunId &run, const accounts::AccountId &account, const QString &outcome,
                         const std::optional<billing::InvoiceId> &invoice, const QJsonArray &exceptions,
                         const WorkBatch *part = nullptr);
    Result<QSet<QUuid>> finishedAccounts(const billing::BillRunId &run) const;
    Result<std::vector<BillRunRow>> recent(int limit) const; ///< newest first
    /// The newest run of \a period that is not done; none when there is nothing to resume.
    Result<std::optional<BillRunRow>> unfinished(const Period &period) const;

private:
    Session &m_session;
};

} // namespace accord::storage
