// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/currency.h"

#include <optional>
#include <span>
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
constexpr Row formerTable[] = {
    {"ATS", 2}, {"BEF", 0}, {"CYP", 2}, {"DEM", 2}, {"EEK", 2}, {"ESP", 0}, {"FIM", 2},
    {"FRF", 2}, {"GRD", 0}, {"HRK", 2}, {"IEP", 2}, {"ITL", 0}, {"LTL", 2}, {"LUF", 0},
    {"LVL", 2}, {"MTL", 2}, {"NLG", 2}, {"PTE", 0}, {"SIT", 2}, {"SKK", 2},
};

std::optional<int> minorDigitsIn(std::span<const Row> rows, QStringView code)
{
    const auto row = std::ranges::find_if(rows, [code](const Row &candidate) {
        return code == QLatin1StringView(candidate.code.data(), qsizetype(candidate.code.size()));
    });
    return row == rows.end() ? std::nullopt : std::optional(row->minorDigits);
}

tl::unexpected<Error> unknown(QStringView code)
{
    return fail(ErrorKind::InvalidInput, u"currency.unknown"_s, {{u"value"_s, code.toString().left(20)}});
}
} // namespace

Currency Currency::made(QStringView code, int minorDigits)
{
    Currency currency;
    std::transform(code.begin(), code.end(), currency.m_code.begin(), [](QChar c) { return c.toLatin1(); });
    currency.m_minorDigits = std::int8_t(minorDigits);
    return currency;
}

Result<Currency> Currency::fromCode(QStringView code)
{
    const auto digits = minorDigitsIn(table, code);
    return digits ? Result<Currency>(made(code, *digits)) : unknown(code);
}

Result<Currency> Currency::fromCodeOrFormer(QStringView code)
{
    const auto digits = minorDigitsIn(formerTable, code);
    return digits ? Result<Currency>(made(code, *digits)) : fromCode(code);
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
