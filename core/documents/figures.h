// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/period.h"
#include "core/money/money.h"

#include <QtCore/QLocale>

/// Figures as a document prints them.
namespace accord::documents {

/// Grouped by \a locale, with exactly the currency's digits and U+2212 for minus: "8,154.00", "−500.00", "12,000"
/// (JPY).
QString figure(const Money &amount, const QLocale &locale);
/// With the currency's code in front: "USD 8,154.00".
QString figureWithCurrency(const Money &amount, const QLocale &locale);
/// Grouped, at least \a minimumDigits after the point and otherwise no trailing zeros: "1,250", "0.005".
QString figure(const Decimal &number, const QLocale &locale, int minimumDigits = 0);
/// "8.875 %", spaced so that it does not break.
QString percentage(const Decimal &percent, const QLocale &locale);
/// "31 Jan 2024" in the order of the language; never only digits, so that no one reads a month as a day.
QString dateText(const QDate &day, const QLocale &locale);
/// Both days that it spans: "1 Jan 2024 – 31 Jan 2024".
QString periodText(const Period &period, const QLocale &locale);

} // namespace accord::documents
