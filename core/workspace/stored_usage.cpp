// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/stored_usage.h"

#include "core/base/local_day.h"
#include "core/storage/accounts_sql.h"
#include "core/storage/seller_sql.h"
#include "core/storage/usage_queries_sql.h"

namespace accord::workspace {

Result<std::shared_ptr<const StoredUsage>> StoredUsage::load(storage::Session &session,
                                                             const std::vector<accounts::AccountId> &accounts,
                                                             std::optional<qint64> watermark)
{
    auto usage = std::make_shared<StoredUsage>(session);
    const auto newest = watermark ? Result<qint64>(*watermark) : storage::UsageQueriesSql(session).watermark();
    if (!newest)
        return passOn(newest);
    usage->m_watermark = *newest;
    const auto meters = storage::SellerSql(session).meters();
    if (!meters)
        return passOn(meters);
    for (const catalog::Meter &meter : *meters)
        usage->m_meters.insert(meter.code, meter);
    usage->m_accounts.insert(accounts.begin(), accounts.end());
    return usage;
}

Result<std::shared_ptr<const StoredUsage>> StoredUsage::ofPayer(storage::Session &session,
                                                                const accounts::AccountId &payer)
{
    const auto family = storage::AccountsSql(session).familyOf(payer);
    if (!family)
        return passOn(family);
    std::vector<accounts::AccountId> entities{payer};
    for (const accounts::Account &member : *family) {
        if (member.payer == payer)
            entities.push_back(member.id);
    }
    return load(session, entities);
}

Result<> StoredUsage::read(const Period &period) const
{
    std::vector<storage::DailyUsageRow> all;
    const storage::UsageQueriesSql queries(m_session);
    for (const accounts::AccountId &account : m_accounts) {
        const auto rows = queries.daily(account, period, m_watermark);
        if (!rows)
            return passOn(rows);
        all.insert(all.end(), rows->begin(), rows->end());
    }
    for (const storage::DailyUsageRow &row : all)
        m_usage[row.meter][row.location].push_back({row.day, row.quantity, row.import});
    return {};
}

Result<> StoredUsage::cover(const Period &period) const
{
    if (m_read.start <= period.start && period.end <= m_read.end && !m_read.isEmpty())
        return {};
    // Locations open and close on any day: their periods lie in the same months, which are read once.
    const Period wanted{Period::monthOf(period.start).start, Period::monthOf(period.lastDay()).end};
    if (m_read.isEmpty()) {
        if (const auto done = read(wanted); !done)
            return done;
        m_read = wanted;
    }
    if (wanted.start < m_read.start) {
        if (const auto done = read({wanted.start, m_read.start}); !done)
            return done;
        m_read.start = wanted.start;
    }
    if (m_read.end < wanted.end) {
        if (const auto done = read({m_read.end, wanted.end}); !done)
            return done;
        m_read.end = wanted.end;
    }
    return {};
}

Result<> StoredUsage::eachRecord(const catalog::Meter &meter, const std::optional<accounts::LocationId> &location,
                                 const Period &period, const std::function<Result<>(const Recorded &)> &take) const
{
    if (const auto covered = cover(period); !covered)
        return covered;
    const auto ofMeter = m_usage.constFind(meter.id);
    if (ofMeter == m_usage.constEnd())
        return {};
    const auto only = location ? ofMeter->constFind(*location) : ofMeter->constBegin();
    for (auto place = only; place != ofMeter->constEnd(); ++place) {
        for (const Recorded &one : *place) {
            if (!period.contains(one.day))
                continue;
            if (const auto taken = take(one); !taken)
                return taken;
        }
        if (location)
            break;
    }
    return {};
}

Result<std::map<QDate, Decimal>> StoredUsage::days(const billing::UsageQuestion &question) const
{
    const auto known = m_meters.constFind(question.meter);
    usage::DailyQuantities days;
    if (known == m_meters.constEnd())
        return days.days();
    const auto taken = eachRecord(*known, question.location, question.period,
                                  [&](const Recorded &one) { return days.add(one.day, one.quantity); });
    return taken ? Result<std::map<QDate, Decimal>>(days.days()) : passOn(taken);
}

Result<std::vector<Decimal>> StoredUsage::events(const billing::UsageQuestion &question) const
{
    std::vector<usage::Event> all;
    const auto known = m_meters.constFind(question.meter);
    if (known == m_meters.constEnd())
        return std::vector<Decimal>();
    const storage::UsageQueriesSql queries(m_session);
    for (const accounts::AccountId &account : m_accounts) {
        const auto some = queries.ownEvents({account, known->id, question.location}, question.period, m_watermark);
        if (!some)
            return passOn(some);
        all.insert(all.end(), some->begin(), some->end());
    }
    std::stable_sort(all.begin(), all.end(), [](const usage::Event &a, const usage::Event &b) {
        return std::pair(a.moment.milliseconds, a.key) < std::pair(b.moment.milliseconds, b.key);
    });
    std::vector<Decimal> quantities;
    for (const usage::Event &event : all) {
        const auto day
            = event.moment.wholeDay
                  ? Result<QDate>(event.moment.utcDay())
                  : localDay(QDateTime::fromMSecsSinceEpoch(event.moment.milliseconds, Qt::UTC), question.timeZone);
        if (!day)
            return passOn(day);
        if (question.period.contains(*day))
            quantities.push_back(event.quantity);
    }
    return quantities;
}

Result<billing::UsageFigure> StoredUsage::quantity(const QString &meter,
                                                   const std::optional<accounts::LocationId> &location,
                                                   const Period &period) const
{
    const auto known = m_meters.constFind(meter);
    if (known == m_meters.constEnd() || period.isEmpty())
        return billing::UsageFigure{};
    usage::DailyQuantities days;
    int records = 0;
    qint64 lastImport = 0;
    const auto taken = eachRecord(*known, location, period, [&](const Recorded &one) {
        ++records;
        lastImport = std::max(lastImport, one.import);
        return days.add(one.day, one.quantity);
    });
    if (!taken)
        return passOn(taken);
    if (records == 0)
        return billing::UsageFigure{};
    const auto quantity = days.aggregated(known->aggregation, period);
    if (!quantity)
        return passOn(quantity);
    return billing::UsageFigure{*quantity, true, u"%1 daily records up to import %2"_s.arg(records).arg(lastImport)};
}

} // namespace accord::workspace
