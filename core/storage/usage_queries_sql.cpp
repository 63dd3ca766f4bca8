// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/usage_queries_sql.h"

#include "core/storage/early_readings_sql.h"
#include "core/storage/session.h"
#include "core/usage/aggregation.h"

#include <map>
#include <tuple>

namespace accord::storage {

namespace {

#define DAILY                                                                                                          \
    "SELECT usage_series.meter_id, usage_series.location_id, usage_daily.series_id, usage_daily.day, "                 \
    "usage_daily.import_sequence, usage_daily.quantity, usage_daily.read_at, usage_daily.unique_values, "              \
    "usage_daily.events FROM usage_series JOIN usage_daily ON usage_daily.series_id = "                                \
    "usage_series.id "                                                                                                 \
    "AND usage_daily.day >= ? AND usage_daily.day < ? AND usage_daily.import_sequence <= ? "
// An account and those it pays for.
#define OF_FAMILY "usage_series.account_id IN (SELECT id FROM account WHERE id = ? OR payer_id = ?) "
#define IN_ORDER "ORDER BY usage_series.id, usage_daily.day, usage_daily.import_sequence"

DailyUsageRow readDaily(Statement &row)
{
    DailyUsageRow daily;
    daily.meter = row.read<catalog::MeterId>();
    daily.location = row.read<accounts::LocationId>();
    daily.series = row.read<qint64>();
    daily.day = row.read<QDate>();
    daily.import = row.read<qint64>();
    daily.reading.quantity = row.read<Decimal>();
    daily.reading.at = row.read<std::optional<qint64>>();
    daily.reading.values = row.read<QByteArray>();
    daily.events = row.read<qint64>();
    return daily;
}

UsageImportRow readImport(Statement &row)
{
    UsageImportRow import;
    import.sequence = row.read<qint64>();
    import.source = row.read<QString>();
    import.fileName = row.read<QString>();
    import.sha256 = row.read<QString>();
    import.importedBy = row.read<QString>();
    import.importedAt = row.read<QDateTime>();
    import.rows = row.read<qint64>();
    import.added = row.read<qint64>();
    import.repeated = row.read<qint64>();
    import.quarantined = row.read<qint64>();
    import.firstDay = row.read<QDate>();
    import.lastDay = row.read<QDate>();
    return import;
}

QuarantineRow readQuarantine(Statement &row)
{
    QuarantineRow waiting;
    waiting.import = row.read<qint64>();
    waiting.account = row.read<QString>();
    waiting.location = row.read<QString>();
    waiting.meter = row.read<QString>();
    waiting.isParty = row.read<int>() != 0;
    waiting.reason
        = usage::quarantineReasonFromString(row.read<QString>()).value_or(usage::QuarantineReason::UnknownAccount);
    waiting.events = row.read<qint64>();
    return waiting;
}

QDate firstOfMonth(const QDate &day)
{
    return QDate(day.year(), day.month(), 1);
}

} // namespace

Result<std::vector<UsageImportRow>> UsageQueriesSql::imports(qint64 after, int limit) const
{
    auto select = m_session.statement(
        "SELECT sequence, source, file_name, sha256, imported_by, imported_at, row_count, added, repeated, "
        "quarantined, first_day, last_day FROM usage_import WHERE ? = 0 OR sequence < ? "
        "ORDER BY sequence DESC LIMIT ?");
    return select.bind(after, after, limit).all(readImport);
}

Result<std::vector<QuarantineRow>> UsageQueriesSql::quarantine(int limit) const
{
    auto select = m_session.statement(
        "SELECT import_sequence, CASE account WHEN '' THEN party ELSE account END, location, meter, "
        "CASE WHEN account = '' AND party <> '' THEN 1 ELSE 0 END, reason, events FROM usage_quarantine WHERE "
        "adopted_sequence IS NULL ORDER BY import_sequence, n LIMIT ?");
    return select.bind(limit).all(readQuarantine);
}

Result<std::pair<qint64, QString>> UsageQueriesSql::waitingOf(const QString &account) const
{
    auto select = m_session.statement("SELECT meter, sum(events) FROM usage_quarantine WHERE adopted_sequence IS NULL "
                                      "AND account = ? GROUP BY meter ORDER BY meter");
    qint64 events = 0;
    QStringList meters;
    select.bind(account);
    while (select.next()) {
        meters << select.read<QString>();
        events += select.read<qint64>();
    }
    if (auto read = select.finish(); !read)
        return passOn(read);
    return std::pair(events, meters.join(u", "_s));
}

Result<qint64> UsageQueriesSql::watermark() const
{
    const auto last
        = m_session.statement("SELECT coalesce(max(sequence), 0) FROM usage_import").first([](Statement &row) {
              return row.read<qint64>();
          });
    if (!last)
        return passOn(last);
    return last->value_or(0);
}

Result<std::vector<DailyUsageRow>> UsageQueriesSql::daily(const accounts::AccountId &account, const Period &period,
                                                          qint64 watermark) const
{
    auto select = m_session.statement(DAILY "WHERE usage_series.account_id = ? " IN_ORDER);
    return withReadings(select.bind(period.start, period.end, watermark, account).all(readDaily));
}

Result<std::vector<DailyUsageRow>> UsageQueriesSql::family(const accounts::AccountId &account, const Period &period,
                                                           qint64 watermark) const
{
    auto select = m_session.statement(DAILY "WHERE " OF_FAMILY IN_ORDER);
    return withReadings(select.bind(period.start, period.end, watermark, account, account).all(readDaily));
}

Result<std::vector<DailyUsageRow>> UsageQueriesSql::dailyOf(const UsageSubject &subject, const Period &period,
                                                            qint64 watermark) const
{
    auto whole = m_session.statement(DAILY "WHERE " OF_FAMILY "AND usage_series.meter_id = ? " IN_ORDER);
    auto site = m_session.statement(DAILY "WHERE " OF_FAMILY
                                          "AND usage_series.meter_id = ? AND usage_series.location_id = ? " IN_ORDER);
    if (!subject.location)
        return withReadings(
            whole.bind(period.start, period.end, watermark, subject.account, subject.account, subject.meter)
                .all(readDaily));
    return withReadings(site.bind(period.start, period.end, watermark, subject.account, subject.account, subject.meter,
                                  *subject.location)
                            .all(readDaily));
}

Result<std::vector<DailyUsageRow>> UsageQueriesSql::withReadings(Result<std::vector<DailyUsageRow>> rows) const
{
    if (!rows)
        return rows;
    std::map<std::pair<qint64, qint64>, std::map<QDate, usage::DayReading>> early; // by series and import
    for (DailyUsageRow &row : *rows) {
        if (row.reading.at)
            continue;
        if (!m_gauges) {
            if (const auto read = readGauges(); !read)
                return passOn(read);
        }
        const auto gauge = m_gauges->constFind(row.meter);
        if (gauge == m_gauges->constEnd())
            continue;
        const auto [place, isNew] = early.try_emplace({row.series, row.import});
        if (isNew) {
            auto readings = earlyReadings(m_session, row.series, row.import, *gauge);
            if (!readings)
                return passOn(readings);
            place->second = std::move(*readings);
        }
        row.reading = place->second[row.day];
    }
    return rows;
}

Result<> UsageQueriesSql::readGauges() const
{
    auto select = m_session.statement("SELECT id, aggregation FROM meter WHERE aggregation <> 'sum'");
    QHash<catalog::MeterId, catalog::Aggregation> gauges;
    select.bind();
    while (select.next()) {
        const auto id = select.read<catalog::MeterId>();
        const auto aggregation = catalog::aggregationFromString(select.read<QString>());
        if (!aggregation)
            return passOn(aggregation);
        gauges.insert(id, *aggregation);
    }
    if (const auto read = select.finish(); !read)
        return passOn(read);
    m_gauges = std::move(gauges);
    return {};
}

Result<catalog::Aggregation> UsageQueriesSql::aggregationOf(const catalog::MeterId &meter) const
{
    auto select = m_session.statement("SELECT aggregation FROM meter WHERE id = ?");
    const auto text = select.bind(meter).first([](Statement &row) { return row.read<QString>(); });
    if (!text)
        return passOn(text);
    if (!*text)
        return fail(ErrorKind::NotFound, u"catalog.meter_not_found"_s, {{u"meter"_s, meter.toString()}});
    return catalog::aggregationFromString(**text);
}

Result<std::vector<UsageTotal>> UsageQueriesSql::totals(const accounts::AccountId &account, const Period &period,
                                                        qint64 watermark) const
{
    const auto rows = family(account, period, watermark);
    if (!rows)
        return passOn(rows);
    struct Used
    {
        usage::Readings readings;
        qint64 events = 0;
    };
    std::map<std::pair<catalog::MeterId, accounts::LocationId>, Used> used;
    for (const DailyUsageRow &row : *rows) {
        auto place = used.find({row.meter, row.location});
        if (place == used.end()) {
            const auto aggregation = aggregationOf(row.meter);
            if (!aggregation)
                return passOn(aggregation);
            place = used.try_emplace({row.meter, row.location}, usage::Readings(*aggregation)).first;
        }
        if (const auto added = place->second.readings.add(row.series, row.day, row.reading); !added)
            return passOn(added);
        place->second.events += row.events;
    }
    std::vector<UsageTotal> totals;
    for (const auto &[key, one] : used) {
        const auto quantity = one.readings.over(period);
        if (!quantity)
            return passOn(quantity);
        totals.push_back({key.first, key.second, *quantity, one.events});
    }
    return totals;
}

Result<std::vector<UsagePoint>> UsageQueriesSql::dailySeries(const UsageSubject &subject, const Period &period,
                                                             qint64 watermark) const
{
    const auto aggregation = aggregationOf(subject.meter);
    if (!aggregation)
        return passOn(aggregation);
    const auto rows = dailyOf(subject, period, watermark);
    if (!rows)
        return passOn(rows);
    usage::Readings readings(*aggregation);
    for (const DailyUsageRow &row : *rows) {
        if (const auto added = readings.add(row.series, row.day, row.reading); !added)
            return passOn(added);
    }
    const auto days = readings.days();
    if (!days)
        return passOn(days);
    std::vector<UsagePoint> points;
    for (const auto &[day, quantity] : *days)
        points.push_back({day, quantity});
    return points;
}

Result<std::vector<UsagePoint>> UsageQueriesSql::monthlySeries(const UsageSubject &subject, const Period &period,
                                                               qint64 watermark) const
{
    const auto aggregation = aggregationOf(subject.meter);
    if (!aggregation)
        return passOn(aggregation);
    const auto rows = dailyOf(subject, period, watermark);
    if (!rows)
        return passOn(rows);
    std::map<QDate, usage::Readings> months;
    for (const DailyUsageRow &row : *rows) {
        auto &month = months.try_emplace(firstOfMonth(row.day), *aggregation).first->second;
        if (const auto added = month.add(row.series, row.day, row.reading); !added)
            return passOn(added);
    }
    std::vector<UsagePoint> points;
    for (const auto &[month, readings] : months) {
        const auto quantity = readings.over(Period::monthOf(month));
        if (!quantity)
            return passOn(quantity);
        points.push_back({month, *quantity});
    }
    return points;
}

Result<std::vector<UsageOrigin>> UsageQueriesSql::origins(const UsageSubject &subject, const Period &period,
                                                          qint64 watermark) const
{
    const auto rows = dailyOf(subject, period, watermark);
    if (!rows)
        return passOn(rows);
    std::map<qint64, UsageOrigin> origins;
    for (const DailyUsageRow &row : *rows) {
        UsageOrigin &origin = origins[row.import];
        ++origin.dailyRecords;
        origin.events += row.events;
    }
    std::vector<UsageOrigin> list;
    auto select = m_session.statement("SELECT file_name FROM usage_import WHERE sequence = ?");
    for (auto &[sequence, origin] : origins) {
        const auto name = select.bind(sequence).first([](Statement &row) { return row.read<QString>(); });
        if (!name)
            return passOn(name);
        origin.import = sequence;
        origin.fileName = name->value_or(QString());
        list.push_back(origin);
    }
    return list;
}

namespace {

/// The events of the packed rows of \a select that lie in \a period or a day beside it, at most \a limit.
Result<std::vector<usage::Event>> eventsIn(Statement &select, const Period &period, int limit)
{
    const Period wide{period.start.addDays(-1), period.end.addDays(1)};
    std::vector<usage::Event> events;
    while (qsizetype(events.size()) < limit && select.next()) {
        const auto some = usage::unpack(select.read<QByteArray>());
        if (!some)
            return passOn(some);
        std::copy_if(some->begin(), some->end(), std::back_inserter(events),
                     [&](const usage::Event &e) { return wide.contains(e.moment.utcDay()); });
    }
    if (const auto read = select.finish(); !read)
        return passOn(read);
    events.resize(std::min(events.size(), std::size_t(limit)));
    return events;
}

} // namespace

Result<std::vector<usage::Event>> UsageQueriesSql::events(const UsageSubject &subject, const Period &period,
                                                          qint64 watermark, int limit) const
{
    auto select = m_session.statement(
        "SELECT usage_event.packed FROM usage_series JOIN usage_event ON usage_event.series_id = usage_series.id "
        "AND usage_event.import_sequence <= ? AND usage_event.last_day >= ? AND usage_event.first_day < ? "
        "WHERE " OF_FAMILY "AND usage_series.meter_id = ? AND (? OR usage_series.location_id = ?) "
        "ORDER BY usage_series.id, usage_event.import_sequence, usage_event.n");
    select.bind(watermark, period.start, period.end, subject.account, subject.account, subject.meter,
                !subject.location.has_value(), subject.location);
    return eventsIn(select, period, limit);
}

Result<std::vector<usage::Event>> UsageQueriesSql::ownEvents(const UsageSubject &subject, const Period &period,
                                                             qint64 watermark) const
{
    auto select = m_session.statement(
        "SELECT usage_event.packed FROM usage_series JOIN usage_event ON usage_event.series_id = usage_series.id "
        "AND usage_event.import_sequence <= ? AND usage_event.last_day >= ? AND usage_event.first_day < ? "
        "WHERE usage_series.account_id = ? AND usage_series.meter_id = ? AND (? OR usage_series.location_id = ?) "
        "ORDER BY usage_series.id, usage_event.import_sequence, usage_event.n");
    select.bind(watermark, period.start, period.end, subject.account, subject.meter, !subject.location.has_value(),
                subject.location);
    return eventsIn(select, period, std::numeric_limits<int>::max());
}

} // namespace accord::storage
