// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/exact.h"
#include "core/money/money.h"

#include <QtCore/QDate>
#include <QtCore/QHash>

#include <map>

namespace accord {

/// Euro reference rates by day; a cross rate goes through the euro.
class ExchangeRates
{
public:
    struct Quote
    {
        Exact rate; ///< units of the wanted currency for one unit of the given one
        QDate day; ///< of the rates that were used
    };

    /// Reads the table of the European Central Bank: date,USD,JPY,…; units per 1 EUR, a line a day.
    /// \returns InvalidInput "exchange.malformed" with the line.
    static Result<ExchangeRates> fromCsv(const QByteArray &utf8);

    /// The rate of the last day not after \a day that has one; before the first day of the table, that of the first
    /// day.
    /// \returns NotFound "exchange.rate_missing".
    Result<Quote> quote(const Currency &from, const Currency &to, const QDate &day) const;
    /// \a amount in \a to, rounded once.
    Result<Money> convert(const Money &amount, const Currency &to, const QDate &day) const;

private:
    std::map<QDate, QHash<QString, Decimal>> m_perEuro;
};

} // namespace accord
