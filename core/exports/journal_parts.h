// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exports/journal.h"

namespace accord::exports {

Result<QByteArray> writeIif(const Journal &journal, const JournalOptions &options);
Result<QByteArray> writeNetSuite(const Journal &journal, const JournalOptions &options);
Result<QByteArray> writeDatev(const Journal &journal, const JournalOptions &options);

/// The account of SKR 03 for an account of Accord's chart; empty for another.
QString standardAccount(const QString &account);
/// The account of \a line with its code: "revenue/4010".
QString codedAccount(const JournalLine &line);
/// \a text in Windows-1252; see writeJournal().
QByteArray windowsText(const QString &text);

} // namespace accord::exports
