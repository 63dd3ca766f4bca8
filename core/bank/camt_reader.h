// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/read_statements.h"

namespace accord::bank {

/// Reads ISO 20022 statements (camt.053) and notifications (camt.054) of the versions 001.02, 001.04 and 001.08.
///
/// The sign of an entry comes from CdtDbtInd alone; RvslInd only marks it. A booking with several TxDtls becomes a
/// batch, one with a single TxDtls one entry that carries its details; the amount of the booking counts.
/// \returns InvalidInput "bank.xml_malformed", "bank.xml_doctype", "bank.xml_too_deep", "bank.camt_version",
///          "bank.no_statement", "bank.missing" (an account).
Result<ReadStatements> readCamt(const QString &text);

} // namespace accord::bank
