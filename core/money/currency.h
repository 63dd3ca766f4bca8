// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <array>
#include <cstdint>

namespace accord {

/// A currency of ISO 4217 (list one). Its digits are those of the standard, not of a locale library: CLDR shows 16
/// currencies with other digits, among them HUF and IDR.
class Currency
{
public:
    /// No currency; equals only another one of its kind.
    constexpr Currency() = default;
    /// \returns InvalidInput "currency.unknown" unless \a code is an upper-case code of ISO 4217 with a minor unit.
    static Result<Currency> fromCode(QStringView code);
    /// As above, but also the national currencies that became the euro (ISO 4217 list three: DEM, FRF, ITL, HRK …):
    /// they stand in old bank files only, so nothing new is ever priced in them.
    /// \returns InvalidInput "currency.unknown".
    static Result<Currency> fromCodeOrFormer(QStringView code);

    /// This currency kept to \a digits after the point, 0 to 12, where a rule asks for other digits than the
    /// standard's; it equals no other, so that its amounts are never added to ordinary ones.
    /// \returns InvalidInput "currency.digits".
    Result<Currency> withMinorDigits(int digits) const;

    QString code() const;
    /// Digits after the point: 2 for USD, 0 for JPY, 3 for KWD.
    int minorDigits() const { return m_minorDigits; }
    bool isNull() const { return m_code[0] == 0; }

    friend bool operator==(const Currency &, const Currency &) = default;

private:
    static Currency made(QStringView code, int minorDigits);

    std::array<char, 3> m_code{};
    std::int8_t m_minorDigits = 0;
};

} // namespace accord
