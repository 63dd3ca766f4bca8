// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/decimal.h"

#include <QtCore/QByteArrayView>
#include <QtCore/QDate>

namespace accord::usage {

/// When something was used: an instant in UTC, or a whole local day without a time of day.
struct Moment
{
    qint64 milliseconds = 0; ///< since 1970-01-01T00:00:00Z; of a whole day: its midnight as if it were UTC
    bool wholeDay = false;

    /// The date in UTC; for a whole day the day itself.
    QDate utcDay() const;
    bool operator==(const Moment &) const = default;
};

/// Years that usage may lie in; anything else is a slip of the pen or of a program.
inline constexpr int firstYear = 1970;
inline constexpr int lastYear = 2199;

/// Reads "2024-01" (a month: an entry on its first day), "2024-01-31", or "2024-01-31T08:00:00.000Z". The T may be a
/// space; "+02:00" may stand for Z; no zone at all means UTC. Parts of a millisecond are cut off.
/// \returns InvalidInput "usage.time_malformed" or "usage.time_range".
Result<Moment> parseMoment(QByteArrayView text);

/// Whether a quantity may take back earlier ones, as corrections in FOCUS files do.
enum class Corrections { Refused, Allowed };

/// Reads a quantity: digits, at most 18 after the point, below 10^18 (and above -10^18 with corrections).
/// \returns InvalidInput "usage.quantity_malformed", "usage.quantity_negative" or "usage.quantity_range".
Result<Decimal> parseQuantity(QByteArrayView text, Corrections corrections = Corrections::Refused);

} // namespace accord::usage
