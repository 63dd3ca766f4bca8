// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/session.h"

namespace accord::workspace {

/// While it lives, what was committed is copied into the file after 64 MB of it and not after each 4 MB: the random
/// pages of the line keys would be written again and again. Durability is that of each commit, as ever.
class RareCheckpoints
{
public:
    explicit RareCheckpoints(storage::Session &session)
        : m_driver(session.driver())
    {
        (void)m_driver.setCheckpointInterval(16'000);
    }
    ~RareCheckpoints() { (void)m_driver.setCheckpointInterval(1'000); } // SQLite's own
    Q_DISABLE_COPY_MOVE(RareCheckpoints)

private:
    storage::Driver &m_driver;
};

} // namespace accord::workspace
