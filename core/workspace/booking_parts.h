// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/bank_entries_sql.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// A part of a booking that we know better than the bank told: a cheque of a deposit, a collection of a file.
struct BookingPart
{
    QString identity; ///< the same whenever it is split again
    Money amount; ///< > 0
    QString payerName;
    QString endToEndId;
    QString traceNumber;
    QString text;
    QString chequeNumber = {};
};

/// Money that came in is owed to whoever sent it until it is applied; in the caller's transaction.
Result<> postUnapplied(Services &services, const storage::BankEntryRow &entry);

/// The transactions of a booking take the place of its sum, which becomes a batch of \a parts: what was posted for the
/// sum is taken back. In the caller's transaction.
Result<> makeBatch(Services &services, const storage::BankEntryRow &booking, int parts);

/// Makes \a booking, which nobody applied, a batch of entries of its own for \a parts, each posted as unapplied cash.
/// \returns InvalidInput "payments.parts_sum" unless they come to its amount.
Result<std::vector<storage::BankEntryRow>> splitBooking(Services &services, const storage::BankEntryRow &booking,
                                                        const std::vector<BookingPart> &parts);

} // namespace accord::workspace
