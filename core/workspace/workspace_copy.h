// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/progress.h"
#include "core/storage/contents_copy.h"

namespace accord::workspace {

/// Copies the workspace at \a source to \a target, where none may be yet: from a file to the database of a team, back,
/// or to another of the same kind. The copy is compared row by row and verified as `verify()` does; one that does not
/// hold is taken away again, and what a killed program left half copied is not taken for a workspace.
///
/// \returns Conflict "storage.file_exists", "storage.workspace_exists", "storage.being_made"; Internal
/// "workspace.copy_broken" with the
///          invariant that does not hold in the copy.
Result<storage::CopiedContents> copyWorkspace(const QString &source, const QString &target, jobs::Progress &progress);

} // namespace accord::workspace
