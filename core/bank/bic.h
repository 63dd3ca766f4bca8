// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/iban.h"

namespace accord::bank {

/// The business identifier code \a text of a bank (ISO 9362) without blanks, in upper case: four letters of the bank,
/// the country (ISO 3166-1 alpha-2, or XK), two letters or digits of the place, and three of the branch or none.
/// \returns InvalidInput "bank.bic_length", "bank.bic_bank", "bank.bic_country" or "bank.bic_place", with what is
///          expected.
Result<QString> checkedBic(QStringView text);

/// The country of a code that checkedBic() let pass.
QString countryOfBic(QStringView bic);

/// Whether a bank of \a bic keeps accounts with numbers like \a iban: of the same country, or of one that shares its
/// numbers (SWIFT IBAN registry: FI for AX; FR for its overseas territories; GB for GG, IM and JE).
bool fits(QStringView bic, const Iban &iban);

} // namespace accord::bank
