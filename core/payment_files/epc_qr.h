// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/iban.h"
#include "core/money/money.h"

namespace accord::payment_files {

/// A SEPA credit transfer that a payer's app starts from a QR code.
struct EpcPayment
{
    QString bic; ///< may be empty
    QString name; ///< of the beneficiary, 1 to 70 characters
    bank::Iban account;
    Money amount; ///< EUR, 0.01 to 999,999,999.99
    QString purpose; ///< ISO 20022 purpose code, up to 4 characters; may be empty
    QString reference; ///< structured creditor reference (ISO 11649), or else
    QString text; ///< up to 140 characters
    QString information; ///< for the payer, up to 70 characters
};

/// The text of the code (EPC069-12, version 002, UTF-8): lines joined by LF, none after the last that is used. To be
/// drawn with error correction level M, as version 13 at most.
/// \returns InvalidInput with field, value and what would be right: "payment_files.missing", "payment_files.too_long",
///          "payment_files.line_break", "payment_files.bic", "payment_files.currency", "payment_files.amount",
///          "payment_files.purpose", "payment_files.remittance" (both reference and text), "payment_files.too_large"
///          (more than 331 bytes), or the errors of bank::checkedRfReference().
Result<QString> epcQrText(const EpcPayment &payment);

} // namespace accord::payment_files
