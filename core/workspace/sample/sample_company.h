// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/progress.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// The day on which the sample company lives.
inline QDate sampleToday()
{
    return QDate(2026, 6, 30);
}

/// Builds the workspace of "Meridian Cloud Inc." at \a path: its customers, contracts and two years of usage, and real
/// bill runs, approvals, invoices and payments up to May 2026; June 2026 is left to be billed. Clock and ids are fixed:
/// the same bytes on every machine.
/// \returns Conflict "storage.file_exists".
Result<> createSampleCompany(const QString &path, jobs::Progress &progress);

} // namespace accord::workspace
