// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/qglobal.h>

#include <vector>

namespace accord::sync {

/// How far a machine has read a feed.
struct Reader
{
    qint64 clock = 0;
    bool isLive = true; ///< it was heard of lately, and was not revoked
};

/// The clock up to which the lines of a feed may go: they are old, and every live reader has them. Who comes later with
/// an older cursor gets all rows anew, and keeps what waits.
/// \param horizon  up to which they are gone already
/// \param oldUpTo  the clock of the last line that is old enough
qint64 horizonAfter(qint64 horizon, qint64 oldUpTo, const std::vector<Reader> &readers);

} // namespace accord::sync
