// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/finding.h"
#include "core/billing/opening_receivable.h"

namespace accord::workspace {

/// A row of the file, before its account is looked up.
struct OpeningRow
{
    qint64 line = 0; ///< from 1
    QString account; ///< number of an account
    billing::OpeningReceivable receivable;
};

struct OpeningFile
{
    std::vector<OpeningRow> rows;
    bank::Findings findings; ///< rows that cannot be read, each with line, field, value and what would be right
};

/// Open invoices of another system as CSV (UTF-8; comma, semicolon or tab) with a header: `number`, `account`,
/// `issued_on`, `due_on`, `currency`, `open`; `billed` (without it, what is open was the total) and `purchase_order`
/// may be left out. Days as 2026-01-31, amounts with a point and no thousands.
/// \returns InvalidInput "bank.csv_quote", "billing.opening_columns" with the columns that are missing.
Result<OpeningFile> readOpeningFile(const QByteArray &bytes);

} // namespace accord::workspace
