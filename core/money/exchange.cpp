// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/exchange.h"

namespace accord {

Result<ExchangeRates> ExchangeRates::fromCsv(const QByteArray &utf8)
{
    ExchangeRates rates;
    const QStringList lines = QString::fromUtf8(utf8).split(u'\n', Qt::SkipEmptyParts);
    const QStringList header = lines.isEmpty() ? QStringList() : lines.front().trimmed().split(u',');
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const QStringList cells = lines[i].trimmed().split(u',');
        const QDate day = QDate::fromString(cells.front(), Qt::ISODate);
        if (!day.isValid() || cells.size() > header.size())
            return fail(ErrorKind::InvalidInput, u"exchange.malformed"_s, {{u"line"_s, i + 1}});
        QHash<QString, Decimal> row{{u"EUR"_s, Decimal(1)}};
        for (qsizetype column = 1; column < cells.size(); ++column) {
            if (cells[column].isEmpty())
                continue;
            const auto rate = Decimal::parse(cells[column]);
            if (!rate || *rate <= Decimal(0))
                return fail(ErrorKind::InvalidInput, u"exchange.malformed"_s, {{u"line"_s, i + 1}});
            row.insert(header[column], *rate);
        }
        rates.m_perEuro.emplace(day, std::move(row));
    }
    return rates;
}

Result<ExchangeRates::Quote> ExchangeRates::quote(const Currency &from, const Currency &to, const QDate &day) const
{
    if (from == to)
        return Quote{Exact(1), day};
    const auto missing = [&] {
        return fail(ErrorKind::NotFound, u"exchange.rate_missing"_s,
                    {{u"from"_s, from.code()}, {u"to"_s, to.code()}, {u"day"_s, day.toString(Qt::ISODate)}});
    };
    if (m_perEuro.empty())
        return missing();
    auto row = m_perEuro.upper_bound(day);
    if (row != m_perEuro.begin())
        --row;
    const auto perEuroFrom = row->second.constFind(from.code());
    const auto perEuroTo = row->second.constFind(to.code());
    if (perEuroFrom == row->second.constEnd() || perEuroTo == row->second.constEnd())
        return missing();
    return Quote{Exact(*perEuroTo) / Exact(*perEuroFrom), row->first};
}

Result<Money> ExchangeRates::convert(const Money &amount, const Currency &to, const QDate &day) const
{
    const auto found = quote(amount.currency(), to, day);
    if (!found)
        return passOn(found);
    return (Exact(amount) * found->rate).toMoney(to);
}

} // namespace accord
