// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/import.h"
#include "core/usage/problems.h"
#include "core/workspace/services.h"

#include <functional>
#include <optional>

class QIODevice;

namespace accord::workspace {

/// A file of usage as the actor hands it over.
struct UsageFile
{
    QString source; ///< the system it comes from: within it, an event id counts once
    QString name; ///< for the list of imports
};

/// Imports \a file as the actor: whole or not at all, with its record in the audit chain; a file that is damaged, or
/// that has no room, takes nothing.
/// \param first  runs at the beginning of the transaction that stores it; what it refuses is not stored
/// \returns what permit(), readyForRun() and storage::UsageImportSql::import() return; \a problems as there.
Result<usage::ImportReport> importUsage(Services &services, QIODevice &file, const UsageFile &named,
                                        usage::Problems &problems,
                                        const std::optional<storage::CommandId> &command = {},
                                        const std::function<Result<>()> &first = {});

/// Counts what waits in quarantine and is known by now, as storage::UsageImportSql::adopt() does, as the actor.
/// \returns what permit() and readyForMoney() return too.
Result<usage::ImportReport> countKnownUsage(Services &services);

} // namespace accord::workspace
