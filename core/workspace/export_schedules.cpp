// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/export_schedules.h"

#include "core/exports/file_name.h"
#include "core/exports/journal.h"
#include "core/exports/table_writer.h"
#include "core/storage/transaction.h"
#include "core/workspace/ledger_desk.h"
#include "core/workspace/permit.h"
#include "core/workspace/whole_file.h"

#include <QtCore/QDir>

namespace accord::workspace {

using storage::ExportRun;
using storage::ExportSchedule;
using storage::ExportSchedulesSql;

namespace {

/// A file of one period before it is written.
struct Content
{
    QByteArray bytes;
    qint64 records = 0;
};

Period firstPeriod(const QString &every, const QDate &day)
{
    if (every == u"month"_s)
        return Period::monthOf(day);
    if (every == u"week"_s) {
        const QDate monday = day.addDays(1 - day.dayOfWeek());
        return {monday, monday.addDays(7)};
    }
    return {day, day.addDays(1)};
}

QString labelOf(const ExportSchedule &schedule, const Period &period)
{
    if (schedule.every == u"month"_s)
        return period.start.toString(u"yyyy-MM"_s);
    if (schedule.every == u"day"_s)
        return period.start.toString(Qt::ISODate);
    int year = 0;
    const int week = period.start.weekNumber(&year);
    return u"%1-W%2"_s.arg(year).arg(week, 2, 10, QChar(u'0'));
}

bool isTable(const QString &format)
{
    return format == u"csv"_s || format == u"xlsx"_s;
}

Result<> check(const ExportSchedule &schedule)
{
    const auto wrong = [](const QString &id, const QString &value) {
        return fail(ErrorKind::InvalidInput, id, {{u"value"_s, value}});
    };
    if (schedule.name.trimmed().isEmpty())
        return wrong(u"exports.schedule_name"_s, schedule.name);
    if (!QStringList{u"journal"_s, u"invoices"_s, u"payments"_s}.contains(schedule.what))
        return wrong(u"exports.schedule_what"_s, schedule.what);
    if (schedule.what == u"journal"_s) {
        if (const auto known = exports::journalFormatFromString(schedule.format); !known)
            return passOn(known);
    } else if (!isTable(schedule.format)) {
        return wrong(u"exports.schedule_table"_s, schedule.format);
    }
    if (!QDir::isAbsolutePath(schedule.folder) || !QDir(schedule.folder).exists())
        return wrong(u"exports.schedule_folder"_s, schedule.folder);
    if (!QStringList{u"month"_s, u"week"_s, u"day"_s}.contains(schedule.every))
        return wrong(u"exports.schedule_every"_s, schedule.every);
    if (schedule.day < 1 || schedule.day > 28)
        return wrong(u"exports.schedule_day"_s, QString::number(schedule.day));
    return {};
}

exports::FileFormat tableFormat(const QString &format)
{
    return format == u"xlsx"_s ? exports::FileFormat::Xlsx : exports::FileFormat::Csv;
}

Result<Content> invoicesOf(Services &services, const ExportSchedule &schedule, const Period &period)
{
    const auto rows = ExportSchedulesSql(services.session()).invoices(period);
    if (!rows)
        return passOn(rows);
    const auto writer = exports::tableWriter(
        tableFormat(schedule.format), schedule.name,
        {u"number"_s, u"account"_s, u"issue_date"_s, u"due_date"_s, u"currency"_s, u"total"_s, u"tax"_s});
    for (const storage::ExportedInvoice &row : *rows)
        writer->addRow(
            {row.number, row.account, row.issuedOn, row.dueOn, row.total.currency().code(), row.total, row.tax});
    return writer->finish().map([&](const QByteArray &bytes) { return Content{bytes, qint64(rows->size())}; });
}

Result<Content> paymentsOf(Services &services, const ExportSchedule &schedule, const Period &period)
{
    const auto rows = ExportSchedulesSql(services.session()).payments(period);
    if (!rows)
        return passOn(rows);
    const auto writer = exports::tableWriter(
        tableFormat(schedule.format), schedule.name,
        {u"entry"_s, u"booked"_s, u"value"_s, u"currency"_s, u"amount"_s, u"payer"_s, u"text"_s, u"state"_s});
    for (const storage::ExportedPayment &row : *rows)
        writer->addRow({row.entry, row.bookedOn, row.valueOn, row.amount.currency().code(), row.amount, row.payer,
                        row.text, row.state});
    return writer->finish().map([&](const QByteArray &bytes) { return Content{bytes, qint64(rows->size())}; });
}

Result<Content> contentOf(Services &services, const ExportSchedule &schedule, const Period &period)
{
    if (schedule.what == u"invoices"_s)
        return invoicesOf(services, schedule, period);
    if (schedule.what == u"payments"_s)
        return paymentsOf(services, schedule, period);
    const auto format = exports::journalFormatFromString(schedule.format);
    if (!format)
        return passOn(format);
    return LedgerDesk(services).exportJournal(*format, period, {}).map([](const ExportedJournal &journal) {
        return Content{journal.bytes, journal.entries};
    });
}

QString suffixOf(const QString &format)
{
    return format == u"iif"_s || format == u"xlsx"_s ? format : u"csv"_s;
}

} // namespace

Result<std::optional<ExportedPeriod>> exportPeriod(Services &services, const ExportSchedule &schedule,
                                                   const Period &period, const std::function<Result<>()> &first)
{
    storage::Transaction transaction(services.session());
    if (first) {
        if (const auto may = first(); !may)
            return passOn(may);
    }
    ExportSchedulesSql store(services.session());
    const auto before = store.run(schedule.id, period.start);
    if (!before)
        return passOn(before);
    if (*before)
        return transaction.commit().map([] { return std::optional<ExportedPeriod>(); });
    const auto content = contentOf(services, schedule, period);
    if (!content)
        return passOn(content);
    const QString name
        = exports::fileName(u"%1 %2"_s.arg(schedule.name, labelOf(schedule, period)), suffixOf(schedule.format));
    const QString path = QDir(schedule.folder).filePath(name);
    if (const auto written = writeWholeFile(path, content->bytes); !written)
        return passOn(written);
    const QString digest = QString::fromLatin1(sha256Hex(content->bytes));
    const auto added = store.add(
        ExportRun{schedule.id, period, name, content->records, digest, services.actor(), services.clock().now()});
    if (!added)
        return passOn(added);
    const auto audited
        = services.audit(u"export.run"_s, u"export_schedule"_s, schedule.id.toString(QUuid::WithoutBraces),
                         {{u"schedule"_s, schedule.name},
                          {u"period"_s, period.toString()},
                          {u"file"_s, name},
                          {u"records"_s, content->records},
                          {u"sha256"_s, digest}});
    if (!audited)
        return passOn(audited);
    if (const auto stored = transaction.commit(); !stored)
        return passOn(stored);
    return std::optional(ExportedPeriod{schedule.name, period, path, content->records, {}});
}

Result<ExportSchedule> addExportSchedule(Services &services, ExportSchedule schedule)
{
    if (auto may = permit(services, Act::ScheduleExports); !may)
        return passOn(may);
    if (!schedule.startsOn.isValid())
        schedule.startsOn = services.clock().today();
    if (const auto usable = check(schedule); !usable)
        return passOn(usable);
    schedule.id = services.ids().next();
    schedule.name = schedule.name.trimmed();
    schedule.startsOn = firstPeriod(schedule.every, schedule.startsOn).start;
    schedule.madeBy = services.actor();
    schedule.madeAt = services.clock().now();
    storage::Transaction transaction(services.session());
    if (const auto added = ExportSchedulesSql(services.session()).add(schedule); !added)
        return added.error().id == u"storage.unique"_s
                   ? fail(ErrorKind::Conflict, u"exports.schedule_known"_s, {{u"name"_s, schedule.name}})
                   : passOn(added);
    const auto audited
        = services.audit(u"export.schedule"_s, u"export_schedule"_s, schedule.id.toString(QUuid::WithoutBraces),
                         {{u"schedule"_s, schedule.name},
                          {u"what"_s, schedule.what},
                          {u"format"_s, schedule.format},
                          {u"every"_s, schedule.every},
                          {u"folder"_s, schedule.folder}});
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return schedule; });
}

