// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/progress.h"
#include "core/storage/invariants_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// Checks everything a workspace promises: the file itself, the invariants, the audit chain, and every issued invoice
/// and credit note against its digest and against its own arithmetic, recomputed from its frozen inputs. On a team's
/// database, what the actor is shown a part of only is left out, and says so.
Result<std::vector<storage::InvariantCheck>> verify(Services &services, jobs::Progress &progress);

} // namespace accord::workspace
