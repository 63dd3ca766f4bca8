// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace accord::bank {

/// A structured creditor reference (ISO 11649) for \a reference, 1 to 21 letters and digits: "RF", two check digits
/// (ISO 7064 mod 97-10), the reference. Lower case and blanks are taken.
/// \returns InvalidInput "bank.reference_length", "bank.reference_characters".
Result<QString> makeRfReference(QStringView reference);

/// \a text compact, when it is such a reference.
/// \returns InvalidInput the errors above, "bank.reference_kind" (no RF), "bank.reference_check_digits".
Result<QString> checkedRfReference(QStringView text);

/// A QR reference of the Swiss QR-bill for \a digits, 1 to 26 of them: filled with zeros on the left, then the check
/// digit (modulo 10, recursive). \returns InvalidInput "bank.reference_length", "bank.reference_characters".
Result<QString> makeQrReference(QStringView digits);

/// \a text compact, when it is a QR or ISR reference: 27 digits with a right check digit.
/// \returns InvalidInput "bank.reference_length", "bank.reference_characters", "bank.reference_check_digits".
Result<QString> checkedQrReference(QStringView text);

/// The check digit of modulo 10, recursive (Swiss Implementation Guidelines QR-bill 2.3, annex B); -1 unless \a digits
/// are digits.
int mod10Recursive(QStringView digits);

} // namespace accord::bank
