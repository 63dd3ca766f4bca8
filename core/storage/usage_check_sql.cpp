// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/usage_check_sql.h"

#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/usage/roll_up.h"

#include <algorithm>

namespace accord::storage {

namespace {

constexpr std::size_t violationsKept = 100;

/// Everything that one import brought of one series.
struct Brought
{
    qint64 series = 0;
    qint64 import = 0;
    catalog::Aggregation aggregation = catalog::Aggregation::Sum;
    std::vector<usage::Event> events;
};

struct StoredDay
{
    QDate day;
    usage::DayReading reading;
    qint64 events = 0;
};

/// The zones by whose days usage may have been counted; UTC first.
Result<std::vector<QTimeZone>> zonesOfContracts(Session &session)
{
    const auto names = session
                           .statement("SELECT DISTINCT json_extract(body, '$.terms.time_zone') FROM contract_version "
                                      "WHERE json_extract(body, '$.terms.time_zone') IS NOT NULL ORDER BY 1")
                           .bind()
                           .all([](Statement &row) { return row.read<QString>(); });
    if (!names)
        return passOn(names);
    std::vector<QTimeZone> zones{QTimeZone::utc()};
    for (const QString &name : *names) {
        if (const QTimeZone zone(name.toUtf8()); name != u"UTC" && zone.isValid())
            zones.push_back(zone);
    }
    return zones;
}

bool isOfBefore(const StoredDay &stored, catalog::Aggregation aggregation)
{
    return aggregation != catalog::Aggregation::Sum && !stored.reading.at && stored.reading.values.isEmpty();
}

bool isSame(const StoredDay &stored, const usage::DayTotal &total, catalog::Aggregation aggregation)
{
    return stored.day == total.day && stored.events == total.tally.events()
           && (isOfBefore(stored, aggregation) || stored.reading == total.tally.reading());
}

/// Compares what was brought with the days that are stored, one series of an import after the other.
class UsageCheck
{
public:
    UsageCheck(Session &session, std::vector<QTimeZone> zones)
        : m_zones(std::move(zones))
        , m_days(session.statement("SELECT day, quantity, events, read_at, unique_values FROM usage_daily "
                                   "WHERE series_id = ? AND import_sequence = ? ORDER BY day"))
        , m_name(session.statement("SELECT account.name || ', ' || meter.code FROM usage_series JOIN account "
                                   "ON account.id = account_id JOIN meter ON meter.id = meter_id "
                                   "WHERE usage_series.id = ?"))
    { }

    Result<> look(const Brought &brought, std::vector<Violation> &violations)
    {
        if (brought.events.empty())
            return {};
        const auto stored = m_days.bind(brought.series, brought.import).all([](Statement &row) {
            StoredDay day{row.read<QDate>(), {row.read<Decimal>(), {}, {}}, 0};
            day.events = row.read<qint64>();
            day.reading.at = row.read<std::optional<qint64>>();
            day.reading.values = row.read<QByteArray>();
            return day;
        });
        if (!stored)
            return passOn(stored);
        // Series stand beside others of the same contract: the zone that was right before comes first.
        for (auto zone = m_zones.begin(); zone != m_zones.end(); ++zone) {
            const auto totals = usage::rollUp(brought.events, brought.aggregation, *zone);
            if (!totals)
                return passOn(totals);
            if (std::ranges::equal(*stored, *totals, [&](const StoredDay &day, const usage::DayTotal &total) {
                    return isSame(day, total, brought.aggregation);
                })) {
                std::rotate(m_zones.begin(), zone, zone + 1);
                return {};
            }
        }
        return note(brought, violations);
    }

private:
    Result<> note(const Brought &brought, std::vector<Violation> &violations)
    {
        const auto name = m_name.bind(brought.series).first([](Statement &row) { return row.read<QString>(); });
        if (!name)
            return passOn(name);
        if (violations.size() < violationsKept)
            violations.push_back(
                {u"usage.rolled_up"_s, u"%1, import %2"_s.arg(name->value_or(QString())).arg(brought.import)});
        return {};
    }

    std::vector<QTimeZone> m_zones;
    Statement m_days;
    Statement m_name;
};

} // namespace

Result<InvariantCheck> UsageCheckSql::check() const
{
    InvariantCheck check{u"usage.rolled_up"_s, u"each day of usage comes to what its events say"_s, {}};
    const auto zones = zonesOfContracts(m_session);
    if (!zones)
        return passOn(zones);
    UsageCheck looked(m_session, *zones);
    auto select = m_session.statement(
        "SELECT series_id, import_sequence, meter.aggregation, packed FROM usage_event JOIN usage_series "
        "ON usage_series.id = series_id JOIN meter ON meter.id = meter_id ORDER BY series_id, import_sequence, n");
    select.bind();
    Brought brought;
    while (select.next()) {
        const auto series = select.read<qint64>(), import = select.read<qint64>();
        const auto aggregation = catalog::aggregationFromString(select.read<QString>());
        if (!aggregation)
            return passOn(aggregation);
        if (series != brought.series || import != brought.import) {
            if (const auto done = looked.look(brought, check.violations); !done)
                return passOn(done);
            brought = {series, import, *aggregation, {}};
        }
        const auto events = usage::unpack(select.read<QByteArray>());
        if (!events)
            return passOn(events);
        brought.events.insert(brought.events.end(), events->begin(), events->end());
    }
    if (const auto read = select.finish(); !read)
        return passOn(read);
    if (const auto done = looked.look(brought, check.violations); !done)
        return passOn(done);
    return check;
}

} // namespace accord::storage
