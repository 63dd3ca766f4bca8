// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/statement.h"

namespace accord::bank {

/// What a reader makes of a file: everything that can be used, and what cannot.
struct ReadStatements
{
    std::vector<BankStatement> statements;
    Findings warnings; ///< totals that do not agree and the like; the entries are used all the same
    Findings badEntries; ///< entries left out, with line and reason; sorted by line

    bool operator==(const ReadStatements &) const = default;
};

/// Adds \a statement and what reconcile() has to say about it.
void addStatement(ReadStatements &read, BankStatement statement);

/// Keeps a statement that the file holds twice once, with the warning "bank.statement_repeated".
ReadStatements withoutRepeats(ReadStatements read);

} // namespace accord::bank
