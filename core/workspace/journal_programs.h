// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exports/journal.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// What bookkeeping programs need to know of the company beside the entries. Said once, it holds for every export, also
/// for those that run by themselves. Kept in the setting "journal_programs".
struct JournalPrograms
{
    QString subsidiary = {}; ///< NetSuite; empty: the company's name
    std::optional<int> consultant = {}; ///< DATEV, 1001 to 9999999; none: 1001
    std::optional<int> client = {}; ///< DATEV, 1 to 99999; none: 1
    std::optional<int> firstMonth = {}; ///< of the fiscal year, 1 to 12; none: 1

    friend bool operator==(const JournalPrograms &, const JournalPrograms &) = default;
};

Result<JournalPrograms> journalPrograms(Services &services);
/// \returns Forbidden unless the actor is a controller; the errors of exports::checkOptions().
Result<> saveJournalPrograms(Services &services, const JournalPrograms &programs);
/// \a options with what they do not say themselves.
exports::JournalOptions withPrograms(const JournalPrograms &programs, exports::JournalOptions options);

} // namespace accord::workspace
