// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/exact.h"

#include "core/money/money.h"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <limits>

namespace accord {

namespace {

/// Wide enough for any product or sum of products of four 128-bit numbers.
using Huge = boost::multiprecision::int1024_t;

constexpr qsizetype maxPlaces = 38; // 10^38 is the largest power of ten in 128 bits
constexpr Wide maxWide = Wide(static_cast<unsigned __int128>(-1) >> 1);

/// \a value without its sign.
template<typename Number> Number magnitudeOf(const Number &value)
{
    return std::max(value, Number(-value));
}

Huge toHuge(Wide value)
{
    const Huge high = static_cast<std::int64_t>(value >> 64); // with the sign
    return high * (Huge(1) << 64) + static_cast<std::uint64_t>(value);
}

/// \returns false when \a value has more than 127 bits.
bool toWide(const Huge &value, Wide &out)
{
    static const Huge limit = toHuge(maxWide);
    const Huge magnitude = magnitudeOf(value);
    if (magnitude > limit)
        return false;
    const Wide high = Wide(static_cast<std::uint64_t>(magnitude >> 64));
    const Wide low = Wide(static_cast<std::uint64_t>(magnitude & Huge(std::numeric_limits<std::uint64_t>::max())));
    out = value.sign() * ((high << 64) | low);
    return true;
}

bool multiply(Wide a, Wide b, Wide &out)
{
    return !__builtin_mul_overflow(a, b, &out) && out != -maxWide - 1;
}

bool add(Wide a, Wide b, Wide &out)
{
    return !__builtin_add_overflow(a, b, &out) && out != -maxWide - 1;
}

Wide gcd(Wide a, Wide b)
{
    a = magnitudeOf(a);
    while (b != 0) {
        const Wide rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/// numerator / denominator rounded half away from zero; denominator > 0.
Wide divideHalfAwayFromZero(Wide numerator, Wide denominator)
{
    Wide quotient = numerator / denominator;
    const Wide rest = numerator % denominator;
    const Wide magnitude = magnitudeOf(rest);
    if (magnitude >= denominator - magnitude)
        quotient += numerator < 0 ? -1 : 1;
    return quotient;
}

Huge divideHalfAwayFromZero(const Huge &numerator, const Huge &denominator)
{
    Huge quotient = numerator / denominator;
    const Huge rest = numerator % denominator;
    const Huge magnitude = magnitudeOf(rest);
    if (magnitude * 2 >= denominator)
        quotient += numerator.sign();
    return quotient;
}

tl::unexpected<Error> overflow()
{
    return fail(ErrorKind::InvalidInput, u"number.overflow"_s);
}

/// round(numerator / denominator · 10^places). \returns false when it does not fit.
bool scaled(Wide numerator, Wide denominator, int places, Wide &out)
{
    Wide product = 0;
    if (multiply(numerator, powerOfTen(places), product)) {
        out = divideHalfAwayFromZero(product, denominator);
        return true;
    }
    return toWide(divideHalfAwayFromZero(Huge(toHuge(numerator) * toHuge(powerOfTen(places))), toHuge(denominator)),
                  out);
}

} // namespace

Exact::Exact(const Decimal &value)
    : m_numerator(value.coefficient())
    , m_denominator(powerOfTen(value.scale()))
{ }

Exact::Exact(const Money &amount)
    : m_numerator(amount.minor())
    , m_denominator(powerOfTen(amount.currency().minorDigits()))
{ }

Exact Exact::invalid()
{
    Exact value;
    value.m_denominator = 0;
    return value;
}

Exact Exact::fromWide(Wide numerator, Wide denominator)
{
    if (denominator == 0)
        return invalid();
    Exact value;
    value.m_numerator = denominator < 0 ? -numerator : numerator;
    value.m_denominator = magnitudeOf(denominator);
    return value;
}

Result<Exact> Exact::parse(QStringView text)
{
    if (const qsizetype slash = text.indexOf(u'/'); slash > 0) {
        const auto numerator = Decimal::parse(text.first(slash));
        const auto denominator = Decimal::parse(text.sliced(slash + 1));
        if (!numerator || !denominator)
            return passOn(numerator ? denominator : numerator);
        const Exact value = Exact(*numerator) / Exact(*denominator);
        return value.isValid() ? Result<Exact>(value) : overflow();
    }
    const qsizetype point = text.indexOf(u'.');
    const qsizetype places = point < 0 ? 0 : text.size() - point - 1;
    if (places <= Decimal::maxScale) {
        const auto value = Decimal::parse(text);
        return value ? Result<Exact>(Exact(*value)) : passOn(value);
    }
    if (places > maxPlaces)
        return fail(ErrorKind::InvalidInput, u"decimal.scale"_s,
                    {{u"value"_s, text.toString().left(80)}, {u"most"_s, int(maxPlaces)}});
    // As far as Decimal goes it has to be a number to Decimal: ".5" is none, however many places follow.
    if (const auto begin = Decimal::parse(text.chopped(places - Decimal::maxScale)); !begin)
        return passOn(begin);
    const auto digits = Decimal::parse(text.first(point).toString() + text.sliced(point + 1).toString());
    return digits ? Result<Exact>(fromWide(digits->coefficient(), powerOfTen(int(places)))) : passOn(digits);
}

Exact Exact::ratio(std::int64_t numerator, std::int64_t denominator)
{
    return fromWide(numerator, denominator);
}

Exact Exact::percent(const Decimal &percent)
{
    return Exact(percent) / Exact(100);
}

namespace {
/// The way for what does not fit in 128 bits: wide integers, then lowest terms.
template<typename Make> auto reduced(const Huge &numerator, const Huge &denominator, Make make)
{
    const Huge divisor = boost::multiprecision::gcd(numerator, denominator);
    Wide n = 0;
    Wide d = 0;
    if (!toWide(Huge(numerator / divisor), n) || !toWide(Huge(denominator / divisor), d))
        d = 0; // invalid
    return make(n, d);
}
} // namespace

// A denominator of zero stays one through sums, products and quotients: what is invalid needs no asking there.
Exact operator+(const Exact &a, const Exact &b)
{
    Wide left = 0, right = 0, sum = 0, denominator = 0;
    if (a.m_denominator == b.m_denominator && add(a.m_numerator, b.m_numerator, sum))
        return Exact::fromWide(sum, a.m_denominator);
    if (multiply(a.m_numerator, b.m_denominator, left) && multiply(b.m_numerator, a.m_denominator, right)
        && add(left, right, sum) && multiply(a.m_denominator, b.m_denominator, denominator))
        return Exact::fromWide(sum, denominator);
    return reduced(
        Huge(toHuge(a.m_numerator) * toHuge(b.m_denominator) + toHuge(b.m_numerator) * toHuge(a.m_denominator)),
        Huge(toHuge(a.m_denominator) * toHuge(b.m_denominator)), &Exact::fromWide);
}

Exact Exact::operator-() const
{
    Exact negated = *this;
    negated.m_numerator = -negated.m_numerator;
    return negated;
}

Exact operator-(const Exact &a, const Exact &b)
{
    return a + (-b);
}

Exact operator*(const Exact &a, const Exact &b)
{
    Wide numerator = 0, denominator = 0;
    if (multiply(a.m_numerator, b.m_numerator, numerator) && multiply(a.m_denominator, b.m_denominator, denominator))
        return Exact::fromWide(numerator, denominator);
    return reduced(Huge(toHuge(a.m_numerator) * toHuge(b.m_numerator)),
                   Huge(toHuge(a.m_denominator) * toHuge(b.m_denominator)), &Exact::fromWide);
}

Exact operator/(const Exact &a, const Exact &b)
{
    return a * Exact::fromWide(b.m_denominator, b.m_numerator);
}

std::partial_ordering operator<=>(const Exact &a, const Exact &b)
{
    if (!a.isValid() || !b.isValid())
        return std::partial_ordering::unordered;
    Wide left = 0, right = 0;
    if (multiply(a.m_numerator, b.m_denominator, left) && multiply(b.m_numerator, a.m_denominator, right))
        return left < right   ? std::partial_ordering::less
               : left > right ? std::partial_ordering::greater
                              : std::partial_ordering::equivalent;
    const Huge hugeLeft = toHuge(a.m_numerator) * toHuge(b.m_denominator);
    const Huge hugeRight = toHuge(b.m_numerator) * toHuge(a.m_denominator);
    return hugeLeft < hugeRight   ? std::partial_ordering::less
           : hugeLeft > hugeRight ? std::partial_ordering::greater
                                  : std::partial_ordering::equivalent;
}

Result<std::int64_t> Exact::floor() const
{
    if (!isValid())
        return overflow();
    Wide quotient = m_numerator / m_denominator;
    if (m_numerator % m_denominator < 0)
        --quotient;
    if (quotient > std::numeric_limits<std::int64_t>::max() || quotient < std::numeric_limits<std::int64_t>::min())
        return overflow();
    return std::int64_t(quotient);
}

Result<std::int64_t> Exact::ceil() const
{
    const auto below = (-*this).floor();
    if (!below || *below == std::numeric_limits<std::int64_t>::min())
        return overflow();
    return -*below;
}

Result<Decimal> Exact::rounded(int places) const
{
    Wide coefficient = 0;
    if (!isValid() || !scaled(m_numerator, m_denominator, places, coefficient))
        return overflow();
    return Decimal::make(coefficient, places);
}

Result<Money> Exact::toMoney(const Currency &currency) const
{
    Wide minor = 0;
    if (!isValid() || !scaled(m_numerator, m_denominator, currency.minorDigits(), minor)
        || minor > std::numeric_limits<std::int64_t>::max() || minor < -std::numeric_limits<std::int64_t>::max())
        return overflow();
    return Money(std::int64_t(minor), currency);
}

QString Exact::toString() const
{
    if (!isValid())
        return u"overflow"_s;
    const Wide divisor = gcd(m_numerator, m_denominator);
    const Wide numerator = m_numerator / divisor;
    const Wide denominator = m_denominator / divisor;
    for (int places = 0; places <= Decimal::maxScale; ++places) {
        Wide coefficient = 0;
        if (powerOfTen(places) % denominator == 0 && multiply(numerator, powerOfTen(places) / denominator, coefficient))
            return Decimal::make(coefficient, places)->toString();
    }
    return toText(numerator) + u'/' + toText(denominator);
}

} // namespace accord
