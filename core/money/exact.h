// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/decimal.h"

namespace accord {

class Currency;
class Money;

/// An exact rational number: the value of an expression such as quantity × price × days / days of the period.
///
/// Numerator and denominator have 128 bits; a result that does not fit is computed again with wide integers and
/// reduced; what does not fit even then makes the value invalid, and everything computed from it. Whoever rounds an
/// invalid value gets the error "number.overflow": nothing ever wraps.
class Exact
{
public:
    constexpr Exact() = default;
    constexpr Exact(std::int64_t whole)
        : m_numerator(whole)
    { }
    Exact(const Decimal &value);
    /// The amount in major units: 12.34 for USD 12.34.
    explicit Exact(const Money &amount);

    /// Reads "12.50", with up to 38 digits in all, or a fraction of two such numbers: "17/31".
    /// \returns InvalidInput "decimal.malformed", "decimal.scale", "decimal.range"; "number.overflow" for "1/0".
    static Result<Exact> parse(QStringView text);
    /// numerator / denominator. A zero denominator makes the value invalid.
    static Exact ratio(std::int64_t numerator, std::int64_t denominator);
    /// percent / 100.
    static Exact percent(const Decimal &percent);

    bool isValid() const { return m_denominator != 0; }
    bool isZero() const { return isValid() && m_numerator == 0; }
    bool isNegative() const { return m_numerator < 0; }

    friend Exact operator+(const Exact &a, const Exact &b);
    friend Exact operator-(const Exact &a, const Exact &b);
    friend Exact operator*(const Exact &a, const Exact &b);
    friend Exact operator/(const Exact &a, const Exact &b);
    Exact operator-() const;
    /// Comparison of values; an invalid value equals nothing and is ordered below nothing.
    friend std::partial_ordering operator<=>(const Exact &a, const Exact &b);
    friend bool operator==(const Exact &a, const Exact &b) { return (a <=> b) == 0; }

    /// The largest whole number not above the value. \returns "number.overflow".
    Result<std::int64_t> floor() const;
    /// The smallest whole number not below the value. \returns "number.overflow".
    Result<std::int64_t> ceil() const;

    /// Rounds half away from zero to \a places digits, 0 to 18. \returns "number.overflow".
    Result<Decimal> rounded(int places) const;
    /// \b The rounding place of Accord: half away from zero to the minor unit of \a currency (ISO 4217).
    /// \returns "number.overflow".
    Result<Money> toMoney(const Currency &currency) const;

    /// As decimal digits where the value has at most 18 of them after the point, otherwise "n/d" in lowest terms.
    QString toString() const;

private:
    static Exact fromWide(Wide numerator, Wide denominator);
    static Exact invalid();

    Wide m_numerator = 0;
    Wide m_denominator = 1; // > 0; 0 marks an invalid value
};

} // namespace accord
