// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/read_statements.h"

namespace accord::bank {

/// Reads BAI2 balance and transaction reports. Amounts are in the smallest unit of the currency of the account, else
/// of the group, else US dollars; the direction comes from the type code.
///
/// The items of a deposit (116 behind 115, the checks of a lockbox) become its transactions when they add up to it.
///
/// Control totals and record counts that do not agree are warnings: banks write wrong ones, and the entries are right.
/// Entries of an interim report are pending; those of a test or deletion group are information only.
/// \returns InvalidInput "bank.bai2_record", "bank.bai2_order" (a record where it may not stand, or a file that ends
///          before its 99), "bank.currency", "bank.date", "bank.missing", "bank.no_statement".
Result<ReadStatements> readBai2(const QString &text);

} // namespace accord::bank
