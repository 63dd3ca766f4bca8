// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/export_schedules_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"

namespace accord::storage {

namespace {

#define RUN_COLUMNS                                                                                                    \
    "SELECT schedule_id, period_start, period_end, file_name, records, sha256, written_by, written_at FROM "           \
    "export_run "

ExportRun runFrom(Statement &row)
{
    ExportRun run;
    run.schedule = row.read<QUuid>();
    run.period.start = row.read<QDate>();
    run.period.end = row.read<QDate>();
    run.fileName = row.read<QString>();
    run.records = row.read<qint64>();
    run.sha256 = row.read<QString>();
    run.writtenBy = row.read<QString>();
    run.writtenAt = row.read<QDateTime>();
    return run;
}

} // namespace

Result<> ExportSchedulesSql::add(const ExportSchedule &schedule)
{
    const auto added = m_session.run(
        "INSERT INTO export_schedule (id, name, what, format, folder, every, day, starts_on, made_by, made_at) "
        "VALUES (?,?,?,?,?,?,?,?,?,?)",
        schedule.id, notNull(schedule.name), schedule.what, schedule.format, schedule.folder, schedule.every,
        schedule.day, schedule.startsOn, schedule.madeBy, schedule.madeAt);
    return added ? Result<>() : passOn(added);
}

Result<std::vector<ExportSchedule>> ExportSchedulesSql::all() const
{
    return m_session
        .statement("SELECT id, name, what, format, folder, every, day, starts_on, ended_on, made_by, made_at "
                   "FROM export_schedule ORDER BY name")
        .bind()
        .all([](Statement &row) {
            ExportSchedule schedule;
            schedule.id = row.read<QUuid>();
            schedule.name = row.read<QString>();
            schedule.what = row.read<QString>();
            schedule.format = row.read<QString>();
            schedule.folder = row.read<QString>();
            schedule.every = row.read<QString>();
            schedule.day = row.read<int>();
            schedule.startsOn = row.read<QDate>();
            schedule.endedOn = row.read<QDate>();
            schedule.madeBy = row.read<QString>();
            schedule.madeAt = row.read<QDateTime>();
            return schedule;
        });
}

Result<> ExportSchedulesSql::end(const QUuid &schedule, const QDate &day)
{
    const auto done = m_session.run("UPDATE export_schedule SET ended_on = ? WHERE id = ?", day, schedule);
    return done ? Result<>() : passOn(done);
}

Result<std::optional<ExportRun>> ExportSchedulesSql::run(const QUuid &schedule, const QDate &periodStart) const
{
    return m_session.statement(RUN_COLUMNS "WHERE schedule_id = ? AND period_start = ?")
        .bind(schedule, periodStart)
        .first(runFrom);
}

Result<std::vector<ExportRun>> ExportSchedulesSql::runs(const QUuid &schedule) const
{
    return m_session.statement(RUN_COLUMNS "WHERE schedule_id = ? ORDER BY period_start DESC")
        .bind(schedule)
        .all(runFrom);
}

Result<> ExportSchedulesSql::add(const ExportRun &run)
{
    const auto added
        = m_session.run("INSERT INTO export_run (schedule_id, period_start, period_end, file_name, records, sha256, "
                        "written_by, written_at) VALUES (?,?,?,?,?,?,?,?)",
                        run.schedule, run.period.start, run.period.end, run.fileName, run.records, run.sha256,
                        run.writtenBy, run.writtenAt);
    return added ? Result<>() : passOn(added);
}

Result<std::vector<ExportedInvoice>> ExportSchedulesSql::invoices(const Period &period) const
{
    return m_session
        .statement("SELECT number, account_name, issue_date, due_date, currency, total_minor, tax_minor FROM invoice "
                   "WHERE state = 'issued' AND issue_date >= ? AND issue_date < ? ORDER BY number, id")
        .bind(period.start, period.end)
        .all([](Statement &row) {
            ExportedInvoice invoice;
            invoice.number = row.read<QString>();
            invoice.account = row.read<QString>();
            invoice.issuedOn = row.read<QDate>();
            invoice.dueOn = row.read<QDate>();
            const auto currency = row.read<Currency>();
            invoice.total = row.readMoney(currency);
            invoice.tax = row.readMoney(currency);
            return invoice;
        });
}

Result<std::vector<ExportedPayment>> ExportSchedulesSql::payments(const Period &period) const
{
    return m_session
        .statement("SELECT number, booked_on, value_on, currency, amount_minor, payer_name, remittance, state "
                   "FROM bank_entry WHERE booking = 'booked' AND parts = 0 AND booked_on >= ? AND booked_on < ? "
                   "ORDER BY number")
        .bind(period.start, period.end)
        .all([](Statement &row) {
            ExportedPayment payment;
            payment.entry = row.read<qint64>();
            payment.bookedOn = row.read<QDate>();
            payment.valueOn = row.read<QDate>();
            const auto currency = row.read<Currency>();
            payment.amount = row.readMoney(currency);
            payment.payer = row.read<QString>();
            payment.text = row.read<QString>();
            payment.state = row.read<QString>();
            return payment;
        });
}

} // namespace accord::storage
