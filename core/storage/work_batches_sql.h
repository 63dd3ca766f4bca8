// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonObject>
#include <QtCore/QSet>
#include <QtCore/QUuid>

#include <chrono>
#include <optional>
#include <vector>

namespace accord::storage {

class Session;

enum class WorkKind { BillRun, UsageImport, Export };
QString toString(WorkKind kind); ///< "bill_run", "usage_import", "export"
/// \returns InvalidInput "work.kind_unknown".
Result<WorkKind> workKindFromString(const QString &text);

/// A part of work that several programs share, and who has it for how long.
struct WorkBatch
{
    QUuid id;
    WorkKind kind = WorkKind::BillRun;
    QUuid subject; ///< of a bill run: the run; of an import: its command; of an export: its schedule
    int part = 0;
    QJsonObject content;
    QString state; ///< "waiting", "taken", "done", "failed"
    QString owner; ///< the program that has it or had it last
    QDateTime leaseUntil; ///< null unless taken
    qint64 fence = 0; ///< how often it was leased: what a program writes carries the fence of its lease
    int failures = 0; ///< how often it was given back with an error
    QJsonObject lastError; ///< "id" and "args"; empty for none
    QString madeBy;
    QDateTime madeAt;
    QDateTime finishedAt;
};

/// How far the batches of one subject are.
struct WorkProgress
{
    WorkKind kind = WorkKind::BillRun;
    QUuid subject;
    QDateTime madeAt;
    int waiting = 0;
    int taken = 0;
    int done = 0;
    int failed = 0;
};

/// The batches that workers lease. All times of leases are those of the database's machine.
class WorkBatchesSql
{
public:
    static constexpr int mostFailures = 5;
    /// A batch that takes down whoever has it is not leased for ever.
    static constexpr int mostLeases = 100;

    explicit WorkBatchesSql(Session &session)
        : m_session(session)
    { }

    Result<> add(const WorkBatch &batch);
    /// Leases the oldest batch of \a kinds that nobody has, or whose lease has run out, in a transaction of its own;
    /// none when there is nothing to take. Batches that others take at this moment are passed by, not waited for.
    Result<std::optional<WorkBatch>> take(const QSet<WorkKind> &kinds, const QString &owner,
                                          std::chrono::milliseconds lease);
    /// Prolongs the lease in the caller's transaction, which nobody can take the batch from until it ends. Before
    /// anything is written for a batch.
    /// \returns Conflict "work.lease_lost" when another program has it by now.
    Result<> hold(const WorkBatch &batch, std::chrono::milliseconds lease);
    /// \returns Conflict "work.lease_lost".
    Result<> finish(const WorkBatch &batch);
    /// Gives it back because of \a error: for good when the error would be the same again (bad input) or after
    /// mostFailures; a database that could not be reached does not count. \returns Conflict "work.lease_lost".
    Result<> giveBack(const WorkBatch &batch, const Error &error);
    /// Lets the batches that were given up wait again.
    Result<> retryFailed(WorkKind kind, const QUuid &subject);

    /// Batches of \a subject that are not done.
    Result<qint64> open(WorkKind kind, const QUuid &subject) const;
    /// The subjects of \a kind with batches that wait or are taken, the oldest first.
    Result<std::vector<QUuid>> openSubjects(WorkKind kind) const;
    Result<int> nextPart(WorkKind kind, const QUuid &subject) const;
    Result<std::vector<WorkBatch>> batches(WorkKind kind, const QUuid &subject) const; ///< by part
    Result<std::vector<WorkProgress>> progress(int limit) const; ///< the newest first
    /// Who has a batch now: by owner, with the number of batches done.
    struct Worker
    {
        QString name;
        int taken = 0;
        int done = 0;
    };
    Result<std::vector<Worker>> workers() const;

private:
    Result<QDateTime> now() const;

    Session &m_session;
};

} // namespace accord::storage
