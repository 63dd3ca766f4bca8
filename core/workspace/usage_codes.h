// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/usage_codes_sql.h"
#include "core/usage/import.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// Says that \a code of usage files stands for what \a reference names: an account by number or name, a location or a
/// meter by code. Files that come later mean it too; what waits in quarantine for nothing else is counted at once.
/// \returns what was counted and what still waits; Forbidden; InvalidInput "usage.code_missing"; NotFound
///          "accounts.not_found", "usage.location_not_found", "catalog.meter_not_found"; Conflict "usage.code_known"
///          when something has the code for its own, "usage.code_mapped" when it stands for something else already.
Result<usage::ImportReport> mapUsageCode(Services &services, const usage::Code &code, const QString &reference);

/// Takes back what was said of \a code, for files that come later: what was counted stays counted.
/// \returns Forbidden; NotFound "usage.code_not_mapped".
Result<> unmapUsageCode(Services &services, const usage::Code &code);

} // namespace accord::workspace
