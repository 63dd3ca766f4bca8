// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/read_statements.h"

namespace accord::bank {

/// Reads bank and credit-card statements of Open Financial Exchange 1.x and 2.x. The sign of TRNAMT is the direction,
/// FITID the bank's reference, the day of DTPOSTED the booking date as the bank wrote it.
/// \returns InvalidInput the errors of readOfxElements(); "bank.no_statement", "bank.missing", "bank.currency".
Result<ReadStatements> readOfx(const QString &text);

} // namespace accord::bank
