// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/exchange_ranges.h"

#include "core/money/money.h"

#include <algorithm>
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

std::map<QString, ExchangeRange> exchangeRanges(const ExchangeRates &rates, const Currency &unit, const QDate &first,
                                                const QDate &last)
{
    std::map<QString, ExchangeRange> ranges;
    for (const Row &row : table) {
        const QString code = QString::fromLatin1(row.code.data(), qsizetype(row.code.size()));
        const auto currency = Currency::fromCode(code);
        for (QDate day = first; currency && day <= last; day = day.addMonths(1)) {
            const auto quote = rates.quote(unit, *currency, day);
            if (!quote)
                continue;
            auto &range = ranges.try_emplace(code, quote->rate, quote->rate).first->second;
            range.least = std::min(range.least, quote->rate);
            range.most = std::max(range.most, quote->rate);
        }
    }
    return ranges;
}

} // namespace accord
