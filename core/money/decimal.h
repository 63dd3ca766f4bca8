// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <compare>
#include <cstdint>

namespace accord {

/// 128-bit integer of the compiler; the width of every coefficient.
__extension__ typedef __int128 Wide;

/// An exact decimal number: a price, a rate or a quantity. 128-bit coefficient, 0 to 18 digits after the point.
///
/// A Decimal is compared, printed and stored; arithmetic is done on \c Exact, so that nothing is rounded on the way.
class Decimal
{
public:
    static constexpr int maxScale = 18;

    constexpr Decimal() = default;
    constexpr Decimal(std::int64_t whole)
        : m_coefficient(whole)
    { }

    /// coefficient / 10^scale. \returns InvalidInput "decimal.scale" unless 0 <= scale <= 18.
    static Result<Decimal> make(Wide coefficient, int scale);
    /// Reads "-12.50": sign, digits, point, digits; no exponent, no grouping, no spaces.
    /// \returns InvalidInput "decimal.malformed", "decimal.scale" (more than 18 digits after the point that matter) or
    ///          "decimal.range" (more than 38 digits).
    static Result<Decimal> parse(QStringView text);

    Wide coefficient() const { return m_coefficient; }
    int scale() const { return m_scale; }
    bool isZero() const { return m_coefficient == 0; }
    bool isNegative() const { return m_coefficient < 0; }
    Decimal negated() const;

    /// Digits as written, trailing zeros kept: "12.50".
    QString toString() const;
    /// Without trailing zeros after the point: "12.5".
    QString toShortString() const;

    /// Comparison of values: 1.0 equals 1.00.
    friend std::strong_ordering operator<=>(const Decimal &a, const Decimal &b);
    friend bool operator==(const Decimal &a, const Decimal &b) { return (a <=> b) == 0; }

private:
    Wide m_coefficient = 0;
    std::int8_t m_scale = 0;
};

/// 10^exponent for 0 <= exponent <= 38.
Wide powerOfTen(int exponent);
/// Decimal digits of \a number with its sign.
QString toText(Wide number);

} // namespace accord
