// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/decimal.h"

#include <array>

namespace accord {

namespace {

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

QString toText(Wide number)
{
    if (number == 0)
        return u"0"_s;
    QString reversed;
    const bool negative = number < 0;
    for (; number != 0; number /= 10) {
        const int digit = int(number % 10);
        reversed.prepend(QChar(u'0' + (digit < 0 ? -digit : digit)));
    }
    return negative ? u'-' + reversed : reversed;
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
    QString digits = toText(m_coefficient < 0 ? -m_coefficient : m_coefficient);
    if (m_scale > 0) {
        digits = digits.rightJustified(m_scale + 1, u'0');
        digits.insert(digits.size() - m_scale, u'.');
    }
    return m_coefficient < 0 ? u'-' + digits : digits;
}

QString Decimal::toShortString() const
{
    QString text = toString();
    if (m_scale == 0)
        return text;
    while (text.endsWith(u'0'))
        text.chop(1);
    if (text.endsWith(u'.'))
        text.chop(1);
    return text;
}

std::strong_ordering operator<=>(const Decimal &a, const Decimal &b)
{
    if (a.m_scale == b.m_scale)
        return order(a.m_coefficient, b.m_coefficient);
    const bool aIsShorter = a.m_scale < b.m_scale;
    const Wide factor = powerOfTen(aIsShorter ? b.m_scale - a.m_scale : a.m_scale - b.m_scale);
    Wide scaled = 0;
    const Wide shorter = aIsShorter ? a.m_coefficient : b.m_coefficient;
    if (__builtin_mul_overflow(shorter, factor, &scaled)) { // larger than anything the other side can hold
        const bool less = (shorter < 0) == aIsShorter;
        return less ? std::strong_ordering::less : std::strong_ordering::greater;
    }
    return aIsShorter ? order(scaled, b.m_coefficient) : order(a.m_coefficient, scaled);
}

} // namespace accord
