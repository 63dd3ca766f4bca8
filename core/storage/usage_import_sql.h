// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/storage/commands_sql.h"
#include "core/usage/import.h"
#include "core/usage/problems.h"

#include <functional>

class QIODevice;

namespace accord::usage {
class Staging;
}

namespace accord::storage {

class Session;

/// What else belongs to the transaction that stores an import; any of them may be missing.
struct ImportHooks
{
    std::function<Result<>()> first; ///< at its beginning
    std::function<Result<>(const usage::ImportReport &)> stored; ///< at its end, when something new was stored
};

/// Brings usage into the workspace.
///
/// Instants are assigned to local days in the time zone of the payer's latest contract, UTC without one; the days of an
/// event that is stored never change.
class UsageImportSql
{
public:
    UsageImportSql(Session &session, const Clock &clock)
        : m_session(session)
        , m_clock(clock)
    { }

    /// Reads \a file (the forms of usage::readUsage()) and stores all of it or nothing: with any problem nothing is
    /// stored. An event that its source has brought before is counted as repeated and changes nothing, so importing a
    /// file again adds nothing. What names unknown accounts, locations or meters is kept in quarantine.
    ///
    /// A report without number means that nothing was new and nothing was written. The same \a command again, with the
    /// same file, gives the report of the first time.
    /// \returns InvalidInput "usage.file_invalid" with \a problems filled, Unavailable "usage.unreadable"
    ///
    /// What one of \a hooks refuses is not stored.
    Result<usage::ImportReport> import(QIODevice &file, const usage::ImportRequest &request, usage::Problems &problems,
                                       const std::optional<CommandId> &command = {}, const ImportHooks &hooks = {});

    /// Counts what waits in quarantine and is known by now, as an import of its own from the source "quarantine". Bills
    /// that were issued before are not touched: their watermark is lower.
    /// \returns a report of what was counted (added) and what waits on (quarantined, not part of rows)
    Result<usage::ImportReport> adopt(const QString &adoptedBy);

private:
    Result<usage::ImportReport> publishOnce(usage::Staging &staging, const usage::ImportRequest &request,
                                            const QByteArray &sha256, qint64 rows,
                                            const std::optional<CommandId> &command, const ImportHooks &hooks);
    Result<usage::ImportReport> publish(usage::Staging &staging, const usage::ImportRequest &request,
                                        const QByteArray &sha256, qint64 rows);

    Session &m_session;
    const Clock &m_clock;
};

} // namespace accord::storage
