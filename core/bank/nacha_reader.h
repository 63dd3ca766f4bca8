// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/nacha_file.h"
#include "core/bank/read_statements.h"

namespace accord::bank {

/// Reads the ACH files a bank delivers: returns (addenda 99), notifications of change (98), and payments received with
/// their remittance (CTX, CCD and PPD with addenda 05).
///
/// A batch of returns or changes becomes a statement of the company that sent the first entries (its company id is the
/// account, the customer the counterparty); payments become a statement for each account they go to. A credit code is
/// money in, a debit code money out; prenotes and changes move none and are information. The bank reference is the
/// file, batch and trace number, since trace numbers begin again every day.
/// \returns the errors of parseNacha().
Result<ReadStatements> readNacha(const QString &text);

/// What an addenda record 98 says has changed. \returns a finding "bank.nacha_change" for an unknown code.
Checked<CorrectedBankData> correctedBankData(const NachaAddenda &addenda);

} // namespace accord::bank
