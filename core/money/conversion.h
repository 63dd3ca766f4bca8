// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/exact.h"
#include "core/money/money.h"

#include <QtCore/QDate>

namespace accord {

/// How amounts of one currency are turned into another: fixed once for a document and kept with it.
struct Conversion
{
    Currency from;
    Currency to;
    Exact rate = 1; ///< units of \c to for one unit of \c from, > 0
    QDate day; ///< of the published rate; null: agreed
    QString source; ///< "European Central Bank", "contract ENT-1"

    /// \a amount in \c to, rounded once. \returns "money.currency_mix", "number.overflow".
    Result<Money> convert(const Money &amount) const;
    /// "1 USD = 0.92 EUR (European Central Bank, 2026-06-30)".
    QString toString() const;

    friend bool operator==(const Conversion &, const Conversion &) = default;
};

} // namespace accord
