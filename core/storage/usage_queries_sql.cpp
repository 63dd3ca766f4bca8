// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/usage_queries_sql.h"

#include "core/storage/session.h"

namespace accord::storage {

namespace {

usage::DayFigure readFigure(Statement &row)
{
    usage::DayFigure figure;
    figure.sum = row.read<Decimal>();
    figure.highest = row.read<Decimal>();
    figure.last = row.read<Decimal>();
    figure.events = row.read<qint64>();
    return figure;
}

Result<Decimal> aggregated(const usage::DaySeries &series, catalog::Aggregation aggregation)
{
    std::map<QDate, Decimal> days;
    for (const auto &[day, figure] : series.days())
        days.emplace(day, figure.quantity(aggregation));
    return usage::aggregate(aggregation, days);
}

} // namespace

Result<qint64> UsageQueriesSql::watermark() const
{
    const auto last = m_session.statement("SELECT coalesce(max(sequence), 0) FROM usage_import").first([](Statement &row) { return row.read<qint64>(); });
    if (!last)
        return passOn(last);
    return last->value_or(0);
}

Result<std::vector<UsageImportRow>> UsageQueriesSql::imports(qint64 before, int limit) const
{
    auto select = m_session.statement("SELECT sequence, source, file_name, imported_by, imported_at, row_count, added, repeated, quarantined, first_day, last_day "
                                      "FROM usage_import WHERE (? = 0 OR sequence < ?) ORDER BY sequence DESC LIMIT ?");
    return select.bind(before, before, limit).all([](Statement &row) {
        UsageImportRow read;
        read.sequence = row.read<qint64>();
        read.source = row.read<QString>();
        read.fileName = row.read<QString>();
        read.importedBy = row.read<QString>();
        read.importedAt = row.read<QDateTime>();
        read.rows = row.read<qint64>();
        read.added = row.read<qint64>();
        read.repeated = row.read<qint64>();
        read.quarantined = row.read<qint64>();
        read.firstDay = row.read<QDate>();
        read.lastDay = row.read<QDate>();
        return read;
    });
}

Result<std::vector<QuarantineRow>> UsageQueriesSql::quarantine(int limit) const
{
    auto select = m_session.statement("SELECT min(import_sequence), account, location, meter, reason, count(*) FROM usage_quarantine "
                                      "GROUP BY account, location, meter, reason ORDER BY min(import_sequence), account, location, meter LIMIT ?");
    return select.bind(limit).all([](Statement &row) {
        QuarantineRow read;
        read.import = row.read<qint64>();
        read.account = row.read<QString>();
        read.location = row.read<QString>();
        read.meter = row.read<QString>();
        read.reason = homelessFromString(row.read<QString>()).value_or(Homeless::NoAccount);
        read.events = row.read<qint64>();
        return read;
    });
}

Result<std::vector<PlaceSeries>> UsageQueriesSql::days(const accounts::AccountId &account, const catalog::MeterId &meter, const Period &period, qint64 watermark) const
{
    auto select = m_session.statement("SELECT location_id, day, quantity_sum, quantity_highest, quantity_last, events FROM usage_daily "
                                      "WHERE account_id = ? AND meter_id = ? AND day >= ? AND day < ? AND import_sequence <= ? ORDER BY day, location_id, import_sequence");
    select.bind(account, meter, period.start, period.end, watermark);
    std::vector<PlaceSeries> places;
    QHash<QUuid, size_t> at;
    while (select.next()) {
        const QUuid location = QUuid::fromRfc4122(select.read<QByteArray>()); // zeroes for the account as a whole
        const auto day = select.read<QDate>();
        const auto found = at.constFind(location);
        if (found == at.constEnd()) {
            at.insert(location, places.size());
            places.push_back({accounts::LocationId(location), {}});
        }
        if (const auto added = places[at.value(location)].series.add(day, readFigure(select)); !added)
            return passOn(added);
    }
    if (const auto read = select.finish(); !read)
        return passOn(read);
    return places;
}

Result<std::vector<UsageTotal>> UsageQueriesSql::totals(const accounts::AccountId &account, const Period &period, qint64 watermark) const
{
    auto select = m_session.statement("SELECT meter.id, meter.aggregation, account.id FROM meter JOIN account ON account.id = ? OR account.payer_id = ? "
                                      "ORDER BY meter.code, account.number");
    struct Part
    {
        catalog::MeterId meter;
        QString aggregation;
        accounts::AccountId account;
    };
    const auto parts = select.bind(account, account).all([](Statement &row) { return Part{row.read<catalog::MeterId>(), row.read<QString>(), row.read<accounts::AccountId>()}; });
    if (!parts)
        return passOn(parts);
    std::vector<UsageTotal> totals;
    for (const Part &part : *parts) {
        const auto aggregation = catalog::aggregationFromString(part.aggregation);
        const auto places = days(part.account, part.meter, period, watermark);
        if (!aggregation)
            return passOn(aggregation);
        if (!places)
            return passOn(places);
        for (const PlaceSeries &place : *places) {
            const auto quantity = aggregated(place.series, *aggregation);
            if (!quantity)
                return passOn(quantity);
            UsageTotal total{part.meter, place.location, *quantity, 0};
            for (const auto &[day, figure] : place.series.days())
                total.events += figure.events;
            totals.push_back(std::move(total));
        }
    }
    return totals;
}

} // namespace accord::storage
