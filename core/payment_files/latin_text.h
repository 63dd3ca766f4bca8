// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace accord::payment_files {

/// \a text with the letters and signs that have a usual spelling in the Latin alphabet written that way: "Müller &
/// Søn" becomes "Mueller + Son" (after EPC217-08, with the German spelling of umlauts). What has none stays.
QString transliterated(QStringView text);

/// A name or a message for a SEPA file: transliterated, then only letters a to z and A to Z, digits, blanks and
/// / - ? : ( ) . , ' + are left.
/// \param field  what it is, for the error
/// \param longest  characters after transliteration
/// \returns InvalidInput "payment_files.not_latin" with the first character that is none of these,
///          "payment_files.too_long", "payment_files.missing" for an empty text.
Result<QString> latinText(const QString &field, QStringView text, qsizetype longest);

/// An identifier for a SEPA file, kept as it is: the characters above, no slash at either end and no two together
/// (EPC implementation guidelines, 1.5).
/// \returns InvalidInput the errors above, "payment_files.slashes".
Result<QString> latinIdentifier(const QString &field, QStringView text, qsizetype longest);

/// Text for an ACH file: transliterated, then printable ASCII.
/// \returns InvalidInput "payment_files.not_latin", "payment_files.too_long".
Result<QString> asciiText(const QString &field, QStringView text, qsizetype longest);

} // namespace accord::payment_files
