// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/read_statements.h"

#include <QtCore/QByteArray>

namespace accord::bank {

enum class BankFormat { Camt, Mt940, Bai2, Ofx, Nacha, Lockbox };

/// The name that scripts and messages use: "camt", "mt940", "bai2", "ofx", "nacha", "lockbox".
QString formatName(BankFormat format);

/// Tells by its content which format a file has; the name of a file is never asked.
/// \returns InvalidInput "bank.format_unknown", or the errors of decodeText().
Result<BankFormat> detectBankFormat(const QByteArray &bytes);

/// A bank file as it was read.
struct BankFile
{
    BankFormat format = BankFormat::Camt;
    ReadStatements content;
};

/// Reads a bank file of any known format. A file that is broken as a whole is refused with one error that names the
/// line and what would be right; of any other the good entries come through, and the bad ones are listed.
/// \returns the errors of detectBankFormat() and of the reader of its format.
Result<BankFile> readBankFile(const QByteArray &bytes);

} // namespace accord::bank
