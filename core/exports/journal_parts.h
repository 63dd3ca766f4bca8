// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exports/journal.h"

namespace accord::exports {

Result<QByteArray> writeIif(const Journal &journal, const JournalOptions &options);
Result<QByteArray> writeNetSuite(const Journal &journal, const JournalOptions &options);
Result<QByteArray> writeDatev(const Journal &journal, const JournalOptions &options);

/// What \a options call \a account; \a otherwise where they say nothing.
QString accountName(const JournalOptions &options, const QString &account, const QString &otherwise);
/// \a text in Windows-1252; see writeJournal().
QByteArray windowsText(const QString &text);

} // namespace accord::exports
