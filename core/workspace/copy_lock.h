// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"

#include <QtCore/QDateTime>

namespace accord::workspace {

/// A copy that had no contact with its team for fourteen days, or that the team revoked, is closed: its person may have
/// left, or the machine may be in other hands. It opens again with the next contact.
/// \returns Forbidden "sync.copy_locked", "sync.copy_revoked".
Result<> checkCopyLock(storage::Session &session, const QDateTime &now);

/// As long as it lives, services made in this thread pass by the lock: for the exchange that opens it, and for looking
/// at what waits.
class PastCopyLock
{
public:
    PastCopyLock();
    ~PastCopyLock();
    Q_DISABLE_COPY_MOVE(PastCopyLock)
    static bool isOpen();
};

/// \a work(Services &) as a function of the progress, with services past the lock, for a worker.
template<typename Work> auto pastCopyLock(const Workspace &workspace, Work work)
{
    return [&workspace, work = std::move(work)](jobs::Progress &) mutable -> std::invoke_result_t<Work, Services &> {
        const PastCopyLock past;
        const auto own = workspace.services();
        if (!own)
            return passOn(own);
        return work(**own);
    };
}

} // namespace accord::workspace
