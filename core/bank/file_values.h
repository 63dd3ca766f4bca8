// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/finding.h"
#include "core/money/money.h"

#include <QtCore/QDate>

#include <optional>

namespace accord::bank {

enum class Signs { Refused, Allowed };

/// An amount in major units with a comma or a point: "1234,5", "0.01", "12,". More digits than the currency has are
/// taken when they are zeros: 18.150 EUR is 18.15 EUR.
/// \returns InvalidInput "bank.amount" (not a number, a sign where none may stand), "bank.amount_too_precise",
///          "bank.amount_too_large".
Result<Money> parseAmount(QStringView text, const Currency &currency, Signs signs = Signs::Refused);

/// An amount in minor units without a point: "2500" is 25.00 USD and 2,500 JPY. At most 18 digits.
/// \returns InvalidInput "bank.amount", "bank.amount_too_large".
Result<Money> parseMinorAmount(QStringView digits, const Currency &currency, Signs signs = Signs::Refused);

/// The day of "YYMMDD": 80 to 99 are the years 1980 to 1999. A day after the end of its month up to the 31st is the
/// last of it: banks that count interest with months of 30 days write 30 February. Invalid otherwise.
QDate parseShortDay(QStringView yymmdd);
/// The day of "MMDD" in the year that brings it nearest to \a near. Invalid when it is none.
QDate parseDayOfYear(QStringView mmdd, const QDate &near);
/// The day of "YYYYMMDD" or "YYYY-MM-DD", whatever time follows: the day as the bank wrote it, in the bank's time zone.
QDate parseLongDay(QStringView text);

/// What to say about an amount that parseAmount() refused.
Finding amountFinding(qint64 line, const QString &field, QStringView value, const Error &error);

} // namespace accord::bank
