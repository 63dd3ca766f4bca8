// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/money.h"

#include <QtCore/QDate>

#include <vector>

namespace accord::payment_files {

/// A check that was written, or is not to be paid any more. The bank pays only what such a list names.
struct IssuedCheck
{
    QString account; ///< 1 to 17 digits
    QString number; ///< 1 to 10 digits
    QDate issued;
    Money amount; ///< > 0
    QString payee; ///< 1 to 80 characters
    bool isVoid = false;
};

/// Writes a positive-pay list: CSV (RFC 4180, CR LF, UTF-8) with the header
/// `account_number,check_number,issue_date,amount,payee,status`; the date as YYYY-MM-DD, the status I (issued) or V
/// (void). A bank reads it, not a spreadsheet: values are written as they are.
/// \returns InvalidInput "payment_files.nothing_to_write", "payment_files.account", "payment_files.check_number",
///          "payment_files.date", "payment_files.amount", "payment_files.missing", "payment_files.too_long",
///          "payment_files.line_break", "payment_files.duplicate_id" for a check that stands in it twice.
Result<QByteArray> writePositivePay(const std::vector<IssuedCheck> &checks);

} // namespace accord::payment_files
