// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tax/rate_table.h"

namespace accord::tax {

namespace {

std::optional<Regime> regimeFromText(const QString &text)
{
    if (text == u"sales_tax"_s)
        return Regime::SalesTax;
    if (text == u"vat_eu"_s)
        return Regime::VatInEuropeanUnion;
    if (text == u"vat"_s)
        return Regime::VatElsewhere;
    return std::nullopt;
}

std::optional<QDate> dateOrNull(const QString &text)
{
    if (text.isEmpty())
        return QDate();
    const QDate day = QDate::fromString(text, Qt::ISODate);
    return day.isValid() ? std::optional(day) : std::nullopt;
}

std::optional<Rate> rateFromLine(const QString &line)
{
    const QStringList cells = line.split(u',');
    if (cells.size() != 6)
        return std::nullopt;
    const auto regime = regimeFromText(cells[2]);
    const auto percent = Decimal::parse(cells[3]);
    const auto from = dateOrNull(cells[4]);
    const auto to = dateOrNull(cells[5]);
    if (!regime || !percent || !from || !to || cells[0].isEmpty())
        return std::nullopt;
    return Rate{cells[0], cells[1], *regime, *percent, *from, *to};
}

} // namespace

Result<RateTable> RateTable::fromCsv(const QByteArray &utf8)
{
    RateTable table;
    const QStringList lines = QString::fromUtf8(utf8).split(u'\n');
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const QString line = lines[i].trimmed();
        if (line.isEmpty())
            continue;
        const auto rate = rateFromLine(line);
        if (!rate)
            return fail(ErrorKind::InvalidInput, u"tax.table_malformed"_s,
                        {{u"line"_s, i + 1}, {u"value"_s, line.left(80)}});
        table.add(*rate);
    }
    return table;
}

std::optional<Rate> RateTable::find(const QString &jurisdiction, const QDate &day) const
{
    for (auto it = m_rates.constFind(jurisdiction); it != m_rates.constEnd() && it.key() == jurisdiction; ++it) {
        const bool begun = it->validFrom.isNull() || it->validFrom <= day;
        const bool over = it->validTo.isValid() && it->validTo < day;
        if (begun && !over)
            return *it;
    }
    return std::nullopt;
}

} // namespace accord::tax
