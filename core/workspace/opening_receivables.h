// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/finding.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// What a file of open invoices came to.
struct TakeOver
{
    int documents = 0;
    std::vector<Money> totals; ///< what is open, by currency
    bank::Findings findings; ///< rows that are in the way: none was taken over then
};

/// Takes over what is still owed on invoices of another system, as readOpeningFile() reads them: each becomes an issued
/// document under its own number, posted on \a on as receivable against the opening balance; all of them or none. The
/// same \a command again changes nothing and gives its outcome.
/// \param source  what the other system is called
/// \returns Forbidden unless the matrix lets the actor "receivable.take_over" or, while there is no controller, the
///          actor is an administrator; InvalidInput "billing.opening_source"
/// and
///          those of readOpeningFile(); Conflict "ledger.period_closed".
Result<TakeOver> takeOverReceivables(Services &services, const QByteArray &file, const QString &source, const QDate &on,
                                     const std::optional<storage::CommandId> &command = {}, bool isTrial = false);

} // namespace accord::workspace
