// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QStringList>

namespace accord::bank {

/// The largest file that is read, in bytes.
constexpr qsizetype largestFile = 64 * 1024 * 1024;

/// The text of a bank file: UTF-16 with a byte order mark, UTF-8 where the bytes are valid UTF-8, otherwise
/// Windows-1252, which is Latin-1 with letters in place of 32 control codes.
///
/// What a header says about the encoding is not believed: banks write UTF-8 under "CHARSET:1252" and Latin-1 under
/// "UTF-8". Text of Windows-1252 that happens to be valid UTF-8 would need pairs such as "Ã¼" all through.
/// \returns InvalidInput "bank.empty", "bank.too_large", "bank.not_text" (a NUL byte).
Result<QString> decodeText(const QByteArray &bytes);

/// Lines without their ends (CR LF, LF or CR); line n of the file is element n - 1.
QStringList linesOf(const QString &text);

/// \a text without blanks at its ends and with each run of blanks inside as one.
QString tidy(QStringView text);
/// \a text without any blanks: for account numbers and references.
QString compact(QStringView text);

/// Whether \a text has 1 or more characters, all of them digits 0 to 9 (QChar::isDigit takes other scripts too).
bool isDigits(QStringView text);

} // namespace accord::bank
