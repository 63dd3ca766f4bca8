// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/currency.h"
#include "core/money/decimal.h"

namespace accord {

/// An amount in whole minor units of its currency. It never meets binary floating point, two currencies are never
/// added, and a sum that does not fit is an error.
class Money
{
public:
    constexpr Money() = default;
    constexpr Money(std::int64_t minor, const Currency &currency)
        : m_minor(minor)
        , m_currency(currency)
    { }

    static Money zero(const Currency &currency) { return Money(0, currency); }
    /// Reads an amount in major units: "7550.00". \returns InvalidInput "money.too_precise" when it has more digits
    /// than the currency, or the errors of Decimal::parse.
    static Result<Money> parse(QStringView major, const Currency &currency);
    /// \a major as an amount. \returns InvalidInput "money.too_precise", "number.overflow".
    static Result<Money> fromDecimal(const Decimal &major, const Currency &currency);

    std::int64_t minor() const { return m_minor; }
    const Currency &currency() const { return m_currency; }
    bool isZero() const { return m_minor == 0; }
    bool isNegative() const { return m_minor < 0; }

    /// \returns InvalidInput "money.currency_mix" or "number.overflow".
    [[nodiscard]] Result<Money> plus(const Money &other) const;
    [[nodiscard]] Result<Money> minus(const Money &other) const;
    Money negated() const { return Money(-m_minor, m_currency); }

    /// Major units with exactly the currency's digits and no grouping: "7550.00"; the form of files and scripts.
    QString toString() const;

    friend bool operator==(const Money &, const Money &) = default;

private:
    std::int64_t m_minor = 0;
    Currency m_currency;
};

/// Adds many amounts and reports the first thing that went wrong at the end.
class MoneySum
{
public:
    explicit MoneySum(const Currency &currency)
        : m_sum(Money::zero(currency))
    { }
    MoneySum &add(const Money &amount);
    MoneySum &subtract(const Money &amount) { return add(amount.negated()); }
    const Result<Money> &total() const { return m_sum; }

private:
    Result<Money> m_sum;
};

} // namespace accord
