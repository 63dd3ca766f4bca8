// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

#include <optional>

namespace accord::usage {

/// Who brings a usage file, and from where.
struct ImportRequest
{
    QString source; ///< the system it comes from: within it, an event id counts once
    QString fileName; ///< for the list of imports only
    QString importedBy;
};

/// What came of it. Every row is added, repeated or quarantined.
struct ImportReport
{
    std::optional<qint64> sequence; ///< number of the import; none when nothing in it was new
    qint64 rows = 0;
    qint64 added = 0;
    qint64 repeated = 0;
    qint64 quarantined = 0;
};

} // namespace accord::usage
