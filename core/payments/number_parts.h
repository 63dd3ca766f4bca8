// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QChar>

#include <array>
#include <cstddef>
#include <cstdint>

/// What the sources of NumberIndex share.
namespace accord::payments {

inline constexpr int mostDigits = 18;
inline constexpr size_t mostGroups = 4;
inline constexpr int enoughDigits = 6; ///< that stand for a number without its letters

/// 10^0 to 10^18.
inline constexpr std::array<std::uint64_t, mostDigits + 1> powers = [] {
    std::array<std::uint64_t, mostDigits + 1> result{1};
    for (size_t i = 1; i < result.size(); ++i)
        result[i] = result[i - 1] * 10;
    return result;
}();

inline bool isDigit(QChar character)
{
    return character >= u'0' && character <= u'9';
}

} // namespace accord::payments
