// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/finding.h"

#include <QtCore/QStringList>

namespace accord::bank {

struct CsvRow
{
    QStringList cells; ///< without blanks at their ends
    qint64 line = 0; ///< where it starts, from 1
};

/// The rows of CSV text (RFC 4180) that are not empty; the separator is a semicolon or a tab where the first line has
/// more of them than commas.
/// \returns InvalidInput "bank.csv_quote" for a quoted cell that never ends, or goes on behind its quote.
Result<std::vector<CsvRow>> csvRows(const QString &text);

} // namespace accord::bank
