// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/read_statements.h"

namespace accord::bank {

/// Reads SWIFT customer statements (MT940, SWIFT Standards MT category 9), one or several, with or without SWIFT
/// blocks around them.
///
/// The sign comes from the mark of field 61: C and RD are money in, D and RC money out. The booking date is the entry
/// date of field 61, or the value date where there is none; a 30 February is the last day of that month.
/// \returns InvalidInput "bank.no_statement"; for a statement without account, opening or closing balance
///          "bank.missing"; "bank.mt940_balance" when a balance cannot be read; "bank.currency".
Result<ReadStatements> readMt940(const QString &text);

} // namespace accord::bank
