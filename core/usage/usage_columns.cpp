// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/usage_columns.h"

namespace accord::usage {

namespace {

bool isReasonable(const QDate &day)
{
    return day.isValid() && day.year() >= 1900 && day.year() < 3000;
}

} // namespace

std::optional<Decimal> readQuantity(const QString &text, const QString &field, qint64 line, Problems &problems, Sign sign)
{
    constexpr std::int64_t most = 1'000'000'000'000'000'000;
    const auto quantity = Decimal::parse(text.trimmed());
    const bool fits = quantity && *quantity < Decimal(most) && *quantity > Decimal(-most) && (sign == Sign::Any || !quantity->isNegative());
    if (!fits) {
        problems.add(line, field, text, u"a number from 0 to 10^18 with a point, such as 12.5"_s);
        return std::nullopt;
    }
    return *quantity;
}

bool readMoment(const QString &text, const QString &field, UsageRow &row, Problems &problems)
{
    const QString trimmed = text.trimmed();
    if (trimmed.size() == 7)
        row.day = QDate::fromString(trimmed + u"-01"_s, Qt::ISODate);
    else if (trimmed.size() == 10)
        row.day = QDate::fromString(trimmed, Qt::ISODate);
    else if (trimmed.size() > 10)
        row.instant = QDateTime::fromString(QString(trimmed).replace(10, 1, u"T"_s), Qt::ISODateWithMs);
    if (row.instant.isValid()) {
        // A time without an offset is UTC: never the machine's zone.
        if (row.instant.timeSpec() == Qt::LocalTime)
            row.instant.setTimeSpec(Qt::UTC);
        row.instant = row.instant.toUTC();
    }
    if (isReasonable(row.instant.isValid() ? row.instant.date() : row.day))
        return true;
    problems.add(row.line, field, text, u"a day such as 2024-01-31, a month such as 2024-01, or an instant such as 2024-01-31T23:59:59Z"_s);
    return false;
}

bool checkCode(const QString &text, const QString &field, qint64 line, Problems &problems)
{
    const bool hasControl = std::any_of(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
    if (!text.isEmpty() && text.size() <= 200 && !hasControl)
        return true;
    problems.add(line, field, text, u"a name of 1 to 200 characters"_s);
    return false;
}

std::optional<UsageColumns> UsageColumns::fromHeader(const QStringList &header, qint64 line, Problems &problems)
{
    UsageColumns columns;
    columns.m_width = int(header.size());
    std::vector<std::pair<int, QString>> others;
    QStringList seen;
    for (int i = 0; i < header.size(); ++i) {
        const QString name = header[i].trimmed();
        const QString folded = name.toLower();
        if (seen.contains(folded)) {
            problems.add(line, name, {}, u"each column once"_s);
            return std::nullopt;
        }
        seen << folded;
        if (folded == u"date"_s || folded == u"month"_s || folded == u"timestamp"_s || folded == u"ts"_s || folded == u"day"_s)
            columns.m_date = i;
        else if (folded == u"meter"_s)
            columns.m_meter = i;
        else if (folded == u"quantity"_s)
            columns.m_quantity = i;
        else if (folded == u"location"_s || folded == u"location_id"_s)
            columns.m_location = i;
        else if (folded == u"account"_s || folded == u"account_id"_s)
            columns.m_account = i;
        else if (folded == u"event_id"_s)
            columns.m_eventId = i;
        else
            others.emplace_back(i, name);
    }
    const bool isLong = columns.m_meter >= 0 && columns.m_quantity >= 0;
    const bool isWide = columns.m_meter < 0 && columns.m_quantity < 0 && !others.empty();
    if (columns.m_date < 0 || (!isLong && !isWide)) {
        problems.add(line, {}, header.join(u',').left(80), u"a header with date, meter and quantity, or with date and a column for each meter"_s);
        return std::nullopt;
    }
    for (const auto &[i, name] : others) {
        if (isLong || !checkCode(name, name, line, problems)) {
            if (isLong)
                problems.add(line, name, {}, u"only date, meter, quantity, location, account and event_id"_s);
            return std::nullopt;
        }
    }
    if (isWide)
        columns.m_meters = std::move(others);
    return columns;
}

void UsageColumns::read(const QStringList &fields, qint64 line, Problems &problems, std::vector<UsageRow> &rows) const
{
    if (fields.size() != m_width) {
        problems.add(line, {}, u"%1 fields"_s.arg(fields.size()), u"%1 fields, as in the header"_s.arg(m_width));
        return;
    }
    const auto at = [&](int column) { return column < 0 ? QString() : fields[column].trimmed(); };
    UsageRow row;
    row.line = line;
    row.location = at(m_location);
    row.account = at(m_account);
    row.eventId = at(m_eventId);
    bool good = readMoment(at(m_date), u"date"_s, row, problems);
    for (const auto &[column, name] : {std::pair(m_location, u"location"_s), std::pair(m_account, u"account"_s), std::pair(m_eventId, u"event_id"_s)})
        good = (at(column).isEmpty() || checkCode(at(column), name, line, problems)) && good;
    if (m_meter >= 0) {
        row.meter = at(m_meter);
        good = checkCode(row.meter, u"meter"_s, line, problems) && good;
        const auto quantity = readQuantity(at(m_quantity), u"quantity"_s, line, problems);
        if (good && quantity) {
            row.quantity = *quantity;
            rows.push_back(std::move(row));
        }
        return;
    }
    for (const auto &[column, meter] : m_meters) {
        if (at(column).isEmpty())
            continue; // nothing was measured
        const auto quantity = readQuantity(at(column), meter, line, problems);
        if (!good || !quantity)
            continue;
        UsageRow one = row;
        one.meter = meter;
        one.quantity = *quantity;
        if (!one.eventId.isEmpty())
            one.eventId += u'/' + meter;
        rows.push_back(std::move(one));
    }
}

} // namespace accord::usage
