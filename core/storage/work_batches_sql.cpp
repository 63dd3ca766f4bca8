// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/work_batches_sql.h"

#include "core/base/clock.h"
#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/team_driver.h"

#include <array>

namespace accord::storage {

namespace {

#define BATCHES                                                                                                        \
    "SELECT id, kind, subject_id, part, content, state, lease_owner, lease_until, fence, failures, last_error, "       \
    "made_by, made_at, finished_at FROM work_batch "

constexpr std::array kindNames{std::pair(WorkKind::BillRun, "bill_run"),
                               std::pair(WorkKind::UsageImport, "usage_import"), std::pair(WorkKind::Export, "export")};

WorkBatch readBatch(Statement &row)
{
    WorkBatch batch;
    batch.id = row.read<QUuid>();
    batch.kind = workKindFromString(row.read<QString>()).value_or(WorkKind::BillRun);
    batch.subject = row.read<QUuid>();
    batch.part = row.read<int>();
    batch.content = row.read<QJsonObject>();
    batch.state = row.read<QString>();
    batch.owner = row.read<QString>();
    batch.leaseUntil = row.read<QDateTime>();
    batch.fence = row.read<qint64>();
    batch.failures = row.read<int>();
    batch.lastError = row.read<QJsonObject>();
    batch.madeBy = row.read<QString>();
    batch.madeAt = row.read<QDateTime>();
    batch.finishedAt = row.read<QDateTime>();
    return batch;
}

QJsonObject toJson(const Error &error)
{
    return {{u"id"_s, error.id}, {u"args"_s, QJsonObject::fromVariantMap(error.args)}};
}

/// What changed one row and no other; otherwise another program has the batch.
Result<> changedOne(const Result<qint64> &changed, const WorkBatch &batch)
{
    if (!changed)
        return passOn(changed);
    if (*changed == 1)
        return {};
    return fail(ErrorKind::Conflict, u"work.lease_lost"_s,
                {{u"kind"_s, toString(batch.kind)}, {u"part"_s, batch.part}, {u"fence"_s, batch.fence}});
}

} // namespace

QString toString(WorkKind kind)
{
    for (const auto &[one, name] : kindNames) {
        if (one == kind)
            return QString::fromLatin1(name);
    }
    return {};
}

Result<WorkKind> workKindFromString(const QString &text)
{
    for (const auto &[one, name] : kindNames) {
        if (text == QLatin1StringView(name))
            return one;
    }
    return fail(ErrorKind::InvalidInput, u"work.kind_unknown"_s, {{u"kind"_s, text}});
}

Result<QDateTime> WorkBatchesSql::now() const
{
    // Leases are about programs, not about the business day of the workspace; machines may disagree, the server's
    // counts.
    if (m_session.dialect().database() == Dialect::Database::Sqlite)
        return SystemClock().now();
    const auto now
        = m_session.statement("SELECT clock_timestamp()").first([](Statement &row) { return row.read<QDateTime>(); });
    return now ? Result<QDateTime>(now->value_or(QDateTime())) : passOn(now);
}

Result<> WorkBatchesSql::add(const WorkBatch &batch)
{
    const auto added = m_session.run(
        "INSERT INTO work_batch (id, kind, subject_id, part, content, state, lease_owner, fence, failures, last_error, "
        "made_by, made_at) VALUES (?,?,?,?,?,'waiting','',0,0,'{}',?,?)",
        batch.id, toString(batch.kind), batch.subject, batch.part, batch.content, notNull(batch.madeBy), batch.madeAt);
    return added ? Result<>() : passOn(added);
}

Result<std::optional<WorkBatch>> WorkBatchesSql::take(const QSet<WorkKind> &kinds, const QString &owner,
                                                      std::chrono::milliseconds lease)
{
    QStringList names;
    for (const WorkKind kind : kinds)
        names << toString(kind);
    ApartTransaction transaction(m_session);
    if (!transaction.begun())
        return passOn(transaction.begun());
    const auto time = now();
    if (!time)
        return passOn(time);
#define NEXT                                                                                                           \
    BATCHES "WHERE (state = 'waiting' OR (state = 'taken' AND lease_until < ?)) AND instr(?, kind) > 0 "               \
            "ORDER BY made_at, subject_id, part LIMIT 1"
    const bool isFile = m_session.dialect().database() == Dialect::Database::Sqlite;
    auto select = m_session.statement(isFile ? Sql(NEXT) : Sql(NEXT " FOR UPDATE SKIP LOCKED"));
#undef NEXT
    auto found = select.bind(*time, names.join(u' ')).first(readBatch);
    if (!found || !*found)
        return found;
    WorkBatch &batch = **found;
    ++batch.fence;
    batch.state = batch.fence > mostLeases ? u"failed"_s : u"taken"_s;
    batch.owner = owner;
    batch.leaseUntil = batch.fence > mostLeases ? QDateTime() : time->addMSecs(lease.count());
    const auto taken
        = m_session.run("UPDATE work_batch SET state = ?, lease_owner = ?, lease_until = ?, fence = ? WHERE id = ?",
                        batch.state, owner, batch.leaseUntil, batch.fence, batch.id);
    if (!taken)
        return passOn(taken);
    if (auto stored = transaction.commitWithoutOrder(); !stored)
        return passOn(stored);
    if (batch.state == u"failed"_s)
        return take(kinds, owner, lease);
    return found;
}

Result<> WorkBatchesSql::hold(const WorkBatch &batch, std::chrono::milliseconds lease)
{
    const auto time = now();
    if (!time)
        return passOn(time);
    return changedOne(
        m_session.run("UPDATE work_batch SET lease_until = ? WHERE id = ? AND state = 'taken' AND fence = ?",
                      time->addMSecs(lease.count()), batch.id, batch.fence),
        batch);
}

Result<> WorkBatchesSql::finish(const WorkBatch &batch)
{
    const auto time = now();
    if (!time)
        return passOn(time);
    return changedOne(m_session.run("UPDATE work_batch SET state = 'done', lease_until = NULL, finished_at = ?, "
                                    "last_error = '{}' WHERE id = ? AND state = 'taken' AND fence = ?",
                                    *time, batch.id, batch.fence),
                      batch);
}

Result<> WorkBatchesSql::giveBack(const WorkBatch &batch, const Error &error)
{
    const int failures = error.kind == ErrorKind::Unavailable || error.kind == ErrorKind::Cancelled ? batch.failures
                         : error.kind == ErrorKind::InvalidInput                                    ? mostFailures
                                                                 : batch.failures + 1;
    ApartTransaction transaction(m_session);
    const auto given
        = changedOne(m_session.run("UPDATE work_batch SET state = ?, lease_until = NULL, failures = ?, last_error = ? "
                                   "WHERE id = ? AND state = 'taken' AND fence = ?",
                                   failures >= mostFailures ? u"failed"_s : u"waiting"_s, failures, toJson(error),
                                   batch.id, batch.fence),
                     batch);
    return given ? transaction.commitWithoutOrder() : given;
}

Result<> WorkBatchesSql::retryFailed(WorkKind kind, const QUuid &subject)
{
    const auto waiting = m_session.run(
        "UPDATE work_batch SET state = 'waiting', failures = 0 WHERE kind = ? AND subject_id = ? AND state = 'failed'",
        toString(kind), subject);
    return waiting ? Result<>() : passOn(waiting);
}

Result<qint64> WorkBatchesSql::open(WorkKind kind, const QUuid &subject) const
{
    auto select
        = m_session.statement("SELECT count(*) FROM work_batch WHERE kind = ? AND subject_id = ? AND state <> 'done'");
    const auto count = select.bind(toString(kind), subject).first([](Statement &row) { return row.read<qint64>(); });
    return count ? Result<qint64>(count->value_or(0)) : passOn(count);
}

Result<std::vector<QUuid>> WorkBatchesSql::openSubjects(WorkKind kind) const
{
    auto select = m_session.statement(
        "SELECT subject_id FROM work_batch WHERE kind = ? AND state <> 'done' GROUP BY subject_id "
        "ORDER BY min(made_at), subject_id");
    return select.bind(toString(kind)).all([](Statement &row) { return row.read<QUuid>(); });
}

Result<int> WorkBatchesSql::nextPart(WorkKind kind, const QUuid &subject) const
{
    auto select
        = m_session.statement("SELECT coalesce(max(part), -1) + 1 FROM work_batch WHERE kind = ? AND subject_id = ?");
    const auto part = select.bind(toString(kind), subject).first([](Statement &row) { return row.read<int>(); });
    return part ? Result<int>(part->value_or(0)) : passOn(part);
}

Result<std::vector<WorkBatch>> WorkBatchesSql::batches(WorkKind kind, const QUuid &subject) const
{
    return m_session.statement(BATCHES "WHERE kind = ? AND subject_id = ? ORDER BY part")
        .bind(toString(kind), subject)
        .all(readBatch);
}

Result<std::vector<WorkProgress>> WorkBatchesSql::progress(int limit) const
{
    auto select = m_session.statement(
        "SELECT kind, subject_id, min(made_at) AS begun, count(CASE WHEN state = 'waiting' THEN 1 END), "
        "count(CASE WHEN state = 'taken' THEN 1 END), count(CASE WHEN state = 'done' THEN 1 END), "
        "count(CASE WHEN state = 'failed' THEN 1 END) FROM work_batch GROUP BY kind, subject_id "
        "ORDER BY begun DESC, subject_id LIMIT ?");
    return select.bind(limit).all([](Statement &row) {
        WorkProgress one;
        one.kind = workKindFromString(row.read<QString>()).value_or(WorkKind::BillRun);
        one.subject = row.read<QUuid>();
        one.madeAt = row.read<QDateTime>();
        one.waiting = row.read<int>();
        one.taken = row.read<int>();
        one.done = row.read<int>();
        one.failed = row.read<int>();
        return one;
    });
}

Result<std::vector<WorkBatchesSql::Worker>> WorkBatchesSql::workers() const
{
    auto select = m_session.statement(
        "SELECT lease_owner, count(CASE WHEN state = 'taken' THEN 1 END), count(CASE WHEN state = 'done' THEN 1 END) "
        "FROM work_batch WHERE lease_owner <> '' GROUP BY lease_owner ORDER BY lease_owner");
    return select.bind().all([](Statement &row) {
        Worker one;
        one.name = row.read<QString>();
        one.taken = row.read<int>();
        one.done = row.read<int>();
        return one;
    });
}

} // namespace accord::storage
