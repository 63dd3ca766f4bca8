// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/receivables_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// Gives up \a amount of an issued invoice, or all that is open of it: at once within the limit of "payment limit",
/// otherwise once somebody else approved it. What is given up settles the invoice and is bad debt; where all of it is
/// given up, the tax that it owed is claimed back.
/// \returns Conflict "receivables.nothing_open", "receivables.not_issued", "receivables.write_off_waits"; InvalidInput
///          "receivables.write_off_reason", "receivables.write_off_amount"; "ledger.period_closed".
Result<storage::WriteOffRow> writeOff(Services &services, const QString &invoice, const std::optional<Money> &amount,
                                      const QString &reason);

/// What follows from the decision about a request: it is carried out, or was rejected.
/// \returns Conflict "receivables.write_off_changed" when less is open by now.
Result<> decideWriteOff(Services &services, const QUuid &id, bool isApproved);

Result<std::vector<storage::WriteOffRow>> writeOffs(Services &services);

} // namespace accord::workspace
