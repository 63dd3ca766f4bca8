// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tax/nexus_table.h"

namespace accord::tax {

namespace {

constexpr qsizetype columns = 8;

std::optional<NexusPeriod> periodFromText(const QString &text)
{
    if (text == u"calendar_year"_s)
        return NexusPeriod::CalendarYear;
    if (text == u"year_before"_s)
        return NexusPeriod::YearBefore;
    if (text == u"twelve_months"_s)
        return NexusPeriod::TwelveMonths;
    return std::nullopt;
}

std::optional<NexusTable::Row> rowFromLine(const QString &line)
{
    const QStringList cells = line.split(u',');
    if (cells.size() != columns || cells[0].size() != 2)
        return std::nullopt;
    const auto sales = Decimal::parse(cells[2]);
    bool isCount = false;
    const int transactions = cells[3].toInt(&isCount);
    const auto period = periodFromText(cells[5]);
    const QDate from = QDate::fromString(cells[6], Qt::ISODate);
    const bool isReached = cells[4] == u"either"_s || cells[4] == u"both"_s;
    const bool isDated = cells[6].isEmpty() || from.isValid();
    if (!sales || sales->isNegative() || !isCount || transactions < 0 || !period || !isReached || !isDated)
        return std::nullopt;
    if (sales->isZero() && transactions == 0)
        return std::nullopt;
    return NexusTable::Row{
        {cells[0], *sales, transactions, cells[4] == u"both"_s, *period}, cells[1], from, cells[7].trimmed()};
}

} // namespace

Result<NexusTable> NexusTable::fromCsv(const QByteArray &utf8)
{
    NexusTable table;
    const QStringList lines = QString::fromUtf8(utf8).split(u'\n');
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const QString line = lines[i].trimmed();
        if (line.isEmpty())
            continue;
        auto row = rowFromLine(line);
        if (!row)
            return fail(ErrorKind::InvalidInput, u"tax.nexus_table_malformed"_s,
                        {{u"line"_s, i + 1}, {u"value"_s, line.left(80)}});
        table.m_rows.push_back(std::move(*row));
    }
    return table;
}

const NexusTable::Row *NexusTable::find(const QString &state, const QDate &day) const
{
    const Row *found = nullptr;
    for (const Row &row : m_rows) {
        const bool holds = row.threshold.state == state && (row.validFrom.isNull() || row.validFrom <= day);
        if (holds && (!found || found->validFrom.isNull() || found->validFrom <= row.validFrom))
            found = &row;
    }
    return found;
}

} // namespace accord::tax
