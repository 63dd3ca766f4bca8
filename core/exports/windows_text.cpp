// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exports/journal_parts.h"

#include <algorithm>
#include <array>

namespace accord::exports {

namespace {

/// 0x80 to 0x9F of Windows-1252; 0 where there is no character.
constexpr std::array<char16_t, 32> upperControls{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                 0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// The byte of \a character; 0 where it has none.
char byteOf(char16_t character)
{
    if (character < 0x80 || (character >= 0xA0 && character <= 0xFF))
        return char(character);
    const auto found = std::find(upperControls.begin(), upperControls.end(), character);
    return found == upperControls.end() ? char(0) : char(0x80 + (found - upperControls.begin()));
}

} // namespace

QByteArray windowsText(const QString &text)
{
    QByteArray bytes;
    for (const QChar character : text) {
        if (const char own = byteOf(character.unicode())) {
            bytes += own;
            continue;
        }
        if (character.isLowSurrogate())
            continue;
        const QString parts = QString(character).normalized(QString::NormalizationForm_KD);
        const char plain = parts.isEmpty() ? char(0) : byteOf(parts.front().unicode());
        bytes += plain != 0 ? plain : '?';
    }
    return bytes;
}

} // namespace accord::exports
