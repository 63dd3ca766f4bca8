// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/decimal.h"

#include <array>

namespace accord {

namespace {

__extension__ typedef unsigned __int128 UnsignedWide;

constexpr auto powers = [] {
    std::array<Wide, 39> table{};
    table[0] = 1;
    for (size_t i = 1; i < table.size(); ++i)
        table[i] = table[i - 1] * 10;
    return table;
}();

tl::unexpected<Error> malformed(QStringView text)
{
    return fail(ErrorKind::InvalidInput, u"decimal.malformed"_s, {{u"value"_s, text.toString().left(80)}});
}

std::strong_ordering order(Wide a, Wide b)
{
    return a < b ? std::strong_ordering::less : a > b ? std::strong_ordering::greater : std::strong_ordering::equal;
}

} // namespace

Wide powerOfTen(int exponent)
{
    return powers[size_t(exponent)];
}

namespace {

/// Writes \a number so that it ends at \a end, with a point before the last \a scale digits and a digit before that.
/// \returns where it begins.
char16_t *writeDigits(char16_t *end, UnsignedWide number, int scale)
{
    char16_t *at = end;
    for (int digits = 0; number != 0 || digits <= scale; ++digits) {
        if (digits == scale && scale > 0)
            *--at = u'.';
        // A division of 128 bits is slow, and rarely needed.
        const bool fits = number >> 64 == 0;
        const int digit = fits ? int(std::uint64_t(number) % 10) : int(number % 10);
        number = fits ? std::uint64_t(number) / 10 : number / 10;
        *--at = char16_t(u'0' + digit);
    }
    return at;
}

QString digitsOf(Wide number, int scale)
{
    constexpr int mostCharacters = 48; // 39 digits, 18 of them perhaps zeros, a point and a sign
    std::array<char16_t, mostCharacters> text;
    char16_t *const end = text.data() + text.size();
    const bool negative = number < 0;
    const auto positive = negative ? -static_cast<UnsignedWide>(number) : static_cast<UnsignedWide>(number);
    char16_t *at = writeDigits(end, positive, scale);
    if (negative)
        *--at = u'-';
    return QString(reinterpret_cast<const QChar *>(at), end - at);
}

} // namespace

QString toText(Wide number)
{
    return digitsOf(number, 0);
}

Result<Decimal> Decimal::make(Wide coefficient, int scale)
{
    if (scale < 0 || scale > maxScale)
        return fail(ErrorKind::InvalidInput, u"decimal.scale"_s, {{u"scale"_s, scale}, {u"most"_s, maxScale}});
    Decimal value;
    value.m_coefficient = coefficient;
    value.m_scale = std::int8_t(scale);
    return value;
}

Result<Decimal> Decimal::parse(QStringView text)
{
    qsizetype at = 0;
    const bool negative = text.startsWith(u'-');
    if (negative || text.startsWith(u'+'))
        at = 1;
    Wide coefficient = 0;
    int scale = 0;
    bool point = false;
    bool digits = false;
    for (; at < text.size(); ++at) {
        const char16_t c = text[at].unicode();
        if (c == u'.' && !point && digits) {
            point = true;
            continue;
        }
        if (c < u'0' || c > u'9')
            return malformed(text);
        digits = true;
        if (point && scale >= maxScale) { // beyond 18 places only zeros mean nothing
            if (c != u'0')
                return fail(ErrorKind::InvalidInput, u"decimal.scale"_s,
                            {{u"value"_s, text.toString().left(80)}, {u"most"_s, maxScale}});
            continue;
        }
        if (__builtin_mul_overflow(coefficient, Wide(10), &coefficient)
            || __builtin_add_overflow(coefficient, Wide(c - u'0'), &coefficient))
            return fail(ErrorKind::InvalidInput, u"decimal.range"_s, {{u"value"_s, text.toString().left(80)}});
        scale += point;
    }
    if (!digits || text.endsWith(u'.'))
        return malformed(text);
    return make(negative ? -coefficient : coefficient, scale);
}

Decimal Decimal::negated() const
{
    Decimal copy = *this;
    copy.m_coefficient = -copy.m_coefficient;
    return copy;
}

QString Decimal::toString() const
{
    return digitsOf(m_coefficient, m_scale);
}

QString Decimal::toShortString() const
{
    Decimal shorter = *this;
    for (; shorter.m_scale > 0 && shorter.m_coefficient % 10 == 0; --shorter.m_scale)
        shorter.m_coefficient /= 10;
    return shorter.toString();
}

std::strong_ordering operator<=>(const Decimal &a, const Decimal &b)
{
    const int more = b.m_scale - a.m_scale;
    if (more < 0)
        return 0 <=> (b <=> a);
    if (more == 0)
        return order(a.m_coefficient, b.m_coefficient);
    Wide scaled = 0;
    if (__builtin_mul_overflow(a.m_coefficient, powerOfTen(more), &scaled))
        return order(a.m_coefficient, 0); // larger than anything the other side can hold
    return order(scaled, b.m_coefficient);
}

} // namespace accord
