// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace accord::bank {

/// Whether \a digits are nine and the last is the check digit of the others: weights 3, 7, 1, sum divisible by 10
/// (ABA routing number policy; NACHA Operating Rules, appendix 3).
bool isRoutingNumber(QStringView digits);

/// The check digit for the first eight digits; -1 when they are not eight digits.
int routingCheckDigit(QStringView eightDigits);

/// \returns \a text without blanks; InvalidInput "bank.routing_number" when it is none, with the digit that would fit.
Result<QString> checkedRoutingNumber(QStringView text);

} // namespace accord::bank
