// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/usage/problems.h"

#include <QtCore/QDate>

#include <optional>

class QIODevice;

namespace accord::storage {

class Session;

/// Where a usage file comes from. Events are the same when source and event id are the same.
struct UsageImportRequest
{
    QString source; ///< the system that metered: "metering"
    QString fileName;
    QString importedBy;
};

struct UsageImportReport
{
    std::optional<qint64> sequence; ///< none when nothing of it was new
    qint64 rows = 0;
    qint64 added = 0;
    qint64 repeated = 0;    ///< known already, or twice in the file
    qint64 quarantined = 0; ///< of an unknown account, location or meter; kept aside
};

/// Takes usage files in, whole or not at all. Importing a file again adds nothing.
class UsageImportSql
{
public:
    UsageImportSql(Session &session, const Clock &clock) : m_session(session), m_clock(clock) {}

    /// A row counts for the account of its location, or for the account it names. An instant counts for the day it is in the
    /// time zone of the account's newest contract (UTC without one).
    /// \returns InvalidInput "usage.bad_rows" when a row cannot be used; then nothing is stored and \a problems has them all.
    Result<UsageImportReport> import(QIODevice &device, const UsageImportRequest &request, usage::Problems &problems);
    /// Takes in what was kept aside and has a home now, as an import of its own. Nothing to take: no sequence.
    Result<UsageImportReport> adopt(const QString &importedBy);

private:
    Session &m_session;
    const Clock &m_clock;
};

} // namespace accord::storage
