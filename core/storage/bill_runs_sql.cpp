// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/bill_runs_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/work_batches_sql.h"

namespace accord::storage {

using billing::BillRunId;

namespace {

#define RUN_COLUMNS                                                                                                    \
    "SELECT id, period_start, period_end, issue_date, state, started_by, started_at, finished_at, "                    \
    "(SELECT count(*) FROM bill_run_account WHERE run_id = bill_run.id), "                                             \
    "(SELECT count(*) FROM bill_run_account WHERE run_id = bill_run.id AND outcome = 'created') FROM bill_run "

BillRunRow readRun(Statement &row)
{
    BillRunRow run;
    run.id = row.read<BillRunId>();
    run.period.start = row.read<QDate>();
    run.period.end = row.read<QDate>();
    run.issueDate = row.read<QDate>();
    run.state = row.read<QString>();
    run.startedBy = row.read<QString>();
    run.startedAt = row.read<QDateTime>();
    run.finishedAt = row.read<QDateTime>();
    run.accounts = row.read<int>();
    run.created = row.read<int>();
    return run;
}

Result<> nothing(const Result<qint64> &result)
{
    return result ? Result<>() : passOn(result);
}

} // namespace

Result<> BillRunsSql::add(const BillRunRow &run)
{
    return nothing(
        m_session.run("INSERT INTO bill_run (id, period_start, period_end, issue_date, state, started_by, started_at) "
                      "VALUES (?,?,?,?,'running',?,?)",
                      run.id, run.period.start, run.period.end, run.issueDate, notNull(run.startedBy), run.startedAt));
}

Result<BillRunRow> BillRunsSql::find(const BillRunId &id) const
{
    const auto run = m_session.statement(RUN_COLUMNS "WHERE id = ?").bind(id).first(readRun);
    if (!run)
        return passOn(run);
    if (!*run)
        return fail(ErrorKind::NotFound, u"billing.run_not_found"_s, {{u"run"_s, id.toString()}});
    return **run;
}

Result<> BillRunsSql::finish(const BillRunId &run, const QString &state, const QDateTime &now)
{
    return nothing(m_session.run("UPDATE bill_run SET state = ?, finished_at = ? WHERE id = ?", state, now, run));
}

Result<> BillRunsSql::reopen(const BillRunId &run)
{
    return nothing(m_session.run("UPDATE bill_run SET state = 'running', finished_at = NULL WHERE id = ?", run));
}

Result<> BillRunsSql::noteAccount(const BillRunId &run, const accounts::AccountId &account, const QString &outcome,
                                  const std::optional<billing::InvoiceId> &invoice, const QJsonArray &exceptions,
                                  const WorkBatch *part)
{
    return nothing(m_session.run(
        "INSERT INTO bill_run_account (run_id, account_id, outcome, invoice_id, exceptions, batch_id, fence) "
        "VALUES (?,?,?,?,?,?,?) "
        "ON CONFLICT (run_id, account_id) DO UPDATE SET outcome = excluded.outcome, "
        "invoice_id = excluded.invoice_id, exceptions = excluded.exceptions, batch_id = excluded.batch_id, "
        "fence = excluded.fence",
        run, account, outcome, invoice, exceptions, part ? std::optional(part->id) : std::nullopt,
        part ? std::optional(part->fence) : std::nullopt));
}

Result<QSet<QUuid>> BillRunsSql::finishedAccounts(const BillRunId &run) const
{
    auto select
        = m_session.statement("SELECT account_id FROM bill_run_account WHERE run_id = ? AND outcome <> 'failed'");
    const auto ids = select.bind(run).all([](Statement &row) { return row.read<QUuid>(); });
    if (!ids)
        return passOn(ids);
    return QSet<QUuid>(ids->begin(), ids->end());
}

Result<std::vector<BillRunRow>> BillRunsSql::recent(int limit) const
{
    return m_session.statement(RUN_COLUMNS "ORDER BY started_at DESC, id DESC LIMIT ?").bind(limit).all(readRun);
}

Result<std::optional<BillRunRow>> BillRunsSql::unfinished(const Period &period) const
{
    auto select = m_session.statement(RUN_COLUMNS "WHERE period_start = ? AND period_end = ? AND state <> 'done' "
                                                  "ORDER BY started_at DESC, id DESC LIMIT 1");
    return select.bind(period.start, period.end).first(readRun);
}

} // namespace accord::storage