Result<> endExportSchedule(Services &services, const QString &name)
{
    if (auto may = permit(services, Act::ScheduleExports); !may)
        return may;
    storage::Transaction transaction(services.session());
    ExportSchedulesSql store(services.session());
    const auto all = store.all();
    if (!all)
        return passOn(all);
    const auto found = std::ranges::find(*all, name, &ExportSchedule::name);
    if (found == all->end() || found->endedOn.isValid())
        return fail(ErrorKind::NotFound, u"exports.schedule_unknown"_s, {{u"name"_s, name}});
    if (const auto ended = store.end(found->id, services.clock().today()); !ended)
        return ended;
    const auto audited = services.audit(u"export.end"_s, u"export_schedule"_s, found->id.toString(QUuid::WithoutBraces),
                                        {{u"schedule"_s, name}});
    if (!audited)
        return passOn(audited);
    return transaction.commit();
}

std::vector<Period> duePeriods(const ExportSchedule &schedule, const QDate &today)
{
    std::vector<Period> periods;
    Period period = firstPeriod(schedule.every, schedule.startsOn);
    while (period.end.addDays(schedule.day - 1) <= today
           && (!schedule.endedOn.isValid() || period.start <= schedule.endedOn)) {
        periods.push_back(period);
        period = firstPeriod(schedule.every, period.end);
    }
    return periods;
}

Result<std::vector<ExportedPeriod>> runDueExports(Services &services)
{
    if (auto may = permit(services, Act::ScheduleExports); !may)
        return passOn(may);
    const auto schedules = ExportSchedulesSql(services.session()).all();
    if (!schedules)
        return passOn(schedules);
    std::vector<ExportedPeriod> done;
    for (const ExportSchedule &schedule : *schedules) {
        for (const Period &period : duePeriods(schedule, services.clock().today())) {
            const auto written = exportPeriod(services, schedule, period);
            if (!written)
                done.push_back({schedule.name, period, {}, 0, written.error()});
            else if (*written)
                done.push_back(**written);
        }
    }
    return done;
}

} // namespace accord::workspace
