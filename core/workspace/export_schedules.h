// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/export_schedules_sql.h"
#include "core/workspace/services.h"

#include <functional>

/// Exports that run by themselves. Each period is written exactly once, also when the program is killed in the middle:
/// the file comes first, under a name that only this period has and by one atomic rename, then the row that says so in
/// the transaction that held the lock while it was written. A kill before the commit leaves a file that the next run
/// writes again under the same name; after the commit nothing writes it any more.
namespace accord::workspace {

/// \returns InvalidInput "exports.schedule_name", "exports.schedule_what", "exports.format_unknown",
///          "exports.schedule_folder" unless it is an absolute path to a folder, "exports.schedule_every",
///          "exports.schedule_day"; Conflict "exports.schedule_known".
Result<storage::ExportSchedule> addExportSchedule(Services &services, storage::ExportSchedule schedule);
/// \returns NotFound "exports.schedule_unknown".
Result<> endExportSchedule(Services &services, const QString &name);

/// The periods of \a schedule that are over on \a today and due to be written, the oldest first.
std::vector<Period> duePeriods(const storage::ExportSchedule &schedule, const QDate &today);

/// What one period came to.
struct ExportedPeriod
{
    QString schedule;
    Period period;
    QString path; ///< of the file
    qint64 records = 0;
    std::optional<Error> error; ///< it was not written, and is due again
};

/// Writes \a period of \a schedule unless it was written; none when it was. \a first runs at the beginning of the
/// transaction; what it refuses is not written.
Result<std::optional<ExportedPeriod>> exportPeriod(Services &services, const storage::ExportSchedule &schedule,
                                                   const Period &period, const std::function<Result<>()> &first = {});
/// Writes every period that is due and was not written: missed ones as well. One that fails does not stop the others.
Result<std::vector<ExportedPeriod>> runDueExports(Services &services);

} // namespace accord::workspace
