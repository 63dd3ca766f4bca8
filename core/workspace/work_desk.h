// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/work_batches_sql.h"
#include "core/workspace/billing_desk.h"

namespace accord::workspace {

/// What came of one batch.
struct WorkDone
{
    storage::WorkBatch batch;
    int created = 0; ///< invoices, events of usage, records of a file
    std::vector<RunFailure> failures; ///< payers that could not be billed; the run goes on
    bool isLost = false; ///< another program has the batch by now: nothing of it was stored since
    std::optional<Error> error; ///< it was given back
};

/// Work that several programs do together, on one machine or on several: any of them may die, and what it had is done
/// by another one. A batch is leased for a while; its fence, which rises with each lease, is tested in the transaction
/// that writes, and held by triggers, so that a program that slept past its lease writes nothing.
class WorkDesk
{
public:
    static constexpr std::chrono::seconds usualLease{60};
    static constexpr int usualPayersPerBatch = 25;

    /// \a owner names the program to others: "worker on host 1234".
    WorkDesk(Services &services, const QString &owner, std::chrono::milliseconds lease = usualLease)
        : m_services(services)
        , m_batches(services.session())
        , m_owner(owner)
        , m_lease(lease)
    { }

    /// Opens the run of \a period, or goes on with the shared one that is open, as batches of payers; workers bill
    /// them.
    /// \a issueDate null: today. The same \a command again gives the run that it opened.
    /// \returns Conflict "work.run_open" while another period is billed by workers.
    Result<storage::BillRunRow> shareRun(const Period &period, const QDate &issueDate, int payersPerBatch,
                                         const std::optional<storage::CommandId> &command = {});
    /// Has files of usage imported, each whole by one worker, which must find it under the same path.
    /// \returns InvalidInput "file.unreadable".
    Result<int> shareImports(const QStringList &paths, const QString &source);
    /// Has every export that is due written. \returns how many periods that are.
    Result<int> shareDueExports();

    /// Leases a batch of \a kinds and does it; none when there is nothing to do.
    /// What the actor may not do is left to others.
    /// \returns Unavailable when the database cannot be reached: whoever comes next does the batch; the refusal of
    ///          permit() for who may do none of \a kinds.
    Result<std::optional<WorkDone>> doNext(const QSet<storage::WorkKind> &kinds, jobs::Progress &progress);

private:
    Result<> addBatch(storage::WorkKind kind, const QUuid &subject, int part, const QJsonObject &content);
    Result<storage::BillRunRow> openRun(const Period &period, const QDate &issueDate);
    Result<> addPayers(const storage::BillRunRow &run, int payersPerBatch);
    /// Those of \a kinds that the actor may do. \returns the refusal when it is none of them.
    Result<QSet<storage::WorkKind>> allowedKinds(const QSet<storage::WorkKind> &kinds);
    Result<> doBatch(WorkDone &work, jobs::Progress &progress);
    Result<> bill(WorkDone &work, jobs::Progress &progress);
    /// How a few payers are billed: each way is slower than the one before and copes with more.
    enum class Way {
        Apart, ///< beside other workers
        InOrder, ///< alone
        OneByOne, ///< alone; a payer that cannot be billed is noted
    };
    /// Bills the first of \a payers in one transaction, and ends the batch with the last. \returns how many.
    Result<size_t> billSome(const storage::BillRunRow &run, std::span<const accounts::AccountId> payers, Way way,
                            WorkDone &work);
    Result<> billOne(const storage::BillRunRow &run, const accounts::AccountId &payer, bool isLast, WorkDone &work);
    Result<> endBatch(const storage::BillRunRow &run, const storage::WorkBatch &batch);
    Result<> importUsage(WorkDone &work);
    Result<> exportFile(WorkDone &work);

    Services &m_services;
    storage::WorkBatchesSql m_batches;
    QString m_owner;
    std::chrono::milliseconds m_lease;
};

} // namespace accord::workspace
