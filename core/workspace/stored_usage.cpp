// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/stored_usage.h"

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

Result<billing::UsageFigure> StoredUsage::quantity(const QString &meter,
                                                   const std::optional<accounts::LocationId> &location,
                                                   const Period &period) const
{
    const auto known = m_meters.constFind(meter);
    if (known == m_meters.constEnd() || period.isEmpty())
        return billing::UsageFigure{};
    if (const auto covered = cover(period); !covered)
        return passOn(covered);
    usage::DailyQuantities days;
    int records = 0;
    qint64 lastImport = 0;
    const auto take = [&](const std::vector<Recorded> &recorded) -> Result<> {
        for (const Recorded &one : recorded) {
            if (!period.contains(one.day))
                continue;
            if (const auto added = days.add(one.day, one.quantity); !added)
                return added;
            ++records;
            lastImport = std::max(lastImport, one.import);
        }
        return {};
    };
    const auto ofMeter = m_usage.constFind(known->id);
    if (ofMeter == m_usage.constEnd())
        return billing::UsageFigure{};
    const auto only = location ? ofMeter->constFind(*location) : ofMeter->constBegin();
    for (auto place = only; place != ofMeter->constEnd(); ++place) {
        if (const auto taken = take(*place); !taken)
            return passOn(taken);
        if (location)
            break;
    }
    if (records == 0)
        return billing::UsageFigure{};
    const auto quantity = days.aggregated(known->aggregation);
    if (!quantity)
        return passOn(quantity);
    return billing::UsageFigure{*quantity, true, u"%1 daily records up to import %2"_s.arg(records).arg(lastImport)};
}

} // namespace accord::workspace
