// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/compaction.h"

#include <algorithm>

namespace accord::sync {

qint64 horizonAfter(qint64 horizon, qint64 oldUpTo, const std::vector<Reader> &readers)
{
    qint64 needed = oldUpTo;
    for (const Reader &reader : readers) {
        // One that has read nothing, or not as far as lines are there, gets all rows anyway.
        if (reader.isLive && reader.clock >= horizon)
            needed = std::min(needed, reader.clock);
    }
    return std::max(horizon, needed);
}

} // namespace accord::sync
