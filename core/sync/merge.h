// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/conflict.h"
#include "core/sync/entity_rule.h"
#include "core/sync/outcome.h"

namespace accord::sync {

/// What a command meets.
struct Met
{
    std::optional<Row> row; ///< as it is; none: it never was there
    std::vector<Conflict> conflicts = {}; ///< of this row
    std::vector<Row> siblings = {}; ///< that conflicts of this row name
};

/// What comes of it. Versions and scopes of the rows are those of the row that was met; who writes them counts on.
struct Merged
{
    Verdict verdict = Verdict::Applied;
    QString reason = {};
    std::optional<Row> row = {}; ///< as it is afterwards; none: as before
    std::vector<Conflict> conflicts = {}; ///< made, carried on or closed
    std::vector<Row> siblings = {}; ///< made, carried on or withdrawn
};

/// The command of \a who on what is there. A field whose value is the one that was seen takes the new one; one that
/// has the new value already stays; anything else becomes a conflict, and the row keeps what it has.
/// \param command  in its present form
Merged merge(const EntityRule &rule, const Command &command, const QString &who, const Met &met);

/// The same for somebody who looks at their own machine: what is open is laid over the rows of the server.
std::optional<Row> withOpenCommands(const EntityRule &rule, std::optional<Row> row, const std::vector<Command> &open,
                                    const QString &who);

} // namespace accord::sync
