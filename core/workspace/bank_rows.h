// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/statement.h"
#include "core/payments/match_facts.h"
#include "core/storage/bank_entries_sql.h"

namespace accord::workspace {

/// \a entry of a file as it is stored, without id, number, identity and what it belongs to.
storage::BankEntryRow rowFrom(const bank::BankEntry &entry);

/// A stored entry as matching sees it; its id is that of the row.
///
/// What the payer ordered in another currency is left out: the ledger keeps each currency by itself, so such a payment
/// is proposed and not applied.
payments::IncomingPayment incomingFrom(const storage::BankEntryRow &row);

} // namespace accord::workspace
