// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"

namespace accord::workspace {

/// Whether the actor may take \a rows rows of a list out of the program as a file: as many as the most generous of
/// their roles may.
/// \returns Forbidden "permission.role_missing"; Forbidden "exports.rows_of_role" with `rows` and `most`.
Result<> mayExportList(Services &services, qint64 rows);

} // namespace accord::workspace
