// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/money.h"

#include <limits>

namespace accord {

namespace {

Result<Money> amountOf(Wide minor, const Currency &currency)
{
    constexpr Wide most = std::numeric_limits<std::int64_t>::max();
    if (minor > most || minor < -most)
        return fail(ErrorKind::InvalidInput, u"number.overflow"_s);
    return Money(std::int64_t(minor), currency);
}

} // namespace

Result<Money> Money::parse(QStringView major, const Currency &currency)
{
    const auto value = Decimal::parse(major);
    return value ? fromDecimal(*value, currency) : Result<Money>(passOn(value));
}

Result<Money> Money::fromDecimal(const Decimal &major, const Currency &currency)
{
    Wide minor = major.coefficient();
    const int surplus = major.scale() - currency.minorDigits();
    if (surplus > 0) {
        if (minor % powerOfTen(surplus) != 0)
            return fail(ErrorKind::InvalidInput, u"money.too_precise"_s,
                        {{u"value"_s, major.toString()},
                         {u"currency"_s, currency.code()},
                         {u"digits"_s, currency.minorDigits()}});
        minor /= powerOfTen(surplus);
    } else if (__builtin_mul_overflow(minor, powerOfTen(-surplus), &minor)) {
        return fail(ErrorKind::InvalidInput, u"number.overflow"_s);
    }
    return amountOf(minor, currency);
}

Result<Money> Money::plus(const Money &other) const
{
    if (m_currency != other.m_currency)
        return fail(ErrorKind::InvalidInput, u"money.currency_mix"_s,
                    {{u"one"_s, m_currency.code()}, {u"other"_s, other.m_currency.code()}});
    return amountOf(Wide(m_minor) + other.m_minor, m_currency);
}

Result<Money> Money::minus(const Money &other) const
{
    return plus(other.negated());
}

QString Money::toString() const
{
    return Decimal::make(m_minor, m_currency.minorDigits())->toString();
}

MoneySum &MoneySum::add(const Money &amount)
{
    if (m_sum)
        m_sum = m_sum->plus(amount);
    return *this;
}

} // namespace accord
