// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/read_statements.h"

namespace accord::bank {

/// Whether \a text starts with the header of a lockbox file.
bool isLockboxHeader(QStringView text);

/// Reads the checks that a bank collected from a lockbox: CSV with one row per check, or per invoice of a check.
///
/// Columns by the names of their header, in any order; blanks may stand for underscores: `lockbox`, `deposit_date`
/// (YYYY-MM-DD, YYYYMMDD or MM/DD/YYYY), `check_number`, `check_amount` (these four must be there), `deposit_total`,
/// `account`, `currency` (USD without it), `remitter`, `routing_number`, `remitter_account`, `invoice_number`,
/// `invoice_amount`, `memo`.
///
/// Each deposit (lockbox and day) becomes one statement with one booking and a transaction per check, whose bank
/// reference is lockbox, day and check number. Checks that do not add up to the deposit leave it whole, with a warning.
/// \returns InvalidInput "bank.lockbox_header", "bank.csv_quote", "bank.no_statement".
Result<ReadStatements> readLockbox(const QString &text);

} // namespace accord::bank
