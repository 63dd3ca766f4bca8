// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/exact.h"

#include <optional>

namespace accord {

/// A ratio of two figures, exact until it is shown, or the reason why there is none: what is undefined is not zero.
class Ratio
{
public:
    /// \a numerator / \a denominator; undefined for \a reason where the denominator is zero.
    static Ratio of(const Exact &numerator, const Exact &denominator, const QString &reason);
    static Ratio undefined(const QString &reason);

    const std::optional<Exact> &value() const { return m_value; }
    /// Stable, never translated: "receivables.no_sales"; empty where there is a value.
    const QString &reason() const { return m_reason; }

    /// As shown: rounded half away from zero to \a places digits.
    /// \returns NotFound with reason() as its id where there is no value, "number.overflow".
    Result<Decimal> rounded(int places) const;
    /// 100 × the ratio, rounded likewise.
    Result<Decimal> percent(int places = 1) const;

private:
    std::optional<Exact> m_value;
    QString m_reason;
};

} // namespace accord
