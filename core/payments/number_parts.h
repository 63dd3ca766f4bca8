// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

#include <algorithm>
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

/// \a text in capitals. Most texts of banks are ASCII, for which QString::toUpper() takes many times as long.
inline QString inCapitals(const QString &text)
{
    const auto isAscii = [](QChar character) { return character.unicode() < 0x80; };
    if (!std::all_of(text.begin(), text.end(), isAscii))
        return text.toUpper();
    QString capitals = text;
    std::transform(capitals.begin(), capitals.end(), capitals.begin(), [](QChar character) {
        return character >= u'a' && character <= u'z' ? QChar(character.unicode() - u'a' + u'A') : character;
    });
    return capitals;
}

} // namespace accord::payments
