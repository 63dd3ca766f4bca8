// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/invariants_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// Of which operations the actor is shown every row: of all on a file and on a server without row policies, otherwise
/// of those that the permission matrix lets them reach everywhere.
/// \returns what reading the actor and the matrix can fail with.
Result<storage::SeesAll> seenRows(Services &services);

} // namespace accord::workspace
