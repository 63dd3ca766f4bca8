// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/currency.h"

#include <string_view>

namespace accord {

namespace {
struct Row
{
    std::string_view code;
    int minorDigits;
};
constexpr Row table[] = {
#include "currency_table.inc"
};
} // namespace

Result<Currency> Currency::fromCode(QStringView code)
{
    const auto row = std::find_if(std::begin(table), std::end(table), [code](const Row &candidate) {
        return code == QLatin1StringView(candidate.code.data(), qsizetype(candidate.code.size()));
    });
    if (row == std::end(table))
        return fail(ErrorKind::InvalidInput, u"currency.unknown"_s, {{u"value"_s, code.toString().left(20)}});
    Currency currency;
    std::copy_n(row->code.begin(), 3, currency.m_code.begin());
    currency.m_minorDigits = std::int8_t(row->minorDigits);
    return currency;
}

Result<Currency> Currency::withMinorDigits(int digits) const
{
    if (digits < 0 || digits > 12)
        return fail(ErrorKind::InvalidInput, u"currency.digits"_s, {{u"value"_s, digits}});
    Currency currency = *this;
    currency.m_minorDigits = std::int8_t(digits);
    return currency;
}

QString Currency::code() const
{
    return isNull() ? QString() : QString::fromLatin1(m_code.data(), 3);
}

} // namespace accord
