// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <vector>

namespace accord::storage {

/// A process that holds a lock on a workspace.
struct LockHolder
{
    qint64 processId = 0;
    QString program;
    bool writes = false; ///< holds a lock that keeps others from something
};

/// Who holds locks on the file, this process excepted; empty where the system does not tell, and for a file on a
/// network share that another machine has open.
std::vector<LockHolder> lockHolders(const QString &workspacePath);

/// Unavailable "storage.locked_by" with the programs that keep others from the file (all that have it open, when none
/// of them writes); "storage.locked" when the system does not tell who.
Error lockedError(const QString &workspacePath);

} // namespace accord::storage
